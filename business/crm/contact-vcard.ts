/** A contact of ours as the person of a vCard, and back. Nothing that a card says is dropped: what has no field goes to the note. */
import type { FieldError } from '../../kernel/errors.ts';
import type { VCardPerson } from './vcard.ts';

/** Fields of a contact as a request would send them. */
export type ContactBody = Readonly<Record<string, unknown>> & { readonly note: string | null };

/** The counterparty at which the person holds the position; null when the card's organisation is none that we know. */
export function contactOf(person: VCardPerson, counterparty: string | null): ContactBody {
  const unknownPlace = counterparty ? '' : [person.organisation, person.position].filter(Boolean).join(', ');
  return {
    name: person.fullName,
    lastName: person.lastName || null,
    firstName: person.firstName || null,
    middleName: person.middleName || null,
    positions: counterparty ? [{ counterparty, position: person.position || null }] : [],
    phones: person.phones.map(({ number, kind }) => ({ number, kind: kind === 'fax' ? 'other' : kind })),
    emails: person.emails,
    addresses: person.addresses.map(({ kind, text, postcode }) => ({ kind, text: text || postcode, postcode: postcode || null })),
    sites: person.sites.map((address) => ({ address })),
    birthday: person.birthday,
    note: withLine(person.note, unknownPlace),
  };
}

const withLine = (note: string | null, line: string): string | null => [note, line].filter(Boolean).join('\n') || null;

const longestNote = 20_000;

/**
 * The body without the values that were refused: they move to the note as they stood in the card, so that a bad
 * address of a site does not cost the whole person. Null when the name or the position itself was refused.
 */
export function withoutRefused(body: ContactBody, errors: readonly FieldError[]): ContactBody | null {
  const next: Record<string, unknown> & { note: string | null } = { ...body };
  const moved: string[] = [];
  const lines = new Map<string, Set<number>>();
  for (const { path, code, params } of errors) {
    const [field = '', index] = path.split('.');
    const value = body[field];
    if (field === 'name' || field === 'positions' || !(field in body)) return null;
    if (field === 'note') continue;
    if (!Array.isArray(value)) {
      moved.push(String(value));
      next[field] = null;
    } else if (code === 'tooMany') lines.set(field, new Set([...value.keys()].slice(Number(params?.max ?? 100))));
    else lines.set(field, (lines.get(field) ?? new Set()).add(Number(index)));
  }
  for (const [field, refused] of lines) {
    const all = body[field] as readonly Readonly<Record<string, unknown>>[]; // as: lists of a contact hold objects
    next[field] = all.filter((_, i) => !refused.has(i));
    for (const i of refused) moved.push(Object.entries(all[i] ?? {}).flatMap(([name, v]) => (name === 'kind' || !v ? [] : [String(v)])).join(', '));
  }
  next.note = withLine(next.note, moved.join('\n'))?.slice(0, longestNote).toWellFormed() ?? null;
  return next;
}

type Line = Readonly<Record<string, unknown>>;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): readonly Line[] => (Array.isArray(value) ? value : []);
const kindOf = <K extends string>(line: Line, kinds: readonly K[]): K => kinds.find((k) => k === line.kind) ?? ('other' as K); // as: every caller's kinds hold 'other'

/** A row as lists and cards answer it. A vCard has room for one place of work: the first. */
export function personOf(row: Line): VCardPerson {
  const [work] = list(row.positions);
  const at = work?.counterparty as { label?: string } | null | undefined; // as: references are answered as {id, label}
  return {
    fullName: text(row.name),
    lastName: text(row.lastName),
    firstName: text(row.firstName),
    middleName: text(row.middleName),
    phones: list(row.phones).map((p) => ({ number: text(p.number), kind: kindOf(p, ['work', 'mobile', 'home', 'other']) })),
    emails: list(row.emails).map((e) => ({ address: text(e.address), kind: kindOf(e, ['work', 'personal', 'other']) })),
    addresses: list(row.addresses).map((a) => ({ kind: kindOf(a, ['work', 'home', 'other']), text: text(a.text), postcode: text(a.postcode) })),
    organisation: at?.label ?? '',
    position: text(work?.position),
    birthday: text(row.birthday) || null,
    sites: list(row.sites).map((s) => text(s.address)),
    note: text(row.note),
  };
}
