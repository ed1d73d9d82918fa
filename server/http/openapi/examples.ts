/** Examples that the server accepts: derived from the declaration, with the two that people look at first written by hand. */
import { isMany, systemFields } from '../../../kernel/catalog.ts';
import { PALETTE } from '../../../kernel/colour.ts';
import { allFields, writableFields, type Entity } from '../../../kernel/declarations.ts';
import { firstStage } from '../../../kernel/document.ts';
import type { Field, Fields } from '../../../kernel/field.ts';
import { exampleId } from './parts.ts';

type Values = Record<string, unknown>;

const byHand: Readonly<Record<string, Values>> = {
  counterparty: {
    name: 'Волга-Трейд',
    fullName: 'Общество с ограниченной ответственностью «Волга-Трейд»',
    kind: 'legal',
    roles: ['client', 'supplier'],
    inn: '7709999995',
    kpp: '773601001',
    group: exampleId(41),
    region: exampleId(62),
    industry: exampleId(65),
    phones: [{ number: '8 (495) 775-17-37', kind: 'work' }],
    emails: [{ address: 'office@volga-trade.example', kind: 'work' }],
    sites: [{ address: 'volga-trade.example' }],
    addresses: [{ kind: 'legal', text: '420111, Казань, ул. Баумана, 1', region: exampleId(62), postcode: '420111' }],
    bankAccounts: [
      { account: '40702810138250123017', bic: '044525225', bankName: 'ПАО Сбербанк', correspondentAccount: '30101810400000000225' },
    ],
    note: 'Просили звонить после обеда.',
  },
  call: {
    title: 'Обсудить поставку',
    counterparty: exampleId(71),
    contact: exampleId(72),
    direction: 'out',
    phone: '+74957751737',
    date: '2026-11-23',
    startsAt: '2026-11-23T10:00:00+03:00',
    endsAt: '2026-11-23T10:15:00+03:00',
    body: 'Уточнить сроки и упаковку.',
  },
};

const formats: Readonly<Record<NonNullable<Field['format']>, string>> = {
  email: 'ivanov@company.example',
  phone: '+74957751737',
  url: 'https://company.example',
  mono: '1',
};

/** Values to try, in order; the first that the field's own check lets pass is taken. */
function candidates(field: Field, word: string): unknown[] {
  switch (field.kind) {
    case 'text':
    case 'longText':
      return [field.initial, field.format && formats[field.format], word.slice(0, field.max), 'example', 'x'].filter(
        (v) => typeof v === 'string',
      );
    case 'integer':
      return [field.initial ?? Math.max(1, field.min ?? 1)];
    case 'decimal':
      return ['12.5'];
    case 'money':
      return ['150000.00'];
    case 'date':
      return ['2026-11-23'];
    case 'datetime':
      return ['2026-11-23T10:00:00+03:00'];
    case 'flag':
      return [field.initial ?? true];
    case 'choice':
      return [field.initial ?? field.options?.[0]];
    case 'choices':
      return [field.options?.slice(0, 1)];
    case 'colour':
      return PALETTE.map((p) => p.colour);
    case 'ref':
    case 'file':
      return field.required ? [exampleId(1)] : [];
    case 'refs':
      return [];
    case 'list': {
      const line = derived(field.of ?? {}, word);
      return line ? [[line]] : [];
    }
  }
}

/** An object with these fields; null when one of them must be there and nothing fits. */
function derived(fields: Fields, word: string): Values | null {
  const row: Values = {};
  for (const [name, field] of Object.entries(fields)) {
    const fitting = candidates(field, word).find((v) => v !== undefined && !field.check?.(v, row));
    if (fitting !== undefined) row[name] = fitting;
    else if (field.required && !isMany(field)) return null;
  }
  // A line of a list that needs another row is left to those who have one.
  return row;
}

/** A body that creates a row of this entity. Its ids must be replaced by ones that exist. */
export const exampleBody = (entity: Entity, word: string): Values =>
  byHand[entity.name] ?? withoutReferringLines(entity, derived(writableFields(entity), word) ?? {});

function withoutReferringLines(entity: Entity, row: Values): Values {
  const fields = writableFields(entity);
  return Object.fromEntries(
    Object.entries(row).filter(
      ([name]) => !(fields[name]?.kind === 'list' && Object.values(fields[name].of ?? {}).some((f) => f.kind === 'ref')),
    ),
  );
}

const reference = (field: Field, id: unknown): unknown => ({
  id,
  label: 'Example',
  ...(field.kind === 'file' ? { size: 48213, type: 'application/pdf' } : field.target === 'document' ? { type: 'letter' } : {}),
});

/** A sent value as it comes out. */
function shown(field: Field, value: unknown): unknown {
  if (value === undefined || value === null) return isMany(field) ? [] : null;
  if (field.kind === 'ref' || field.kind === 'file') return reference(field, value);
  if (field.kind === 'datetime') return new Date(String(value)).toISOString();
  if (field.kind === 'list' && Array.isArray(value)) {
    return value.map((line: Values) => Object.fromEntries(Object.entries(field.of ?? {}).map(([name, f]) => [name, shown(f, line[name])])));
  }
  return typeof value === 'string' && field.normalize ? field.normalize(value) : value;
}

/** The row that the example body becomes. */
export function exampleRow(entity: Entity, word: string): Values {
  const sent = exampleBody(entity, word);
  const author = { id: exampleId(34), label: 'Мария Менеджерова' };
  const system: Values = {
    version: 1,
    createdAt: '2026-11-23T07:00:00.000Z',
    createdBy: author,
    updatedAt: '2026-11-23T07:00:00.000Z',
    updatedBy: author,
    deletedAt: null,
    deletedBy: null,
  };
  const header: Values =
    entity.kind === 'document' ? { type: entity.name, stage: firstStage(entity), date: '2026-11-23', owner: author } : {};
  const row: Values = { id: exampleId(100) };
  for (const [name, field] of Object.entries(allFields(entity))) {
    if (name in systemFields) row[name] = system[name];
    else row[name] = header[name] ?? shown(field, sent[name] ?? (field.required ? field.initial : undefined));
  }
  const to = entity.kind === 'document' ? { to: entity.stages[firstStage(entity)]?.next ?? [] } : {};
  return { ...row, attributes: {}, can: { update: true, delete: true, restore: false, ...to } };
}
