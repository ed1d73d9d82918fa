/**
 * Attempts to give a password, counted before it is looked at: however many come at once, ten are checked.
 * The tenth locks the account for a quarter of an hour; the right password, or an administrator, starts the count anew.
 */
import { refused } from '../../kernel/errors.ts';
import type { Pool } from '../db/pool.ts';

const mostFailures = 10;
const lockMinutes = 15;
const lockTime = lockMinutes * 60_000;
/** E-mails nobody has, the least recent forgotten first. */
const mostUnknown = 10_000;

export interface Account {
  readonly org_id: string;
  readonly employee: string;
  readonly password_hash: string | null;
}

interface Counted extends Account {
  readonly failures: number;
  readonly minutes: number;
}

const count = (where: string): string => `update account set
    failures = case when locked_until <= now() then 1 else least(failures, 1000) + 1 end,
    locked_until = case when locked_until <= now() then null when failures + 1 >= $1 then coalesce(locked_until, now() + make_interval(mins => $2)) end
  where ${where}
  returning org_id, employee, password_hash, failures, coalesce(ceil(extract(epoch from locked_until - now()) / 60), 1)::int as minutes`;

/** Counts an attempt on the account with this e-mail; null when there is none. Throws Refused when there were too many, account or no account. */
export async function attemptByEmail(pool: Pool, email: string): Promise<Account | null> {
  const { rows } = await pool.query<Counted>(count('email = $3'), [mostFailures, lockMinutes, email]);
  const [account] = rows;
  refuseTooMany(account ?? unknownEmail(email));
  return account ?? null;
}

/** Counts an attempt of a person who is signed in. Throws Refused when there were too many. */
export async function attemptBy(pool: Pool, orgId: string, employee: string): Promise<Account | null> {
  const { rows } = await pool.query<Counted>(count('org_id = $3 and employee = $4'), [mostFailures, lockMinutes, orgId, employee]);
  const [account] = rows;
  if (account) refuseTooMany(account);
  return account ?? null;
}

function refuseTooMany({ failures, minutes }: { failures: number; minutes: number }): void {
  if (failures > mostFailures) throw refused('locked', { minutes });
}

const unknown = new Map<string, { failures: number; until: number }>();

/** The same count for an e-mail that nobody has: otherwise the lock would tell who works here. */
function unknownEmail(email: string): { failures: number; minutes: number } {
  const now = Date.now();
  const known = unknown.get(email);
  const failures = known && !(known.failures >= mostFailures && known.until <= now) ? known.failures + 1 : 1;
  const until = failures <= mostFailures ? now + lockTime : (known?.until ?? now);
  unknown.delete(email);
  unknown.set(email, { failures, until });
  const [oldest] = unknown.size > mostUnknown ? unknown.keys() : [];
  if (oldest !== undefined) unknown.delete(oldest);
  return { failures, minutes: Math.ceil((until - now) / 60_000) };
}
