/**
 * The demonstration: a trading company with three years of work behind it, and a second, empty one that proves isolation.
 * Everything but the calendar is the same every time; days are counted from the day of the first start.
 */
import pg from 'pg';
import { Contact } from '../../business/crm/contact.ts';
import { Counterparty } from '../../business/crm/counterparty.ts';
import { hashPassword } from '../auth/password.ts';
import { createCompany } from '../company/create.ts';
import type { Context } from '../context.ts';
import { dayOf } from '../engine/save.ts';
import { spelledNumber } from '../engine/numbering.ts';
import { demoPassword } from './accounts.ts';
import { makeAttachments } from './attachments.ts';
import { loadInBulk } from './bulk-load.ts';
import { calendar } from './calendar.ts';
import { copyRows } from './copy.ts';
import { numberEvents, openEvents, pastEvents } from './history.ts';
import { makeParties, historyDays, nothingTaken } from './parties.ts';
import { makeContacts } from './people-of-parties.ts';
import { addStaff, idsOfStaff } from './people.ts';
import { copyMovements, sumBalances } from './registers.ts';
import { mobile } from './requisites.ts';
import { random } from './random.ts';
import { copyRecords } from './records.ts';
import { companyName, staff } from './staff.ts';
import { recordOf, worldOf, type World } from './world.ts';

export const counterpartyCount = 2000;

export const filledTables = ['operation', 'change', 'link', 'counterparty', 'contact', 'document', 'activity_movement', 'activity_balance'];

const demoId = random('company').uuid();
const secondId = random('second company').uuid();

/** Arbitrary but fixed: of two processes that start at once one fills the database. */
const lockKey = 746_360;

/** Fills an empty database; does nothing where the demonstration, or a real company, already is. */
export async function seedDemonstration(ctx: Context): Promise<void> {
  if (!(await isWanted((text) => ctx.pool.query(text)))) return;
  const started = Date.now();
  const client = new pg.Client({ connectionString: ctx.url });
  await client.connect();
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [lockKey]);
    if (!(await isWanted((text) => client.query(text)))) return;
    await loadInBulk(client, filledTables, () => fill(ctx, client));
    await client.query('commit');
    await client.query(`analyze ${filledTables.join(', ')}`);
    ctx.log('the demonstration company is ready', { seconds: (Date.now() - started) / 1000 });
  } finally {
    await client.end();
  }
}

async function isWanted(query: (text: string) => Promise<pg.QueryResult>): Promise<boolean> {
  const { rows } = await query(`select 1 from organisation where id = '${demoId}' or settings->>'demo' is distinct from 'true' limit 1`);
  return rows.length === 0;
}

async function fill(ctx: Context, client: pg.Client): Promise<void> {
  const days = calendar(dayOf(ctx.now(), 'Europe/Moscow'));
  const passwordHash = await hashPassword(demoPassword);
  const people = idsOfStaff();
  const founded = days.at(-historyDays - 20, 9);
  const tx = txOf(client, demoId, people.admin ?? null);
  const line = random('ids');
  const [administrator] = staff;
  if (!administrator) throw new Error('The demonstration has no staff');
  const company = await createCompany(tx, {
    id: demoId, name: companyName, settings: { demo: true }, language: 'ru', at: founded, nextId: () => line.uuid(),
    administrator: { id: people.admin ?? '', name: administrator.name, email: 'admin@demo.example', position: administrator.position, phone: mobile(random('phone of the administrator')), passwordHash },
  });
  await addStaff(tx, company, people, passwordHash, founded);
  const world = worldOf(company, days, people);

  await fillWorld(ctx, client, world);

  const second = random('second');
  await createCompany(txOf(client, secondId, null), {
    id: secondId, name: 'Вторая компания', settings: { demo: true }, language: 'ru', at: days.at(-1, 10), nextId: () => second.uuid(),
    administrator: { id: second.uuid(), name: 'Соседов Пётр Петрович', email: 'admin@second.example', passwordHash },
  });
}

async function fillWorld(ctx: Context, client: pg.Client, world: World): Promise<void> {
  const taken = nothingTaken();
  const parties = makeParties(random('counterparties'), taken, world, counterpartyCount);
  await copyRecords(client, demoId, parties.map((p) => recordOf(world, Counterparty, p)), random('journal of counterparties'));
  const contacts = makeContacts(random('contacts'), taken, world, parties);
  await copyRecords(client, demoId, contacts.people.map((c) => recordOf(world, Contact, c)), random('journal of contacts'));

  const events = [...pastEvents(random('past'), world, parties, contacts.at), ...openEvents(random('ahead'), world, parties, contacts.at)];
  const counters = numberEvents(events, (e, value) => spelledNumber(e.entity, String(e.values.date), value));
  events.push(...(await makeAttachments(ctx, client, random('files'), world, parties, events)));
  events.sort((a, b) => (a.id < b.id ? -1 : 1));
  await copyRecords(client, demoId, events, random('journal of documents'));
  await copyRows(client, 'counter', ['org_id', 'name', 'year', 'value'], counters.map((c) => [demoId, c.name, c.year, c.value]));
  await copyMovements(client, ctx.declarations.registers.values(), demoId, events);
  await sumBalances(client, ctx.declarations.registers.values(), demoId);
}

export const txOf = (client: pg.Client, orgId: string, id: string | null): Parameters<typeof createCompany>[0] => ({
  tenant: { orgId, id },
  query: async (text, values = []) => (await client.query(text, [...values])).rows,
});
