/** Contacts as vCards: one, or all of a list that the caller may see. */
import { Readable } from 'node:stream';
import type { Actor } from '../../kernel/access.ts';
import { personOf } from '../../business/crm/contact-vcard.ts';
import { writeVCards } from '../../business/crm/vcard.ts';
import { catalogOf, type Context, type Values } from '../context.ts';
import { get } from '../engine/get.ts';
import { list, type ListQuery } from '../engine/list.ts';

/** No telephone takes more people at once. */
const most = 10_000;
const page = 500;

export async function oneCard(ctx: Context, actor: Actor, id: string): Promise<{ name: string; text: string }> {
  const person = personOf(JSON.parse(await get(ctx, actor, catalogOf(ctx, 'contact'), id)) as Values); // as: the row that the engine has just built
  return { name: person.fullName, text: writeVCards([person]) };
}

/** Reads the first page before it returns, so that a wrong filter is answered as such; the others as they are asked for. */
export async function cardsOf(ctx: Context, actor: Actor, query: ListQuery): Promise<Readable> {
  const read = async (after: string | undefined): Promise<{ rows: Values[]; next: string | null }> =>
    JSON.parse(await list(ctx, actor, catalogOf(ctx, 'contact'), { ...query, fields: undefined, total: false, limit: page, after })); // the engine's own list
  const first = await read(query.after);
  async function* pages(): AsyncGenerator<string> {
    let { rows, next } = first;
    for (let given = rows.length; ; given += rows.length) {
      yield writeVCards(rows.map(personOf));
      if (!next || given >= most) return;
      ({ rows, next } = await read(next));
    }
  }
  return Readable.from(pages(), { objectMode: false });
}
