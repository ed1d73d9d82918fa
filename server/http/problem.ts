/** Errors leave as RFC 9457 problems in the caller's language. The one place that maps them. */
import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Conflict, Forbidden, Invalid, NotFound, Refused, invalid } from '../../kernel/errors.ts';
import type { Problem } from '../../kernel/field.ts';
import type { Locale, Params, Translate } from '../../kernel/i18n.ts';
import { stageLabel } from '../../kernel/labels.ts';
import type { Context } from '../context.ts';
import { BrokenUpload, StoreUnavailable, TooLarge } from '../files/store.ts';

export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly [more: string]: unknown;
}

/** We cannot answer now and may be able to in a moment: too many streams are open, or the database does not answer. */
export class Unavailable extends Error {}

/** Seconds after which it makes sense to ask again. */
const retryAfter = '5';

/** Parameters are told in words: stages (`call.stage:done`) by their names, expected types by theirs. */
const spoken = (t: Translate, params: Problem['params']): Params =>
  Object.fromEntries(Object.entries(params ?? {}).map(([name, value]) => [name, typeof value === 'string' ? inWords(t, name, value) : value]));

function inWords(t: Translate, name: string, value: string): string {
  const [, type, stage] = /^([a-z-]+)\.stage:(.+)$/.exec(value) ?? [];
  if (type && stage) return stageLabel(t, type, stage);
  const key = `${name}.${value}`;
  return t(key) === key ? value : t(key);
}

const say = (t: Translate, problem: Problem): string => t(`error.${problem.code}`, spoken(t, problem.params));

const body = (t: Translate, status: number, code: string, kind: string, detail: string, more: object = {}): ProblemBody => ({
  type: `https://flydoc.example/problems/${code}`,
  title: t(`problem.${kind}`),
  status,
  detail,
  code,
  ...more,
});

/** The problem for an error; null for one that is a Bug. */
export function problemOf(t: Translate, error: unknown): ProblemBody | null {
  if (error instanceof Invalid) {
    const errors = error.errors.slice(0, 100).map((e) => ({ path: e.path, code: e.code, message: say(t, e) }));
    const detail = errors.length === 1 && errors[0] ? errors[0].message : t('problem.invalid.detail');
    return body(t, 422, 'invalid', 'invalid', detail, { errors });
  }
  if (error instanceof Refused) return body(t, 409, error.problem.code, 'refused', say(t, error.problem));
  if (error instanceof Conflict) return body(t, 409, 'conflict', 'conflict', t('problem.conflict.detail'), { version: error.version, fields: error.fields });
  if (error instanceof NotFound) return body(t, 404, 'not-found', 'notFound', t('problem.notFound.detail'));
  if (error instanceof Forbidden) {
    const status = error.code === 'signInFirst' ? 401 : 403;
    return body(t, status, error.code, 'forbidden', t(`problem.${error.code}.detail`));
  }
  if (error instanceof TooLarge) return body(t, 413, 'too-large', 'invalid', t('error.fileTooLarge', { max: bytes(error.limit) }));
  if (error instanceof BrokenUpload) return body(t, 400, 'broken-upload', 'invalid', t('error.uploadBroken'));
  if (error instanceof Unavailable) return body(t, 503, 'unavailable', 'unavailable', t('problem.unavailable.detail'));
  if (error instanceof StoreUnavailable) return body(t, 503, 'store-unavailable', 'refused', t('error.storeUnavailable'));
  return fromFramework(t, error) ?? fromDatabase(t, error);
}

export const bytes = (n: number): string => (n >= 1 << 30 ? `${n / (1 << 30)} GB` : n >= 1 << 20 ? `${Math.round(n / (1 << 20))} MB` : `${Math.round(n / 1024)} kB`);

/** What Fastify refuses before a route is reached. */
function fromFramework(t: Translate, error: unknown): ProblemBody | null {
  const { code, statusCode: status } = error as { code?: string; statusCode?: number };
  if (status === 413) return body(t, 413, 'too-large', 'invalid', t('error.bodyTooLarge', { max: bytes(1 << 20) }));
  if (status === 415) return body(t, 415, 'content-type', 'invalid', t('error.contentType'));
  if (status === 429) return body(t, 429, 'too-many-requests', 'refused', t('error.tooManyRequests'));
  if (status === 406 || code === 'FST_INVALID_MULTIPART_CONTENT_TYPE') return body(t, 415, 'content-type', 'invalid', t('error.fileMissing'));
  if (typeof code === 'string' && code.startsWith('FST_') && status && status >= 400 && status < 500) return body(t, status, 'invalid', 'invalid', t('error.unprocessable'));
  if (error instanceof SyntaxError && status === 400) return body(t, 400, 'json', 'invalid', t('error.json', { reason: error.message.slice(0, 200) }));
  return null;
}

/** Whether the database did not answer, or not in time: it restarts, the network broke, or all connections are busy. */
function isDatabaseAway(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  if (/^(08...|57P0[123]|57014|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN)$/.test(code)) return true;
  // pg gives these no code.
  return /^(timeout exceeded when trying to connect|Connection terminated|Query read timeout|Client has encountered a connection error)/.test(message);
}

/** What only the database can tell: text that is not UTF-8, a number out of range, no room on the disk. */
function fromDatabase(t: Translate, error: unknown): ProblemBody | null {
  const { code } = error as { code?: string };
  if (code === '22021' || code === '22P05') return problemOf(t, invalid('', 'characters'));
  if (code === '22003' || code === '22008') return problemOf(t, invalid('', 'number'));
  if (code === '53100' || code === 'ENOSPC' || code === 'EDQUOT') return body(t, 507, 'disk-full', 'refused', t('error.diskFull'));
  if (isDatabaseAway(error)) return problemOf(t, new Unavailable());
  return null;
}

/** Sends the problem; a Bug is logged under a number that the user can tell the administrator. */
export function sendProblem(ctx: Context, request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply {
  const t = ctx.translate[localeOf(request)];
  let problem = problemOf(t, error);
  if (!problem) {
    const incident = randomUUID().slice(0, 8);
    const e = error as Error;
    ctx.log('bug', { incident, method: request.method, route: request.routeOptions.url ?? 'unknown', error: e.stack ?? String(error) });
    problem = body(t, 500, 'bug', 'bug', t('problem.bug.detail', { incident }), { incident });
  }
  if (problem.code === 'unavailable' && !(error instanceof Unavailable)) ctx.log('the database did not answer', { reason: error instanceof Error ? error.message : String(error) });
  reply.header('Cache-Control', 'no-store');
  if (problem.status === 503) reply.header('Retry-After', retryAfter);
  return reply.code(problem.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(problem));
}

/** Answers what Node could not read as a request at all; nobody knows whose it was, so it is told in Russian. */
export function refuseUnread(ctx: Context, error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return void socket.destroy();
  const t = ctx.translate.ru;
  const [status, reason, code] =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? ([431, 'Request Header Fields Too Large', 'too-large'] as const)
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? ([408, 'Request Timeout', 'timeout'] as const) : ([400, 'Bad Request', 'unreadable'] as const);
  const detail = status === 431 ? t('error.bodyTooLarge', { max: bytes(16 << 10) }) : t('error.unprocessable');
  const text = JSON.stringify(body(t, status, code, 'invalid', detail));
  socket.end(`HTTP/1.1 ${status} ${reason}\r\nContent-Type: application/problem+json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(text)}\r\nConnection: close\r\n\r\n${text}`);
}

/** The user's own language, else the first of Accept-Language that we speak, else Russian. */
export function localeOf(request: FastifyRequest): Locale {
  if (request.session) return request.session.actor.language;
  for (const part of (request.headers['accept-language'] ?? '').split(',')) {
    const tag = part.trim().slice(0, 2).toLowerCase();
    if (tag === 'ru' || tag === 'en') return tag;
  }
  return 'ru';
}
