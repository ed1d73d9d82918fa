/** Reports: groups and totals over the rows that the caller may see. */
import type { Actor } from '../../kernel/access.ts';
import { allFields, type Entity } from '../../kernel/declarations.ts';
import type { Report } from '../../kernel/report.ts';
import { entityOf, type Context } from '../context.ts';
import { readOne } from '../db/transaction.ts';
import { allTypes } from './all-types.ts';
import { parseFilter } from './filter.ts';
import { whereSql } from './list.ts';
import { params } from './params.ts';
import { targetOf } from './row-json.ts';
import { tableOf, valueSql } from './storage.ts';

const mostRows = 10_000;

/** `{"rows": [{…groups, "count", …sums}]}`, largest groups first. */
export async function runReport(ctx: Context, actor: Actor, report: Report, filter: string | undefined): Promise<string> {
  const entity: Entity | undefined = report.source === 'document' ? allTypes(ctx) : entityOf(ctx, report.source);
  if (!entity) throw new Error(`Report ${report.name}: unknown source ${report.source}`);
  const fields = allFields(entity);
  const p = params(actor.orgId);
  const both = report.filter ? JSON.stringify({ and: [report.filter, parseFilter(filter)] }) : filter;
  const where = whereSql(ctx, actor, entity, { filter: both }, null, p);
  const groups = report.groupBy.map((name, i) => {
    const field = fields[name];
    if (!field) throw new Error(`Report ${report.name}: unknown field ${name}`);
    const value = valueSql(entity, name, field);
    if (field.kind !== 'ref') return { value, json: `x.g${i} as "${name}"` };
    const { table, label } = targetOf(ctx, field);
    return { value, json: `(select json_build_object('id', r.id, 'label', ${label}) from ${table} r where r.org_id = $1 and r.id = x.g${i}) as "${name}"` };
  });
  const sums = (report.sums ?? []).map((name) => `sum(${valueSql(entity, name, fields[name]!)})::text as "${name}"`); // !: a sum of a field that does not exist fails at the first run, in the contract test
  const inner = `select ${groups.map((g, i) => `${g.value} as g${i}`).join(', ')}, count(*) as "count"${sums.map((s) => `, ${s}`).join('')}
    from ${tableOf(entity)} t where ${where} group by ${groups.map((_, i) => i + 1).join(', ')} order by count(*) desc, ${groups.map((_, i) => i + 1).join(', ')} limit ${mostRows}`;
  const outer = `select row_to_json(y)::text as json from (select ${[...groups.map((g) => g.json), 'x."count"', ...(report.sums ?? []).map((s) => `x."${s}"`)].join(', ')} from (${inner}) x) y`;
  const rows = await readOne<{ json: string }>(ctx.pool, actor, outer, p.values, { unnamed: true });
  return `{"rows":[${rows.map((r) => r.json).join(',')}]}`;
}
