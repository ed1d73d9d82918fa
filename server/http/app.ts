/** The HTTP application: plugins, guards, routes. */
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { Forbidden, NotFound } from '../../kernel/errors.ts';
import type { SessionCache } from '../auth/session.ts';
import type { Context } from '../context.ts';
import type { Hub } from '../live/hub.ts';
import { readJsonBodies } from './body.ts';
import { clientRoutes } from './client-routes.ts';
import { entityRoutes } from './entity-routes.ts';
import { fileRoutes } from './file-routes.ts';
import { liveRoute } from './live-route.ts';
import { openApiRoute } from './openapi.ts';
import { otherRoutes } from './other-routes.ts';
import { refuseUnread, sendProblem } from './problem.ts';
import { demoRoute } from './demo-route.ts';
import { setupRoute } from './setup-route.ts';
import { vcardRoutes } from './vcard-routes.ts';
import { cookieName, sessionRoutes } from './session-routes.ts';

declare module 'fastify' {
  interface FastifyInstance {
    readonly routes: readonly { method: string; url: string }[];
  }
}

export interface AppOptions {
  /** Folder of the built client; none in tests of the interface alone. */
  readonly clientDir: string | null;
  /** Requests a minute from one address; the sign-in has its own, lower limit. */
  readonly requestsPerMinute?: number;
}

const unsafe = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** A cookie travels with requests that other sites start; their Origin tells on them. */
function refuseForeignOrigin(request: FastifyRequest): void {
  const { origin, host } = request.headers;
  if (!unsafe.has(request.method) || origin === undefined) return;
  let from: string | null = null;
  try {
    from = new URL(origin).host;
  } catch {
    // 'null' and rubbish are no origin of ours.
  }
  if (from === null || from !== host) throw new Forbidden('wrongOrigin');
}

const isOpen = (request: FastifyRequest): boolean => (request.routeOptions.config as { open?: boolean }).open === true || request.routeOptions.url === '/api/v1/session' && request.method === 'POST';

export async function buildApp(ctx: Context, sessions: SessionCache, hub: Hub, options: AppOptions): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: 1 << 20,
    trustProxy: process.env.FLYDOC_TRUST_PROXY === '1',
    requestTimeout: 0,
    connectionTimeout: 0,
    keepAliveTimeout: 30_000,
    forceCloseConnections: 'idle',
    logger: false,
    routerOptions: { maxParamLength: 500 },
    // What no route ever sees (a broken address, headers that are too large) is told like everything else.
    frameworkErrors: (error, request, reply) => void sendProblem(ctx, request, reply, error),
    clientErrorHandler: (error, socket) => refuseUnread(ctx, error, socket),
  });

  // Every route as it is declared: the tests compare them with the OpenAPI document.
  const routes: { method: string; url: string }[] = [];
  app.decorate('routes', routes);
  app.addHook('onRoute', ({ method, url }) => void routes.push(...[method].flat().map((m) => ({ method: m, url }))));

  app.setErrorHandler((error, request, reply) => sendProblem(ctx, request, reply, error));
  app.setNotFoundHandler((request, reply) => sendProblem(ctx, request, reply, new NotFound(request.url)));
  app.decorateRequest('session', null);

  await app.register(cookie);
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"], scriptSrc: ["'self'"], styleSrc: ["'self'", "'unsafe-inline'"], imgSrc: ["'self'", 'data:', 'blob:'], fontSrc: ["'self'"],
        connectSrc: ["'self'"], frameSrc: ["'self'"], manifestSrc: ["'self'"], workerSrc: ["'self'"], formAction: ["'self'"], frameAncestors: ["'self'"], baseUri: ["'none'"],
      },
    },
    strictTransportSecurity: false,
    xFrameOptions: { action: 'sameorigin' },
  });
  // Built files are compressed at build; answers of the interface here, quickly rather than tightly.
  // Bodies are not unpacked: one that no route reads would block its connection for good.
  await app.register(compress, { global: true, globalDecompression: false, threshold: 4096, encodings: ['gzip'], zlibOptions: { level: 1 } });
  await app.register(rateLimit, { global: true, max: options.requestsPerMinute ?? 6000, timeWindow: 60_000 });

  // Only JSON is read as a body, apart from routes that say otherwise.
  readJsonBodies(app);
  app.addHook('onRequest', async (request) => {
    refuseForeignOrigin(request);
    const token = request.cookies[cookieName];
    request.session = token && token.length < 200 ? await sessions.find(ctx, token) : null;
    if (request.url.startsWith('/api/') && !request.session && !request.is404 && !isOpen(request)) throw new Forbidden('signInFirst');
  });
  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api/') && !reply.hasHeader('Cache-Control')) reply.header('Cache-Control', 'no-store');
  });

  await app.register(
    async (api) => {
      api.get('/health', { config: { open: true, rateLimit: false } }, async () => {
        await ctx.pool.query('select 1');
        return { status: 'ok' };
      });
      sessionRoutes(api, ctx);
      entityRoutes(api, ctx);
      otherRoutes(api, ctx);
      await fileRoutes(api, ctx);
      vcardRoutes(api, ctx);
      liveRoute(api, ctx, hub);
      openApiRoute(api, ctx);
      demoRoute(api, ctx);
      setupRoute(api, ctx);
    },
    { prefix: '/api/v1' },
  );
  if (options.clientDir) await clientRoutes(app, options.clientDir);
  return app;
}
