/** Downloads: whom a file may reach, and in which wrapping it can do no harm. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../kernel/access.ts';
import { NotFound } from '../../kernel/errors.ts';
import type { Context } from '../context.ts';
import { readOne } from '../db/transaction.ts';
import { fileReadable } from '../engine/file-access.ts';
import { params } from '../engine/params.ts';
import { disposition } from './name.ts';
import { names, rangeOf } from './range.ts';

export interface StoredFile {
  readonly [key: string]: unknown;
  readonly hash: string;
  readonly name: string;
  readonly size: number;
  readonly type: string;
}

/** Throws NotFound for what is not there, and for what the caller may not have. */
export async function storedFile(ctx: Context, actor: Actor, id: string): Promise<StoredFile> {
  const p = params(actor.orgId);
  const sql = `select t.hash, t.name, t.size, t.type from stored_file t where t.org_id = $1 and t.id = ${p(id)} and ${fileReadable(ctx, actor, p)}`;
  const [file] = await readOne<StoredFile>(ctx.pool, actor, sql, p.values);
  if (!file) throw new NotFound(`file ${id}`);
  return file;
}

/** What a browser may show by itself: pictures without scripts, PDF, plain text. Everything else is saved. */
const shown = /^(image\/(png|jpeg|gif|webp|bmp|avif)|application\/pdf|text\/plain)(;|$)/;

/**
 * Files come from anywhere, so they run nothing in our origin. Chromium's viewer of PDF does not start in a
 * sandbox; a PDF cannot reach the page around it anyway.
 */
const inert = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox";
const forPdf = "default-src 'none'; object-src 'self'; frame-ancestors 'self'";

export async function sendFile(ctx: Context, request: FastifyRequest, reply: FastifyReply, file: StoredFile, attachment: boolean): Promise<FastifyReply> {
  const { hash, name, size, type } = file;
  const tag = `"${hash}"`;
  reply.headers({
    ETag: tag,
    'Accept-Ranges': 'bytes',
    // Kept by the browser, and asked for again each time: the right to see it may have ended.
    'Cache-Control': 'private, no-cache',
    'Content-Disposition': disposition(!attachment && shown.test(type) ? 'inline' : 'attachment', name),
    'Content-Security-Policy': type === 'application/pdf' ? forPdf : inert,
    'X-Content-Type-Options': 'nosniff',
  });
  if (names(request.headers['if-none-match'], tag)) return reply.code(304).send();

  const condition = request.headers['if-range'];
  const range = condition === undefined || condition === tag ? rangeOf(request.headers.range, size) : null;
  if (range === 'unsatisfiable') {
    reply.header('Content-Range', `bytes */${size}`).header('Content-Disposition', 'inline');
    return reply.code(416).send();
  }
  reply.header('Content-Type', type.startsWith('text/') && !type.includes('charset') ? `${type}; charset=utf-8` : type);
  reply.header('Content-Length', range ? range.end - range.start + 1 : size);
  if (range) reply.code(206).header('Content-Range', `bytes ${range.start}-${range.end}/${size}`);
  if (request.method === 'HEAD') return reply.send();

  const stream = await ctx.files.get(hash, range ?? undefined);
  if (!stream) {
    ctx.log('the content of a file is missing', { hash });
    reply.removeHeader('Content-Length').removeHeader('Content-Range').removeHeader('ETag').removeHeader('Content-Disposition');
    throw new NotFound(`content ${hash}`);
  }
  return reply.send(stream);
}
