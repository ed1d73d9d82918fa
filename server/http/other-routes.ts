/** Search, the journal of operations, registers and reports. */
import type { FastifyInstance } from 'fastify';
import { NotFound } from '../../kernel/errors.ts';
import type { Context } from '../context.ts';
import { operations } from '../engine/operations.ts';
import { balance, movements } from '../engine/register.ts';
import { runReport } from '../engine/report.ts';
import { search } from '../engine/search.ts';
import { actorOf, limitOf, one, onlyParameters, queryOf, sendJson } from './request.ts';

export function otherRoutes(app: FastifyInstance, ctx: Context): void {
  app.get('/search', async (request) => {
    const query = queryOf(request);
    onlyParameters(query, ['q', 'limit']);
    const q = one(query, 'q', 300)?.trim() ?? '';
    return q === '' ? { rows: [], variant: null } : search(ctx, actorOf(request), q, limitOf(query, 20, 100));
  });

  app.get('/operations', async (request) => {
    const query = queryOf(request);
    onlyParameters(query, ['limit', 'after', 'actor']);
    return operations(ctx, actorOf(request), { limit: limitOf(query), after: one(query, 'after', 200), actor: one(query, 'actor', 50) });
  });

  app.get('/registers/:register/:what', async (request) => {
    const { register: name, what } = request.params as { register: string; what: string }; // as: named in the path
    const register = ctx.declarations.registers.get(name);
    if (!register || (what !== 'balance' && what !== 'movements')) throw new NotFound(`register ${name}`);
    const query = queryOf(request);
    onlyParameters(query, what === 'balance' ? ['filter', 'at', 'limit'] : ['filter', 'limit']);
    const asked = { filter: one(query, 'filter', 10_000), limit: limitOf(query, 100), at: one(query, 'at', 10) };
    return what === 'balance' ? balance(ctx, actorOf(request), register, asked) : movements(ctx, actorOf(request), register, asked);
  });

  app.get('/reports/:report', async (request, reply) => {
    const { report: name } = request.params as { report: string }; // as: named in the path
    const report = ctx.declarations.reports.get(name);
    if (!report) throw new NotFound(`report ${name}`);
    const query = queryOf(request);
    onlyParameters(query, ['filter']);
    return sendJson(reply, await runReport(ctx, actorOf(request), report, one(query, 'filter', 100_000)));
  });
}
