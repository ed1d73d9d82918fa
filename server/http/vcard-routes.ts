/** vCards of contacts, in and out. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Entity } from '../../kernel/declarations.ts';
import { invalid } from '../../kernel/errors.ts';
import type { Context } from '../context.ts';
import { cleanName, disposition } from '../files/name.ts';
import { TooLarge } from '../files/store.ts';
import { cardsOf, oneCard } from '../vcard/give.ts';
import { takeVCards } from '../vcard/take.ts';
import { sendProblem } from './problem.ts';
import { actorOf, callerOf, idOf, listQueryOf, one, onlyParameters, queryOf } from './request.ts';

const largest = 10 << 20;

export function vcardRoutes(app: FastifyInstance, ctx: Context): void {
  void app.register(async (own) => {
    own.removeContentTypeParser('application/json');
    own.addContentTypeParser(['text/vcard', 'text/x-vcard', 'text/directory'], { parseAs: 'buffer', bodyLimit: largest }, (_request, body, done) => done(null, decode(body)));
    own.addContentTypeParser('*', (_request, payload, done) => {
      payload.resume();
      done(Object.assign(new Error('no vCard'), { statusCode: 406 }));
    });
    own.post('/catalogs/contact/vcard', {
      errorHandler: (error, request, reply) => sendProblem(ctx, request, reply, error.statusCode === 413 ? new TooLarge(largest) : error),
      handler: async (request, reply) => {
        const query = queryOf(request);
        onlyParameters(query, ['counterparty']);
        const text = typeof request.body === 'string' ? request.body : '';
        const { replayed, ...taken } = await takeVCards(ctx, callerOf(request), text, one(query, 'counterparty', 50));
        if (replayed) reply.header('Idempotent-Replay', 'true');
        return taken;
      },
    });
  });
}

/** Old address books write windows-1251, in which nothing is wrong; so the strict reading comes first. */
function decode(body: string | Buffer): string {
  if (typeof body === 'string') return body;
  if (body[0] === 0xff && body[1] === 0xfe) return new TextDecoder('utf-16le').decode(body);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return new TextDecoder('windows-1251').decode(body);
  }
}

/** Answers `?as=…` of a row (with an id in the path) or of a list. */
export async function sendAs(ctx: Context, request: FastifyRequest, reply: FastifyReply, entity: Entity, form: string): Promise<FastifyReply> {
  const offered = entity.name === 'contact' ? ['vcf'] : [];
  if (!offered.includes(form)) throw invalid('as', 'option', { options: offered.join(', ') || '—' });
  const query = queryOf(request);
  const send = (name: string, body: unknown): FastifyReply => reply.header('Content-Disposition', disposition('attachment', name)).type('text/vcard; charset=utf-8').send(body);
  if ((request.params as { id?: string }).id === undefined) {
    return send(`${ctx.translate[actorOf(request).language]('contact.many')}.vcf`, await cardsOf(ctx, actorOf(request), listQueryOf(query)));
  }
  onlyParameters(query, ['as']);
  const { name, text } = await oneCard(ctx, actorOf(request), idOf(request));
  return send(`${cleanName(name)}.vcf`, text);
}
