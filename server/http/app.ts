/** The HTTP application: plugins, guards, routes. */
import { isIP } from 'node:net';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { Forbidden, NotFound } from '../../kernel/errors.ts';
import type { SessionCache } from '../auth/session.ts';
import type { Context } from '../context.ts';
import type { Hub } from '../live/hub.ts';
import { StartupProblem } from '../startup-problem.ts';
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
  /** Requests a minute of one session, or from one address without one; the sign-in has its own, lower limit. */
  readonly requestsPerMinute?: number;
}

const unsafe = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** A cookie travels with requests that other sites start; their Origin tells on them. Behind a proxy that we trust the host is what it says. */
function refuseForeignOrigin(request: FastifyRequest): void {
  const { origin } = request.headers;
  if (!unsafe.has(request.method) || origin === undefined) return;
  let from: string | null = null;
  try {
    from = new URL(origin).host;
  } catch {
    // 'null' and rubbish are no origin of ours.
  }
  if (from === null || from !== request.host) throw new Forbidden('wrongOrigin');
}

const isOpen = (request: FastifyRequest): boolean => (request.routeOptions.config as { open?: boolean }).open === true; // as: routes say so themselves

/** Whose word about the caller's address, host and protocol is believed: so many proxies before us, or those at these addresses. */
export function trustProxyOf(text = ''): false | string[] | ((address: string, hop: number) => boolean) {
  if (/^\s*0?\s*$/.test(text)) return false;
  if (/^\s*\d{1,2}\s*$/.test(text)) return (_address, hop) => hop < Number(text); // Fastify itself counts no hops
  const addresses = text.split(',').map((a) => a.trim());
  if (addresses.every((a) => isIP(a.replace(/\/\d{1,3}$/, '')) !== 0)) return addresses;
  throw new StartupProblem(
    'trust-proxy',
    `FLYDOC_TRUST_PROXY is "${text}". Give the number of proxies before FlyDoc (1), or their addresses: 10.0.0.5, 192.168.0.0/16`,
    `FLYDOC_TRUST_PROXY — «${text}». Укажите число прокси перед FlyDoc (1) или их адреса: 10.0.0.5, 192.168.0.0/16`,
  );
}

/** People behind one address do not use up each other's requests; a made-up cookie is worth no more than none. */
const callerKey = (request: Pick<FastifyRequest, 'session' | 'ip'>): string => request.session?.id ?? request.ip;

export async function buildApp(ctx: Context, sessions: SessionCache, hub: Hub, options: AppOptions): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: 1 << 20,
    trustProxy: trustProxyOf(process.env.FLYDOC_TRUST_PROXY),
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
  await app.register(rateLimit, { global: true, max: options.requestsPerMinute ?? 6000, timeWindow: 60_000, keyGenerator: callerKey });

  // Only JSON is read as a body, apart from routes that say otherwise.
  readJsonBodies(app);
  app.addHook('onRequest', async (request) => {
    refuseForeignOrigin(request);
    const token = request.cookies[cookieName];
    request.session = token && token.length < 200 ? await sessions.find(ctx, token) : null;
  });

  await app.register(
    async (api) => {
      // Where the router has brought a request counts, not how its address is spelt.
      api.addHook('onRequest', async (request) => {
        if (!request.session && !isOpen(request)) throw new Forbidden('signInFirst');
      });
      api.addHook('onSend', async (_request, reply) => {
        if (!reply.hasHeader('Cache-Control')) reply.header('Cache-Control', 'no-store');
      });
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
