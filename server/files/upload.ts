/** Uploads: a form's files go to the store as they arrive; they are known to the company once all have arrived. */
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { invalid } from '../../kernel/errors.ts';
import { uuidv7 } from '../../kernel/uuid.ts';
import type { Caller, Context } from '../context.ts';
import { params } from '../engine/params.ts';
import { write, type Written } from '../engine/write.ts';
import { cleanName, extensionOf } from './name.ts';
import { sniff } from './sniff.ts';
import { fromSender } from './spool.ts';
import type { Staged } from './store.ts';

interface Received {
  readonly name: string;
  readonly staged: Staged;
}

/** As many as a person drops at once; more come in several requests. */
const mostFiles = 50;

/** A sender that is silent for so long has gone, whatever its connection says. */
const silence = 5 * 60_000;

export async function upload(ctx: Context, caller: Caller, request: FastifyRequest, limit: number): Promise<Written> {
  if (!request.isMultipart()) throw new request.server.multipartErrors.InvalidMultipartContentTypeError();
  request.raw.setTimeout(silence);
  const received = await receive(ctx, request, limit);
  request.raw.setTimeout(0);
  try {
    for (const { staged } of received) await staged.keep();
  } catch (error) {
    await discard(received);
    throw error;
  }
  return store(ctx, caller, received);
}

async function receive(ctx: Context, request: FastifyRequest, limit: number): Promise<Received[]> {
  const received: Received[] = [];
  try {
    for await (const part of fromSender(request.parts())) {
      if (part.type !== 'file' || part.fieldname !== 'file') throw invalid(String(part.fieldname).slice(0, 200), 'unknownField');
      if (received.length === mostFiles) throw invalid('file', 'tooMany', { max: mostFiles });
      const one = await receiveOne(ctx, part, limit);
      if (one) received.push(one);
    }
    if (received.length === 0) throw invalid('file', 'fileMissing');
    return received;
  } catch (error) {
    await discard(received);
    // The rest is read and forgotten: a sender who is still busy sending would not hear the answer.
    request.raw.unpipe();
    request.raw.resume();
    throw error;
  }
}

async function receiveOne(ctx: Context, part: MultipartFile, limit: number): Promise<Received | null> {
  const staged = await ctx.files.stage(part.file, limit);
  const name = cleanName(part.filename ?? '');
  if (name || staged.size > 0) return { name, staged };
  await staged.discard(); // what a browser sends for an empty file field
  return null;
}

const discard = async (received: readonly Received[]): Promise<void> => void (await Promise.all(received.map((r) => r.staged.discard())));

/** Rows of the files, as one operation of the journal. A repeat with the same key gets the ids that the first one got. */
function store(ctx: Context, caller: Caller, received: readonly Received[]): Promise<Written> {
  const nameless = ctx.translate[caller.actor.language]('file');
  const rows = received.map(({ name, staged: { hash, size, head } }) => {
    const type = sniff(head, name);
    return { id: uuidv7(), name: name || nameless + extensionOf(type), size, type, hash };
  });
  // The key belongs to these names and contents; the form's own boundary differs from one attempt to the next.
  const requestHash = createHash('sha256').update(`upload\n${JSON.stringify(rows.map((r) => [r.name, r.hash]))}`).digest('base64url');
  return write(ctx, { ...caller, requestHash }, 'upload', async (tx) => {
    const p = params(tx.tenant.orgId);
    const by = p(tx.tenant.id);
    const lines = rows.map((r) => `($1, ${p(r.id)}, ${p(r.hash)}, ${p(r.name)}, ${p(r.size)}, ${p(r.type)}, ${by})`);
    await tx.query(`insert into stored_file (org_id, id, hash, name, size, type, created_by) values ${lines.join(', ')}`, p.values);
    return { body: JSON.stringify({ rows }), status: 201, changes: [], stored: rows.length };
  });
}
