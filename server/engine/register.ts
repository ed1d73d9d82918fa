/** Balances and movements of registers. Rows are seen by whoever may read the catalog rows they are about. */
import type { Actor } from '../../kernel/access.ts';
import { invalid } from '../../kernel/errors.ts';
import type { Register } from '../../kernel/register.ts';
import type { Context } from '../context.ts';
import { readOne } from '../db/transaction.ts';
import { accessSql } from './access.ts';
import { parseFilter } from './filter.ts';
import { params, type Params } from './params.ts';
import { targetOf } from './row-json.ts';
import { columnOf, snake, sqlType, tableOf } from './storage.ts';
import { isDate, parseScalar } from './value.ts';

interface Asked {
  readonly filter?: string;
  readonly at?: string;
  readonly limit: number;
}

/** The sum now (from the balances), or as of the end of a day (from the movements). */
export async function balance(ctx: Context, actor: Actor, register: Register, asked: Asked): Promise<unknown> {
  const p = params(actor.orgId);
  const where = conditions(ctx, actor, register, asked.filter, p);
  const by = Object.keys(register.by).map(columnOf);
  const amounts = Object.keys(register.amounts).map((a) => (asked.at === undefined ? columnOf(a) : `sum(${columnOf(a)}) as ${columnOf(a)}`));
  if (asked.at !== undefined && !isDate(asked.at)) throw invalid('at', 'date');
  const source = asked.at === undefined ? 'balance' : 'movement';
  const until = asked.at === undefined ? '' : ` and t.at <= ${p(asked.at)}::date`;
  const grouped = asked.at === undefined ? '' : ` group by ${by.join(', ')}`;
  const inner = `select ${[...by, ...amounts].join(', ')} from "${snake(register.name)}_${source}" t where ${where}${until}${grouped} order by ${by.join(', ')} limit ${p(asked.limit)}`;
  return { rows: await rowsOf(ctx, actor, register, inner, p, []) };
}

export async function movements(ctx: Context, actor: Actor, register: Register, asked: Asked): Promise<unknown> {
  const p = params(actor.orgId);
  const where = conditions(ctx, actor, register, asked.filter, p);
  const columns = [...Object.keys(register.by), ...Object.keys(register.amounts)].map(columnOf);
  const inner = `select document, at, ${columns.join(', ')} from "${snake(register.name)}_movement" t where ${where} order by at desc, document, n limit ${p(asked.limit)}`;
  return { rows: await rowsOf(ctx, actor, register, inner, p, ['document', 'at']) };
}

function conditions(ctx: Context, actor: Actor, register: Register, filter: string | undefined, p: Params): string {
  const terms = ['t.org_id = $1'];
  const given = parseFilter(filter);
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw invalid('filter', 'type', { expected: 'object' });
  for (const [name, value] of Object.entries(given)) {
    const field = Object.hasOwn(register.by, name) ? register.by[name] : undefined;
    if (!field) throw invalid(`filter.${name}`.slice(0, 200), 'filterField');
    const parsed = parseScalar(field, value);
    if ('problem' in parsed) throw invalid(`filter.${name}`, parsed.problem.code, parsed.problem.params);
    terms.push(`t.${columnOf(name)} = ${p(parsed.value)}::${sqlType[field.kind]}`);
  }
  for (const [name, field] of Object.entries(register.by)) {
    const target = ctx.declarations.catalogs.get(field.target ?? '');
    if (!target) continue;
    const readable = accessSql(ctx, target, 'read', actor, p, 'r');
    if (readable !== 'true') terms.push(`exists (select from ${tableOf(target)} r where r.org_id = $1 and r.id = t.${columnOf(name)} and ${readable})`);
  }
  return terms.join(' and ');
}

async function rowsOf(ctx: Context, actor: Actor, register: Register, inner: string, p: Params, more: string[]): Promise<unknown[]> {
  const dimensions = Object.entries(register.by).map(([name, field]) => {
    if (field.kind !== 'ref') return `x.${columnOf(name)} as "${name}"`;
    const { table, label } = targetOf(ctx, field);
    return `(select json_build_object('id', r.id, 'label', ${label}) from ${table} r where r.org_id = $1 and r.id = x.${columnOf(name)}) as "${name}"`;
  });
  const amounts = Object.entries(register.amounts).map(([name, f]) => `x.${columnOf(name)}${f.kind === 'integer' ? '::int' : '::text'} as "${name}"`);
  return readOne(ctx.pool, actor, `select ${[...more.map((m) => `x.${m}`), ...dimensions, ...amounts].join(', ')} from (${inner}) x`, p.values);
}
