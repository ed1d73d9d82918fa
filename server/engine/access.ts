/** Rules become SQL: the same expression filters a list, guards a record and fills in `can`. */
import type { Access, Actor, Rule } from '../../kernel/access.ts';
import type { Entity } from '../../kernel/declarations.ts';
import type { Context } from '../context.ts';
import { allTypes } from './all-types.ts';
import type { Params } from './params.ts';
import { columnOf, tableOf } from './storage.ts';

const yes = 'true';
const no = 'false';

/** SQL that is true when one of the rules holds for the row `alias` of `entity`. Plain `true` or `false` when it depends on no row. */
export function rulesSql(ctx: Context, rules: readonly Rule[], entity: Entity, actor: Actor, p: Params, alias = 't', depth = 0): string {
  // Rules that depend on no row come first: one that holds makes the others, and their parameters, needless.
  if (rules.some((rule) => holdsAlways(rule, actor))) return yes;
  const terms = rules.map((rule) => ruleSql(ctx, rule, entity, actor, p, alias, depth)).filter((sql) => sql !== no);
  if (terms.length === 0) return no;
  return terms.length === 1 ? terms[0]! : `(${terms.join(' or ')})`; // !: the length is one
}

/**
 * SQL of what the declaration says about a verb. A list of all document types asks each type's own rules;
 * types that share their rules (as those of the dossier do) are asked together.
 */
export function accessSql(ctx: Context, entity: Entity, verb: keyof Access, actor: Actor, p: Params, alias = 't'): string {
  if (entity !== allTypes(ctx)) return rulesSql(ctx, entity.access[verb], entity, actor, p, alias);
  const byRules = new Map<readonly Rule[], string[]>();
  for (const type of ctx.declarations.documents.values()) byRules.set(type.access[verb], [...(byRules.get(type.access[verb]) ?? []), type.name]);
  if (byRules.size === 1) return rulesSql(ctx, [...byRules.keys()][0]!, entity, actor, p, alias); // !: the size is one
  const terms = [...byRules].map(([rules, names]) => `(${alias}.type = any(${p(names)}::text[]) and ${rulesSql(ctx, rules, entity, actor, p, alias)})`);
  return `(${terms.join(' or ')})`;
}

function holdsAlways(rule: Rule, actor: Actor): boolean {
  switch (rule.rule) {
    case 'everyone':
      return true;
    case 'company':
      return actor.scope === 'company';
    case 'role':
      return actor.roles.includes(rule.name);
    case 'right':
      return actor.rights.includes(rule.name);
    default:
      return false;
  }
}

function ruleSql(ctx: Context, rule: Rule, entity: Entity, actor: Actor, p: Params, alias: string, depth: number): string {
  switch (rule.rule) {
    case 'person':
      return `${alias}.${columnOf(rule.field)} = ${p(actor.id)}`;
    case 'team':
      return actor.scope === 'team' && actor.team.length > 0 ? `${alias}.${columnOf(rule.field)} = any(${p(actor.team)}::uuid[])` : no;
    case 'through':
      return throughSql(ctx, rule.field, entity, actor, p, alias, depth);
    default:
      return no;
  }
}

function throughSql(ctx: Context, path: string, entity: Entity, actor: Actor, p: Params, alias: string, depth: number): string {
  const target = ctx.declarations.catalogs.get(path.split('.').at(-1)!); // !: split gives at least one part
  if (!target) throw new Error(`through('${path}') of ${entity.name}: the last part must name a catalog`);
  const inner = `${alias}${depth}`;
  const readable = rulesSql(ctx, target.access.read, target, actor, p, inner, depth + 1);
  if (readable === no) return no;
  const same = `${inner}.org_id = $1 and ${readable}`;
  if (!path.includes('.')) {
    return readable === yes
      ? `${alias}.${columnOf(path)} is not null`
      : `exists (select from ${tableOf(target)} ${inner} where ${inner}.id = ${alias}.${columnOf(path)} and ${same})`;
  }
  return `exists (select from link l join ${tableOf(target)} ${inner} on ${inner}.org_id = $1 and ${inner}.id = l.target where l.org_id = $1 and l.source = ${alias}.id and l.field = '${path}' and ${same})`;
}

/** SQL of who sees a row in the trash: whoever put it there, and those with the right to the trash, as far as they may read. */
export function trashSql(ctx: Context, actor: Actor, entity: Entity, p: Params): string {
  const mine = `t.deleted_by = ${p(actor.id)}`;
  return actor.rights.includes('trash') ? `(${mine} or ${accessSql(ctx, entity, 'read', actor, p)})` : mine;
}
