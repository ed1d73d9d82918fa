/** Two people edited one record: what each changed, field by field, and whether the changes touch. */
import type { Fields } from '../../kernel/field.ts';
import { sameValue, type Values } from '../fields/values.ts';

export interface Clash {
  readonly path: string;
  readonly original: unknown;
  readonly theirs: unknown;
  readonly mine: unknown;
}
export interface Merged {
  /** Their row with my changes on it, wherever only one of us changed a field or both wrote the same. */
  readonly values: Values;
  /** Fields that both changed, differently. `values` has mine in them until a person chooses. */
  readonly clashes: readonly Clash[];
  /** Fields that only they changed. */
  readonly theirs: readonly string[];
}

/** Merges field by field; a list (telephones, positions) counts as one field, so that no two halves are mixed. */
export function merge(fields: Fields, original: Values, theirs: Values, mine: Values): Merged {
  const values: Record<string, unknown> = {};
  const clashes: Clash[] = [];
  const changedByThem: string[] = [];
  for (const [name, field] of Object.entries(fields)) {
    const [o, t, m] = [original[name], theirs[name], mine[name]];
    const iChanged = !sameValue(field, o, m);
    const theyChanged = !sameValue(field, o, t);
    values[name] = iChanged ? m : t;
    if (iChanged && theyChanged && !sameValue(field, t, m)) clashes.push({ path: name, original: o, theirs: t, mine: m });
    else if (theyChanged && !iChanged) changedByThem.push(name);
  }
  return { values, clashes, theirs: changedByThem };
}
