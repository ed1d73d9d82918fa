/** Reading requests: who asks, the idempotency key, parameters. */
import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor, Right } from '../../kernel/access.ts';
import { Forbidden, Invalid, NotFound, invalid } from '../../kernel/errors.ts';
import { isUuid } from '../../kernel/uuid.ts';
import type { Session } from '../auth/session.ts';
import type { Caller } from '../context.ts';
import type { ListQuery } from '../engine/list.ts';
import type { Written } from '../engine/write.ts';

declare module 'fastify' {
  interface FastifyRequest {
    session: Session | null;
  }
}

export type Query = Readonly<Record<string, string | string[] | undefined>>;

export const queryOf = (request: FastifyRequest): Query => request.query as Query; // as: the query parser gives texts and arrays of them

export function sessionOf(request: FastifyRequest): Session {
  if (!request.session) throw new Forbidden('signInFirst');
  return request.session;
}

export const actorOf = (request: FastifyRequest): Actor => sessionOf(request).actor;

export function withRight(request: FastifyRequest, right: Right): Actor {
  const actor = actorOf(request);
  if (!actor.rights.includes(right)) throw new Forbidden();
  return actor;
}

/** Who writes, under which key; the hash tells a repeat from another request with the same key. */
export function callerOf(request: FastifyRequest): Caller {
  const actor = actorOf(request);
  const key = request.headers['idempotency-key'];
  if (key === undefined) return { actor };
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) throw invalid('Idempotency-Key', 'keyForm');
  const requestHash = createHash('sha256').update(`${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`).digest('base64url');
  return { actor, idempotencyKey: key, requestHash };
}

export function sendWritten(reply: FastifyReply, { body, status, replayed }: Written): FastifyReply {
  if (replayed) reply.header('Idempotent-Replay', 'true');
  return sendJson(reply.code(status), body);
}

/** JSON that the database has built goes out as it is. */
export const sendJson = (reply: FastifyReply, text: string): FastifyReply => reply.type('application/json; charset=utf-8').send(text);

/** The id in the path. What is no id names nothing. */
export function idOf(request: FastifyRequest): string {
  const { id } = request.params as { id?: string }; // as: routes with `:id` have it
  if (!id || !isUuid(id)) throw new NotFound('id');
  return id.toLowerCase();
}

export function bodyOf(request: FastifyRequest): Readonly<Record<string, unknown>> {
  const { body } = request;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw invalid('', 'type', { expected: 'object' });
  return body as Readonly<Record<string, unknown>>; // as: an object, checked on the line above
}

/** Refuses body fields that a fixed endpoint does not know. */
export function onlyFields(body: Readonly<Record<string, unknown>>, known: readonly string[]): void {
  const unknown = Object.keys(body).filter((k) => !known.includes(k));
  if (unknown.length > 0) throw new Invalid(unknown.map((k) => ({ path: k.slice(0, 200), code: 'unknownField' })));
}

/** A parameter given once, as text that can be stored and compared. */
export function one(query: Query, name: string, max = 2000): string | undefined {
  const value = query[name];
  if (value === undefined) return undefined;
  if (Array.isArray(value)) throw invalid(name, 'duplicateId');
  if (value.length > max) throw invalid(name, 'tooLong', { max });
  if (value.includes('\0') || !value.isWellFormed()) throw invalid(name, 'characters');
  return value;
}

export function many(query: Query, name: string, most: number): string[] {
  const value = query[name];
  const all = value === undefined ? [] : Array.isArray(value) ? value : [value];
  if (all.length > most) throw invalid(name, 'tooMany', { max: most });
  if (all.some((v) => v.includes('\0') || !v.isWellFormed() || v.length > 500)) throw invalid(name, 'characters');
  return all;
}

export function onlyParameters(query: Query, known: readonly string[]): void {
  const unknown = Object.keys(query).filter((k) => !known.includes(k));
  if (unknown.length > 0) throw new Invalid(unknown.map((k) => ({ path: k.slice(0, 200), code: 'parameter' })));
}

const listParameters = ['filter', 'sort', 'limit', 'after', 'q', 'fields', 'total', 'trash', 'as'];

export function limitOf(query: Query, initial = 50, max = 500): number {
  const text = one(query, 'limit', 10);
  if (text === undefined) return initial;
  if (!/^\d{1,4}$/.test(text) || Number(text) < 1) throw invalid('limit', 'tooSmall', { min: 1 });
  if (Number(text) > max) throw invalid('limit', 'tooBig', { max });
  return Number(text);
}

export const flag = (query: Query, name: string): boolean => {
  const text = one(query, name, 5);
  if (text === undefined || text === '0' || text === 'false') return false;
  if (text === '1' || text === 'true') return true;
  throw invalid(name, 'option', { options: '0, 1' });
};

export function listQueryOf(query: Query): ListQuery {
  onlyParameters(query, listParameters);
  return {
    filter: one(query, 'filter', 100_000),
    sort: one(query, 'sort', 500),
    limit: limitOf(query),
    after: one(query, 'after', 10_000),
    q: one(query, 'q', 500)?.trim() || undefined,
    fields: one(query, 'fields', 2000)?.split(',').filter(Boolean),
    total: flag(query, 'total'),
    trash: flag(query, 'trash'),
  };
}
