/** People from a vCard file become contacts: each card is a write of its own, so that one bad card does not cost the others. */
import { contactOf, withoutRefused, type ContactBody } from '../../business/crm/contact-vcard.ts';
import { duplicateKeys } from '../../business/crm/duplicate-keys.ts';
import { parseVCards, type VCardPerson } from '../../business/crm/vcard.ts';
import { Forbidden, Invalid, Refused, invalid } from '../../kernel/errors.ts';
import type { Translate } from '../../kernel/i18n.ts';
import { isUuid } from '../../kernel/uuid.ts';
import { catalogOf, type Caller, type Context } from '../context.ts';
import { readOne } from '../db/transaction.ts';
import { accessSql } from '../engine/access.ts';
import { params } from '../engine/params.ts';
import { create } from '../engine/save.ts';
import type { Written } from '../engine/write.ts';

export interface Taken {
  readonly created: { id: string; label: string }[];
  /** Cards that became no contact; `index` counts cards from 1, 0 is the file as a whole. */
  readonly skipped: { index: number; why: string }[];
  /** Cards that became a contact, though not every value could be taken as it stood. */
  readonly problems: { index: number; why: string }[];
}

/** What the code of a problem means for its card. */
const lost = new Set(['noName', 'tooMany']);

export async function takeVCards(ctx: Context, caller: Caller, text: string, counterparty: string | undefined): Promise<Taken & { replayed: boolean }> {
  const t = ctx.translate[caller.actor.language];
  const { people, problems } = parseVCards(text);
  if (people.length === 0) throw invalid('', 'vcard');
  if (counterparty !== undefined && !(await isReadable(ctx, caller, counterparty))) throw invalid('counterparty', 'reference');

  const taken: Taken = { created: [], skipped: [], problems: [] };
  for (const p of problems) (lost.has(p.code) ? taken.skipped : taken.problems).push({ index: p.card, why: t(`error.vcard.${p.code}`) });
  const nameless = new Set(problems.filter((p) => p.code === 'noName').map((p) => p.card));
  const repeated = await earlierCards(ctx, caller, people.length + nameless.size);
  const places = new Map<string, string | null>();

  let index = 0;
  let replayed = 0;
  for (const person of people) {
    do index++;
    while (nameless.has(index));
    const card: Caller = { ...caller, idempotencyKey: caller.idempotencyKey && cardKey(caller.idempotencyKey, index) };
    // What this very request made the first time is no duplicate of itself.
    const twin = repeated.has(card.idempotencyKey ?? '') ? null : await sameContact(ctx, caller, person);
    if (twin) {
      taken.skipped.push({ index, why: t('error.vcard.duplicate', { label: twin }) });
      continue;
    }
    const place = counterparty ?? (await placeOf(ctx, caller, person.organisation, places));
    const done = await createContact(ctx, card, contactOf(person, place), (why) => taken.problems.push({ index, why }), t);
    if (typeof done === 'string') taken.skipped.push({ index, why: done });
    else {
      const { id, name } = JSON.parse(done.body) as { id: string; name: string }; // as: a contact that the engine has just answered
      taken.created.push({ id, label: name });
      if (done.replayed) replayed++;
    }
  }
  for (const found of [taken.skipped, taken.problems]) found.sort((a, b) => a.index - b.index);
  return { ...taken, replayed: replayed > 0 && replayed === taken.created.length };
}

/** A value that is refused moves to the note; the text tells why the card was skipped. */
async function createContact(ctx: Context, caller: Caller, body: ContactBody, tell: (why: string) => void, t: Translate): Promise<Written | string> {
  const say = (e: Invalid): string => [...new Set(e.errors.map((one) => t(`error.${one.code}`, one.params)))].join(' ');
  const contact = catalogOf(ctx, 'contact');
  try {
    try {
      return await create(ctx, caller, contact, body);
    } catch (error) {
      const rest = error instanceof Invalid ? withoutRefused(body, error.errors) : null;
      if (!(error instanceof Invalid) || !rest) throw error;
      const written = await create(ctx, caller, contact, rest);
      tell(t('error.vcard.toNote', { why: say(error) }));
      return written;
    }
  } catch (error) {
    if (error instanceof Invalid) return say(error);
    if (error instanceof Refused && error.problem.code !== 'keyReused') return t(`error.${error.problem.code}`, error.problem.params);
    if (error instanceof Forbidden) return t(`problem.${error.code}.detail`);
    throw error;
  }
}

const cardKey = (key: string, index: number): string => `${key}/${index}`;

/** Keys of the cards that an earlier attempt with the same key has written. */
async function earlierCards(ctx: Context, { actor, idempotencyKey: key }: Caller, cards: number): Promise<Set<string>> {
  if (!key) return new Set();
  const keys = Array.from({ length: cards }, (_, i) => cardKey(key, i + 1));
  const rows = await readOne<{ key: string }>(ctx.pool, actor, 'select key from operation where org_id = $1 and actor = $2 and key = any($3::text[])', [actor.orgId, actor.id, keys]);
  return new Set(rows.map((r) => r.key));
}

/** The label of a contact that the caller sees and that has the same name and a telephone or e-mail in common. */
async function sameContact(ctx: Context, { actor }: Caller, person: VCardPerson): Promise<string | null> {
  const keys = duplicateKeys({ name: person.fullName, inn: null, phones: person.phones.map((p) => p.number), emails: person.emails.map((e) => e.address) });
  const names = keys.filter((k) => k.startsWith('name:'));
  const channels = keys.filter((k) => !k.startsWith('name:'));
  if (names.length === 0 || channels.length === 0) return null;
  const p = params(actor.orgId);
  const contact = catalogOf(ctx, 'contact');
  const sql = `select t.name from contact t where t.org_id = $1 and t.deleted_at is null and t.keys @> ${p(names)}::text[] and t.keys && ${p(channels)}::text[]
    and ${accessSql(ctx, contact, 'read', actor, p)} limit 1`;
  const [row] = await readOne<{ name: string }>(ctx.pool, actor, sql, p.values);
  return row?.name ?? null;
}

/** The one counterparty of that name that the caller sees; none when there are several. */
async function placeOf(ctx: Context, { actor }: Caller, organisation: string, known: Map<string, string | null>): Promise<string | null> {
  const [key] = duplicateKeys({ name: organisation });
  if (!key) return null;
  const found = known.get(key);
  if (found !== undefined) return found;
  const p = params(actor.orgId);
  const sql = `select t.id from counterparty t where t.org_id = $1 and t.deleted_at is null and t.keys @> ${p([key])}::text[]
    and ${accessSql(ctx, catalogOf(ctx, 'counterparty'), 'read', actor, p)} limit 2`;
  const rows = await readOne<{ id: string }>(ctx.pool, actor, sql, p.values);
  const id = rows.length === 1 ? (rows[0]?.id ?? null) : null;
  known.set(key, id);
  return id;
}

async function isReadable(ctx: Context, { actor }: Caller, counterparty: string): Promise<boolean> {
  if (!isUuid(counterparty)) return false;
  const p = params(actor.orgId);
  const sql = `select 1 from counterparty t where t.org_id = $1 and t.id = ${p(counterparty)} and t.deleted_at is null and ${accessSql(ctx, catalogOf(ctx, 'counterparty'), 'read', actor, p)}`;
  return (await readOne(ctx.pool, actor, sql, p.values)).length > 0;
}
