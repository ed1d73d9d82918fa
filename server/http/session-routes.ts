/** Signing in and out, one's own settings, and the administrator's hand on other people's sign-in. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Invalid } from '../../kernel/errors.ts';
import { changePassword, setPassword } from '../auth/account.ts';
import { endSessions, listSessions, sessionLife, signIn, signOut } from '../auth/session.ts';
import { catalogOf, type Context } from '../context.ts';
import { readOne } from '../db/transaction.ts';
import { get } from '../engine/get.ts';
import { updateSelf } from '../engine/self.ts';
import { parseFields } from '../engine/value.ts';
import { actorOf, bodyOf, callerOf, idOf, onlyFields, sessionOf, withRight } from './request.ts';

export const cookieName = 'flydoc_session';

export function setCookie(request: FastifyRequest, reply: FastifyReply, token: string | null): void {
  const secure = request.protocol === 'https';
  reply.setCookie(cookieName, token ?? '', { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: token ? sessionLife / 1000 : 0 });
}

/** Who is signed in, as the client shows and uses it. */
export async function me(ctx: Context, request: FastifyRequest | { actor: ReturnType<typeof actorOf> }): Promise<unknown> {
  const actor = 'actor' in request ? request.actor : actorOf(request);
  const [row] = await readOne<{ me: unknown }>(
    ctx.pool,
    actor,
    `select json_build_object('id', e.id, 'name', e.name, 'email', e.email, 'position', e.position, 'language', e.language, 'timeZone', e.time_zone,
      'roles', (select coalesce(json_agg(json_build_object('id', r.id, 'label', r.name) order by r.name), '[]') from role r where r.org_id = $1 and r.id = any(e.roles)),
      'roleKeys', $3::text[], 'rights', $4::text[], 'scope', $5::text, 'demo', $6::boolean,
      'organisation', (select json_build_object('id', o.id, 'name', o.name) from organisation o where o.id = $1)) as me
    from employee e where e.org_id = $1 and e.id = $2`,
    [actor.orgId, actor.id, actor.roles, actor.rights, actor.scope, ctx.demo],
  );
  return row?.me;
}

export function sessionRoutes(app: FastifyInstance, ctx: Context): void {
  app.post('/session', { config: { open: true, rateLimit: { max: 30, timeWindow: 60_000, keyGenerator: ({ ip }: { ip: string }) => ip } } }, async (request, reply) => {
    const body = bodyOf(request);
    onlyFields(body, ['email', 'password']);
    const missing = (['email', 'password'] as const).filter((k) => typeof body[k] !== 'string' || body[k] === '' || body[k].length > 300 || body[k].includes('\0'));
    if (missing.length > 0) throw new Invalid(missing.map((path) => ({ path, code: 'required' })));
    const { token, actor } = await signIn(ctx, String(body.email), String(body.password), { userAgent: request.headers['user-agent'] ?? '', ip: request.ip });
    setCookie(request, reply, token);
    return me(ctx, { actor });
  });

  app.delete('/session', async (request, reply) => {
    await signOut(ctx, sessionOf(request));
    setCookie(request, reply, null);
    return reply.code(204).send();
  });

  app.get('/me', (request) => me(ctx, request));

  app.patch('/me', async (request) => {
    const body = bodyOf(request);
    onlyFields(body, ['language', 'timeZone']);
    const { language, timeZone } = catalogOf(ctx, 'employee').fields;
    if (!language || !timeZone) throw new Error('The employee catalog has no language or time zone');
    const parsed = parseFields({ language, timeZone }, body, { partial: true });
    const zone = parsed.values.timeZone;
    const wrong = typeof zone === 'string' ? timeZone.check?.(zone, {}) : null;
    if (wrong) parsed.errors.push({ path: 'timeZone', ...wrong });
    if (parsed.errors.length > 0) throw new Invalid(parsed.errors);
    await updateSelf(ctx, callerOf(request), parsed.values);
    return me(ctx, request);
  });

  app.post('/me/password', { config: { rateLimit: { max: 20, timeWindow: 60_000 } } }, async (request, reply) => {
    const body = bodyOf(request);
    onlyFields(body, ['current', 'next']);
    await changePassword(ctx, sessionOf(request), body.current, body.next);
    return reply.code(204).send();
  });

  app.get('/me/sessions', async (request) => {
    const session = sessionOf(request);
    const rows = await listSessions(ctx, session.actor.orgId, session.actor.id);
    return { rows: rows.map((r) => ({ ...r, current: r.id === session.id })) };
  });

  app.delete('/me/sessions/:id', async (request, reply) => {
    const { actor } = sessionOf(request);
    await endSessions(ctx, actor.orgId, actor.id, { only: idOf(request) });
    return reply.code(204).send();
  });

  app.post('/catalogs/employee/:id/password', async (request, reply) => {
    const actor = withRight(request, 'people');
    const body = bodyOf(request);
    onlyFields(body, ['password']);
    const id = await existing(ctx, request);
    await setPassword(ctx, actor.orgId, id, body.password);
    return reply.code(204).send();
  });

  app.get('/catalogs/employee/:id/sessions', async (request) => {
    const actor = withRight(request, 'people');
    return { rows: await listSessions(ctx, actor.orgId, await existing(ctx, request)) };
  });

  app.delete('/catalogs/employee/:id/sessions', async (request, reply) => {
    const actor = withRight(request, 'people');
    await endSessions(ctx, actor.orgId, await existing(ctx, request));
    return reply.code(204).send();
  });
}

async function existing(ctx: Context, request: FastifyRequest): Promise<string> {
  const id = idOf(request);
  await get(ctx, actorOf(request), catalogOf(ctx, 'employee'), id);
  return id;
}
