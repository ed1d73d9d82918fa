/** Sessions: a random token in the cookie, its SHA-256 in the database. */
import { createHash, randomBytes } from 'node:crypto';
import type { Actor } from '../../kernel/access.ts';
import { NotFound, invalid } from '../../kernel/errors.ts';
import { uuidv7 } from '../../kernel/uuid.ts';
import type { Context } from '../context.ts';
import type { Pool } from '../db/pool.ts';
import { loadActor } from './actor.ts';
import { attemptByEmail } from './attempts.ts';
import { passwordFits } from './password.ts';

const days = 24 * 60 * 60 * 1000;
export const sessionLife = 30 * days;
/** How long a looked-up session is believed without asking again; a revoked one is forgotten at once through NOTIFY. */
const belief = 15_000;

const digest = (token: string): string => createHash('sha256').update(token).digest('hex');

export interface Session {
  readonly id: string;
  readonly actor: Actor;
}

interface Remembered {
  readonly session: Session;
  readonly until: number;
}

/** Sessions that this process looked up a moment ago. */
export interface SessionCache {
  /** Forgets the sessions of one person, of a company, or (when the channel broke) all. */
  forget(whose?: { readonly orgId: string; readonly employee?: string }): void;
  find(ctx: Pick<Context, 'pool' | 'now'>, token: string): Promise<Session | null>;
}

const mostRemembered = 20_000;

export function sessionCache(): SessionCache {
  const remembered = new Map<string, Remembered>();
  let generation = 0;
  return {
    forget(whose) {
      generation++;
      if (!whose) return remembered.clear();
      for (const [key, { session: { actor } }] of remembered) {
        if (actor.orgId === whose.orgId && (whose.employee === undefined || actor.id === whose.employee)) remembered.delete(key);
      }
    },
    async find(ctx, token) {
      const key = digest(token);
      const now = ctx.now().getTime();
      const known = remembered.get(key);
      if (known && known.until > now) return known.session;
      const started = generation;
      const session = await lookUp(ctx.pool, key);
      if (!session) return null;
      if (remembered.size >= mostRemembered) remembered.clear();
      // What was revoked while we were looking must not be remembered.
      if (started === generation) remembered.set(key, { session, until: now + belief });
      return session;
    },
  };
}

async function lookUp(pool: Pool, tokenHash: string): Promise<Session | null> {
  const { rows } = await pool.query<{ id: string; org_id: string; employee: string }>({
    name: 'session-by-token',
    text: `update session set last_seen_at = now() where token_hash = $1 and expires_at > now() returning id, org_id, employee`,
    values: [tokenHash],
  });
  const found = rows[0];
  if (!found) return null;
  const actor = await loadActor(pool, found.org_id, found.employee);
  return actor && { id: found.id, actor };
}

/** Signs in; gives the token for the cookie. Wrong e-mail and wrong password look alike and take alike. */
export async function signIn(ctx: Context, email: string, password: string, from: { userAgent: string; ip: string }): Promise<{ token: string; actor: Actor }> {
  const address = email.trim().toLowerCase();
  const account = await attemptByEmail(ctx.pool, address);
  if (!(await passwordFits(account?.password_hash ?? null, password)) || !account) throw invalid('password', 'signIn');
  const actor = await loadActor(ctx.pool, account.org_id, account.employee);
  if (!actor) throw invalid('password', 'signIn');
  const token = randomBytes(32).toString('base64url');
  await ctx.pool.query('update account set failures = 0, locked_until = null where email = $1', [address]);
  await ctx.pool.query('insert into session (token_hash, id, org_id, employee, expires_at, user_agent, ip) values ($1, $2, $3, $4, $5, $6, $7)', [
    digest(token), uuidv7(), actor.orgId, actor.id, new Date(ctx.now().getTime() + sessionLife), from.userAgent.slice(0, 300), from.ip,
  ]);
  return { token, actor };
}

export async function signOut(ctx: Context, session: Session): Promise<void> {
  await ctx.pool.query('delete from session where id = $1 and org_id = $2', [session.id, session.actor.orgId]);
  ctx.notify(session.actor.orgId, { kind: 'session', employee: session.actor.id });
}

export interface SessionRow {
  readonly id: string;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly userAgent: string;
  readonly ip: string;
}

export async function listSessions(ctx: Context, orgId: string, employee: string): Promise<SessionRow[]> {
  const { rows } = await ctx.pool.query<SessionRow>(
    `select id, created_at as "createdAt", last_seen_at as "lastSeenAt", user_agent as "userAgent", ip from session
      where org_id = $1 and employee = $2 and expires_at > now() order by last_seen_at desc`,
    [orgId, employee],
  );
  return rows;
}

/** Ends one session of a person, all of them, or all but one. Throws NotFound when the named one is not theirs. */
export async function endSessions(ctx: Context, orgId: string, employee: string, which: { only?: string; except?: string } = {}): Promise<void> {
  const { rowCount } = await ctx.pool.query('delete from session where org_id = $1 and employee = $2 and ($3::uuid is null or id = $3) and ($4::uuid is null or id <> $4)', [
    orgId, employee, which.only ?? null, which.except ?? null,
  ]);
  if (which.only && !rowCount) throw new NotFound(`session ${which.only}`);
  ctx.notify(orgId, { kind: 'session', employee });
}

/** Deletes the sessions whose time is over. */
export async function deleteExpired(ctx: Context): Promise<void> {
  const { rows } = await ctx.pool.query<{ org_id: string; employee: string }>('with gone as (delete from session where expires_at <= now() returning org_id, employee) select distinct org_id, employee from gone');
  for (const { org_id, employee } of rows) ctx.notify(org_id, { kind: 'session', employee });
}
