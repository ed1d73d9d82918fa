/** Whether it is worth offering "new" to this person: the declaration's own rules, as far as they need no row. The server decides. */
import type { Rule } from '../../kernel/access.ts';
import type { Entity } from '../../kernel/declarations.ts';
import type { Me } from '../me.ts';

export const mayCreate = (entity: Entity, me: Me): boolean => entity.access.create.some((rule) => holds(rule, me));

function holds(rule: Rule, me: Me): boolean {
  if (rule.rule === 'everyone') return true;
  if (rule.rule === 'company') return me.scope === 'company';
  if (rule.rule === 'right') return me.rights.includes(rule.name);
  return rule.rule === 'role' && me.roleKeys.includes(rule.name);
}
