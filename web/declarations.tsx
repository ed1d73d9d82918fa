/** What the product consists of, handed down by `main.tsx`: screens are drawn from it and know no slice by themselves. */
import { createContext, useContext } from 'react';
import { systemFields } from '../kernel/catalog.ts';
import { allFields, type Declarations, type Entity } from '../kernel/declarations.ts';
import type { Document, Stage } from '../kernel/document.ts';
import { choice, type Field } from '../kernel/field.ts';

export const DeclarationsContext = createContext<Declarations | null>(null);

export function useDeclarations(): Declarations {
  const declarations = useContext(DeclarationsContext);
  if (!declarations) throw new Error('DeclarationsContext is missing');
  return declarations;
}

const nothing = { read: [], create: [], update: [], delete: [] };
const together = new WeakMap<Declarations, Document>();

/** All document types as one: what `/documents` lists. It has the common header and the stages of every type. */
export function allDocuments(declarations: Declarations): Document {
  let all = together.get(declarations);
  if (!all) {
    const stages: Record<string, Stage<string>> = {};
    for (const type of declarations.documents.values()) for (const [name, stage] of Object.entries<Stage<string>>(type.stages)) stages[name] ??= { ...stage };
    all = {
      kind: 'document',
      name: 'document',
      fields: {},
      form: [],
      stages,
      access: nothing,
      list: { columns: ['date', 'type', 'title', 'stage', 'counterparty', 'assignee', 'owner'], sort: '-date' },
      icon: 'folder',
    };
    together.set(declarations, all);
  }
  return all;
}

/** A catalog or a document type by name; `document` is all types together. */
export function entityOf(declarations: Declarations, name: string): Entity | undefined {
  return declarations.catalogs.get(name) ?? declarations.documents.get(name) ?? (name === 'document' ? allDocuments(declarations) : undefined);
}

export const useEntity = (name: string): Entity | undefined => entityOf(useDeclarations(), name);

/** Fields of an entity as lists show them: in the list of all documents the type is a choice. */
export function listFields(entity: Entity, declarations: Declarations): Readonly<Record<string, Field>> {
  const fields = allFields(entity);
  if (entity.name !== 'document') return fields;
  return { ...fields, type: choice([...declarations.documents.keys()], { computed: true }), version: systemFields.version };
}
