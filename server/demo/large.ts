/**
 * A large company for measuring: as many counterparties, contacts and documents as asked for, in constant memory.
 * Its rows are what the engine would have stored; only the journal of each single row is left out.
 */
import type pg from 'pg';
import { Employee } from '../../business/company/employee.ts';
import { Contact } from '../../business/crm/contact.ts';
import { Counterparty } from '../../business/crm/counterparty.ts';
import type { Declarations } from '../../kernel/declarations.ts';
import { hashPassword } from '../auth/password.ts';
import { addAccount, createCompany, type Company } from '../company/create.ts';
import { insertRows, whole } from '../company/rows.ts';
import type { Tx } from '../db/transaction.ts';
import { spelledNumber } from '../engine/numbering.ts';
import { dayOf } from '../engine/save.ts';
import { demoPassword } from './accounts.ts';
import { loadInBulk } from './bulk-load.ts';
import { calendar } from './calendar.ts';
import { copyRows } from './copy.ts';
import { manyEvents, numberEvents, type Counters } from './history.ts';
import { makeContacts } from './people-of-parties.ts';
import { historyDays, makeParties, numberedTaken } from './parties.ts';
import { random } from './random.ts';
import { copyStored } from './records.ts';
import { copyMovements, sumBalances } from './registers.ts';
import { filledTables, txOf } from './seed.ts';
import { staff } from './staff.ts';
import { recordOf, worldOf, type World } from './world.ts';

export interface LargeOptions {
  readonly counterparties: number;
  readonly documents: number;
  /** As many as come naturally when not said: one or two for each counterparty. */
  readonly contacts?: number;
  readonly declarations: Declarations;
  readonly now: Date;
  readonly progress: (text: string) => void;
}

const id = random('large company').uuid();
const batch = 5000;

/** Throws when the company is there already. */
export async function fillLarge(client: pg.Client, o: LargeOptions): Promise<void> {
  const { rows } = await client.query('select from organisation where id = $1', [id]);
  if (rows.length > 0) throw new Error('The large company is already in this database. Use an empty one.');
  await client.query('begin');
  try {
    await loadInBulk(client, filledTables, () => fill(client, o), (step) => o.progress(`  ${step}`));
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
  o.progress('analyze');
  await client.query('analyze');
}

async function fill(client: pg.Client, o: LargeOptions): Promise<void> {
  const world = await found(client, o);
  const registers = [...o.declarations.registers.values()];
  const r = random('large');
  const taken = numberedTaken();
  const counters: Counters = new Map();
  const share = (total: number, done: number): number => Math.round((total * done) / o.counterparties);
  for (let done = 0; done < o.counterparties; ) {
    const next = Math.min(o.counterparties, done + batch);
    const parties = makeParties(r, taken, world, next - done);
    const contacts = makeContacts(r, taken, world, parties, o.contacts === undefined ? undefined : share(o.contacts, next) - share(o.contacts, done));
    const events = manyEvents(r, world, parties, contacts.at, share(o.documents, next) - share(o.documents, done));
    numberEvents(events, (e, value) => spelledNumber(e.entity, String(e.values.date), value), counters);
    await copyStored(client, id, parties.map((p) => recordOf(world, Counterparty, p)));
    await copyStored(client, id, contacts.people.map((c) => recordOf(world, Contact, c)));
    await copyStored(client, id, events);
    await copyMovements(client, registers, id, events);
    done = next;
    o.progress(`${done} counterparties, ${share(o.documents, done)} documents`);
  }
  await copyRows(client, 'counter', ['org_id', 'name', 'year', 'value'], [...counters.values()].map((c) => [id, c.name, c.year, c.value]));
  await sumBalances(client, registers, id);
}

/** The company, its director and nine managers; who else the demonstration's stories need is one of them. */
async function found(client: pg.Client, o: LargeOptions): Promise<World> {
  const days = calendar(dayOf(o.now, 'Europe/Moscow'));
  const at = days.at(-historyDays - 20, 9);
  const r = random('people of the large company');
  const passwordHash = await hashPassword(demoPassword);
  const admin = r.uuid();
  const tx = txOf(client, id, admin);
  const company = await createCompany(tx, {
    id, name: 'Большая компания', settings: { demo: true }, language: 'ru', at, nextId: () => r.uuid(),
    administrator: { id: admin, name: 'Смотрителев Артём Львович', email: 'admin@large.example', passwordHash },
  });
  const people = await hire(tx, company, admin, at, passwordHash, () => r.uuid());
  const { director = '', manager9 = '' } = people;
  return worldOf(company, days, { head1: director, storekeeper: manager9, accountant: manager9, engineer: manager9, ...people });
}

async function hire(tx: Pick<Tx, 'tenant' | 'query'>, company: Company, admin: string, at: Date, passwordHash: string, nextId: () => string): Promise<Record<string, string>> {
  const hired = staff.filter((s) => s.login === 'director' || s.role === 'manager').map((s) => ({ ...s, id: nextId(), email: `${s.login}@large.example` }));
  const rows = hired.map((s) => ({
    entity: Employee, id: s.id, createdAt: at, createdBy: admin,
    values: whole(Employee, { name: s.name, email: s.email, position: s.position, roles: [company.roles[s.role]] }),
  }));
  await insertRows(tx, rows, { id: nextId(), at, actor: admin });
  for (const s of hired) await addAccount(tx, { id: s.id, email: s.email, passwordHash });
  return Object.fromEntries(hired.map((s) => [s.login, s.id]));
}
