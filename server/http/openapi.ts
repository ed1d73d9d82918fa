import type { FastifyInstance } from 'fastify';
import type { Context } from '../context.ts';

export function openApiRoute(app: FastifyInstance, ctx: Context): void {
  app.get('/openapi.json', { config: { open: true } }, async () => ({ openapi: '3.1.0', info: { title: 'FlyDoc', version: ctx.declarations.catalogs.size.toString() }, paths: {} }));
}
