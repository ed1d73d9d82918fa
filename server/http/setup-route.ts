/** The first start of an empty database: the client asks whether a company is needed, and makes it. */
import type { FastifyInstance } from 'fastify';
import { signIn } from '../auth/session.ts';
import { isSetupNeeded, setUp } from '../company/setup.ts';
import type { Context } from '../context.ts';
import { bodyOf } from './request.ts';
import { me, setCookie } from './session-routes.ts';

export function setupRoute(app: FastifyInstance, ctx: Context): void {
  app.get('/setup', { config: { open: true } }, async () => ({ needed: await isSetupNeeded(ctx) }));

  app.post('/setup', { config: { open: true, rateLimit: { max: 30, timeWindow: 60_000 } } }, async (request, reply) => {
    const { email, password } = await setUp(ctx, bodyOf(request));
    const { token, actor } = await signIn(ctx, email, password, { userAgent: request.headers['user-agent'] ?? '', ip: request.ip });
    setCookie(request, reply, token);
    return reply.code(201).send(await me(ctx, { actor }));
  });
}
