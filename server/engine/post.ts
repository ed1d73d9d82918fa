/** Posting: the movements of a document are replaced by those its new state asks for, and balances follow by the difference. */
import { Bug } from '../../kernel/errors.ts';
import type { Document } from '../../kernel/document.ts';
import type { Movement, Register } from '../../kernel/register.ts';
import type { Context } from '../context.ts';
import type { DbRow, Tx } from '../db/transaction.ts';
import { columnOf, snake } from './storage.ts';

/** Amounts are added up as whole millionths: exact, where floats would not be. */
type Amounts = Record<string, bigint>;

const millionths = (value: number | string): bigint => {
  const parts = /^(-?)(\d+)(?:\.(\d{1,6}))?$/.exec(String(value));
  if (!parts) throw new Bug(`An amount that is no exact number: ${value}`);
  return BigInt(`${parts[1]}${parts[2]}${(parts[3] ?? '').padEnd(6, '0')}`);
};
const decimalText = (amount: bigint): string => {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(7, '0');
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -6)}.${digits.slice(-6)}`.replace(/\.?0+$/, '');
};

interface Line {
  readonly register: Register;
  readonly by: Readonly<Record<string, unknown>>;
  readonly amounts: Amounts;
}

/** Registers that a type may post to are not declared: a type with `post` is asked, and old movements are read from all. */
export async function post(ctx: Context, tx: Tx, type: Document, id: string, date: string, movements: readonly Movement[], how: { isNew?: boolean } = {}): Promise<void> {
  // A new document has nothing to replace.
  if (!type.post || (how.isNew && movements.length === 0)) return;
  for (const register of ctx.declarations.registers.values()) {
    const lines = movements.filter((m) => m.register === register.name).map((m) => lineOf(register, m));
    await replace(tx, register, id, date, lines);
  }
}

function lineOf(register: Register, m: Movement): Line {
  const amounts: Amounts = {};
  for (const name of Object.keys(register.amounts)) amounts[name] = millionths(m.amounts[name] ?? 0);
  return { register, by: m.by, amounts };
}

const movementTable = (r: Register): string => `"${snake(r.name)}_movement"`;
const balanceTable = (r: Register): string => `"${snake(r.name)}_balance"`;

async function replace(tx: Tx, register: Register, id: string, date: string, lines: readonly Line[]): Promise<void> {
  const dimensions = Object.keys(register.by);
  const amounts = Object.keys(register.amounts);
  const { orgId } = tx.tenant;
  const old = await tx.query(`delete from ${movementTable(register)} where org_id = $1 and document = $2 returning *`, [orgId, id]);
  if (old.length === 0 && lines.length === 0) return;

  // Net differences by key, in one order everywhere, so that two documents never wait for each other in a circle.
  const net = new Map<string, { by: unknown[]; amounts: Amounts }>();
  const add = (by: unknown[], values: Amounts, sign: 1n | -1n): void => {
    const key = JSON.stringify(by);
    const entry = net.get(key) ?? { by, amounts: Object.fromEntries(amounts.map((a) => [a, 0n])) };
    for (const a of amounts) entry.amounts[a] = (entry.amounts[a] ?? 0n) + sign * (values[a] ?? 0n);
    net.set(key, entry);
  };
  for (const row of old) add(dimensions.map((d) => row[snake(d)]), Object.fromEntries(amounts.map((a) => [a, millionths(String(row[snake(a)]))])), -1n);
  for (const line of lines) add(dimensions.map((d) => line.by[d]), line.amounts, 1n);

  for (const [, { by, amounts: delta }] of [...net].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (amounts.every((a) => delta[a] === 0n)) continue;
    await moveBalance(tx, register, dimensions, by, amounts, delta);
  }
  await Promise.all(lines.map((line, n) => insertMovement(tx, register, id, n, date, line)));
}

/** A zero row first, then the update: an upsert with a negative amount would fail the CHECK before it is added up. */
async function moveBalance(tx: Tx, register: Register, dimensions: string[], by: unknown[], amounts: string[], delta: Amounts): Promise<DbRow[]> {
  const keys = dimensions.map(columnOf);
  const table = balanceTable(register);
  void tx.query(`insert into ${table} (org_id, ${keys.join(', ')}) values ($1, ${keys.map((_, i) => `$${i + 2}`).join(', ')}) on conflict do nothing`, [tx.tenant.orgId, ...by]);
  const sets = amounts.map((a, i) => `${columnOf(a)} = ${columnOf(a)} + $${keys.length + 2 + i}`);
  const where = keys.map((k, i) => `${k} = $${i + 2}`).join(' and ');
  return tx.query(`update ${table} set ${sets.join(', ')} where org_id = $1 and ${where}`, [tx.tenant.orgId, ...by, ...amounts.map((a) => decimalText(delta[a] ?? 0n))]);
}

function insertMovement(tx: Tx, register: Register, id: string, n: number, date: string, line: Line): Promise<unknown> {
  const names = [...Object.keys(register.by), ...Object.keys(register.amounts)];
  const values = [...Object.keys(register.by).map((d) => line.by[d]), ...Object.keys(register.amounts).map((a) => decimalText(line.amounts[a] ?? 0n))];
  return tx.query(
    `insert into ${movementTable(register)} (org_id, document, n, at, ${names.map(columnOf).join(', ')}) values ($1, $2, $3, $4, ${names.map((_, i) => `$${i + 5}`).join(', ')})`,
    [tx.tenant.orgId, id, n, date, ...values],
  );
}
