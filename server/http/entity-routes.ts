/** Catalogs and documents: the same few routes for every declaration. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Entity } from '../../kernel/declarations.ts';
import { NotFound } from '../../kernel/errors.ts';
import { catalogOf, documentOf, type Context } from '../context.ts';
import { allTypes } from '../engine/all-types.ts';
import { duplicates } from '../engine/duplicates.ts';
import { get, history } from '../engine/get.ts';
import { list } from '../engine/list.ts';
import { moveTo } from '../engine/move-to.ts';
import { remove, restore, versionOf } from '../engine/remove.ts';
import { create, update } from '../engine/save.ts';
import { actorOf, bodyOf, callerOf, idOf, limitOf, listQueryOf, many, one, onlyParameters, queryOf, sendJson, sendWritten } from './request.ts';
import { sendAs } from './vcard-routes.ts';

type Find = (request: FastifyRequest) => Entity;

const nameOf = (request: FastifyRequest): string => (request.params as { name?: string }).name ?? ''; // as: routes with `:name` have it

export function entityRoutes(app: FastifyInstance, ctx: Context): void {
  routes(app, ctx, '/catalogs/:name', (r) => catalogOf(ctx, nameOf(r)));
  routes(app, ctx, '/documents/:name', (r) => documentOf(ctx, nameOf(r)));

  app.get('/documents', (request, reply) => answerList(ctx, request, reply, allTypes(ctx)));

  app.post('/documents/:name/:id/stage', async (request, reply) => {
    const type = documentOf(ctx, nameOf(request));
    if (type.kind !== 'document') throw new NotFound(type.name);
    return sendWritten(reply, await moveTo(ctx, callerOf(request), type, idOf(request), bodyOf(request)));
  });

  app.get('/catalogs/:name/duplicates', async (request) => {
    const entity = catalogOf(ctx, nameOf(request));
    const query = queryOf(request);
    onlyParameters(query, ['name', 'inn', 'phone', 'email', 'except']);
    const given = { name: one(query, 'name', 1000), inn: one(query, 'inn', 20), phones: many(query, 'phone', 20), emails: many(query, 'email', 20) };
    return { rows: await duplicates(ctx, actorOf(request), entity, given, one(query, 'except', 50)) };
  });
}

async function answerList(ctx: Context, request: FastifyRequest, reply: FastifyReply, entity: Entity): Promise<FastifyReply> {
  const form = one(queryOf(request), 'as', 20);
  if (form !== undefined) return sendAs(ctx, request, reply, entity, form);
  return sendJson(reply, await list(ctx, actorOf(request), entity, listQueryOf(queryOf(request))));
}

function routes(app: FastifyInstance, ctx: Context, path: string, find: Find): void {
  app.get(path, (request, reply) => answerList(ctx, request, reply, find(request)));
  app.post(path, async (request, reply) => sendWritten(reply, await create(ctx, callerOf(request), find(request), bodyOf(request))));
  app.get(`${path}/:id`, async (request, reply) => {
    const form = one(queryOf(request), 'as', 20);
    if (form !== undefined) return sendAs(ctx, request, reply, find(request), form);
    return sendJson(reply, await get(ctx, actorOf(request), find(request), idOf(request)));
  });
  app.patch(`${path}/:id`, async (request, reply) => sendWritten(reply, await update(ctx, callerOf(request), find(request), idOf(request), bodyOf(request))));
  app.delete(`${path}/:id`, async (request, reply) => {
    onlyParameters(queryOf(request), ['version']);
    return sendWritten(reply, await remove(ctx, callerOf(request), find(request), idOf(request), versionOf(one(queryOf(request), 'version'))));
  });
  app.post(`${path}/:id/restore`, async (request, reply) => sendWritten(reply, await restore(ctx, callerOf(request), find(request), idOf(request))));
  app.get(`${path}/:id/history`, async (request) => {
    const query = queryOf(request);
    onlyParameters(query, ['limit', 'after']);
    return history(ctx, actorOf(request), find(request), idOf(request), limitOf(query, 50, 200), one(query, 'after', 20));
  });
}
