/** Names of declared things in the message catalogues. Keys follow from the declaration; nothing is named twice. */
import type { Entity } from './declarations.ts';
import type { Field } from './field.ts';
import type { Translate } from './i18n.ts';

/** The first candidate that has a message; a name said for the entity wins over the common one. */
function first(t: Translate, candidates: readonly string[]): string {
  for (const key of candidates) {
    const text = t(key);
    if (text !== key) return text;
  }
  return candidates[0]!; // !: every caller passes at least one
}

/** `counterparty.phones.number`, else `field.number`. `path` may be nested: `phones.number`. */
export const fieldLabel = (t: Translate, entity: Pick<Entity, 'name'>, path: string): string =>
  first(t, [`${entity.name}.${path}`, `field.${path.split('.').at(-1)}`]);

/** `counterparty.kind:legal`, else `choice.legal`. */
export const choiceLabel = (t: Translate, entity: Pick<Entity, 'name'>, path: string, option: string): string =>
  first(t, [`${entity.name}.${path}:${option}`, `choice.${option}`]);

/** `call.stage:done`, else `stage.done`. */
export const stageLabel = (t: Translate, type: string, stage: string): string => first(t, [`${type}.stage:${stage}`, `stage.${stage}`]);

export const entityLabel = (t: Translate, name: string): string => t(name);
export const entitiesLabel = (t: Translate, name: string): string => t(`${name}.many`);

/** Every key that an entity needs; the contract test proves that each has a text in both languages. */
export function labelProbes(entity: Entity, fields: Readonly<Record<string, Field>>): { probe: (t: Translate) => string; key: string }[] {
  const probes: { probe: (t: Translate) => string; key: string }[] = [];
  const walk = (all: Readonly<Record<string, Field>>, prefix: string): void => {
    for (const [name, f] of Object.entries(all)) {
      const path = prefix + name;
      if (path === 'type' || path === 'stage') continue;
      probes.push({ key: `${entity.name}.${path}`, probe: (t) => fieldLabel(t, entity, path) });
      for (const option of f.options ?? []) probes.push({ key: `${entity.name}.${path}:${option}`, probe: (t) => choiceLabel(t, entity, path, option) });
      if (f.of) walk(f.of, `${path}.`);
    }
  };
  walk(fields, '');
  if (entity.kind === 'document') {
    for (const stage of Object.keys(entity.stages)) probes.push({ key: `${entity.name}.stage:${stage}`, probe: (t) => stageLabel(t, entity.name, stage) });
  }
  return probes;
}
