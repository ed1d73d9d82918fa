/** Accounts: what a person signs in with. Kept apart from the employee's row, so that no list and no journal ever holds a secret. */
import type { Context } from '../context.ts';
import { invalid } from '../../kernel/errors.ts';
import { attemptBy } from './attempts.ts';
import { hashPassword, passwordFits, checkPassword } from './password.ts';
import { endSessions, type Session } from './session.ts';

/** Changes one's own password; other sessions of the person end. Whoever sits down at somebody's screen guesses no longer than at the sign-in. */
export async function changePassword(ctx: Context, session: Session, current: unknown, next: unknown): Promise<void> {
  const { orgId, id } = session.actor;
  if (typeof current !== 'string') throw invalid('current', 'required');
  const password = checkPassword(next, 'next');
  const account = await attemptBy(ctx.pool, orgId, id);
  if (!(await passwordFits(account?.password_hash ?? null, current))) throw invalid('current', 'passwordWrong');
  await storePassword(ctx, orgId, id, password);
  await endSessions(ctx, orgId, id, { except: session.id });
}

/** An administrator sets somebody's password; that person's sessions end, and a lock is lifted. */
export async function setPassword(ctx: Context, orgId: string, employee: string, next: unknown): Promise<void> {
  await storePassword(ctx, orgId, employee, checkPassword(next, 'password'));
  await endSessions(ctx, orgId, employee);
}

async function storePassword(ctx: Context, orgId: string, employee: string, password: string): Promise<void> {
  const hash = await hashPassword(password);
  await ctx.pool.query('update account set password_hash = $3, password_changed_at = now(), failures = 0, locked_until = null where org_id = $1 and employee = $2', [orgId, employee, hash]);
}
