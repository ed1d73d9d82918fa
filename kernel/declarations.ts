/** The declarations of one product, by name: what the engine, the client and the contract test walk. */
import type { Catalog } from './catalog.ts';
import { systemFields } from './catalog.ts';
import type { Document } from './document.ts';
import { headerFields } from './document.ts';
import { choice, text, type Fields } from './field.ts';
import type { Register } from './register.ts';
import type { Report } from './report.ts';

export type Declaration = Catalog | Document | Register | Report;
/** What has rows of its own that people open: a catalog or a document type. */
export type Entity = Catalog | Document;

export interface Declarations {
  readonly catalogs: ReadonlyMap<string, Catalog>;
  readonly documents: ReadonlyMap<string, Document>;
  readonly registers: ReadonlyMap<string, Register>;
  readonly reports: ReadonlyMap<string, Report>;
}

export function declare(all: readonly Declaration[]): Declarations {
  const of = <K extends Declaration['kind']>(kind: K) => {
    const found = new Map<string, Extract<Declaration, { kind: K }>>();
    for (const d of all) {
      if (d.kind !== kind) continue;
      if (found.has(d.name)) throw new Error(`Two declarations of ${kind} "${d.name}"`);
      found.set(d.name, d as Extract<Declaration, { kind: K }>); // as: the kind was compared on the line above
    }
    return found;
  };
  return { catalogs: of('catalog'), documents: of('document'), registers: of('register'), reports: of('report') };
}

const known = new WeakMap<Entity, Fields>();

/** Every field a caller may read, filter or sort by, the engine's own included. `id` stands apart. */
export function allFields(entity: Entity): Fields {
  const fields = known.get(entity) ?? fieldsOf(entity);
  known.set(entity, fields);
  return fields;
}

function fieldsOf(entity: Entity): Fields {
  if (entity.kind === 'catalog') return { ...entity.fields, ...systemFields };
  return {
    type: text({ computed: true }),
    stage: choice(Object.keys(entity.stages), { computed: true }),
    ...headerFields,
    ...entity.fields,
    ...systemFields,
  };
}

/** Fields that a caller may write. A header field that the type requires is required. */
export function writableFields(entity: Entity): Fields {
  const fields: Fields =
    entity.kind === 'catalog'
      ? entity.fields
      : {
          ...headerFields,
          ...Object.fromEntries((entity.requires ?? []).map((name) => [name, { ...headerFields[name], required: true }])),
          ...entity.fields,
        };
  return Object.fromEntries(Object.entries(fields).filter(([, f]) => !f.computed));
}
