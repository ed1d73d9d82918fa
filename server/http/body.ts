/** Reading bodies as JSON: only whole UTF-8, no deeper than anything we take, and with no key that could reach a prototype. */
import type { FastifyInstance } from 'fastify';
import { invalid, type Invalid } from '../../kernel/errors.ts';

/** The deepest that is meant is a reference in a line of a list: body, list, line, reference. */
const deepest = 20;

const utf8 = new TextDecoder('utf-8', { fatal: true });

export function readJsonBodies(app: FastifyInstance): void {
  app.removeContentTypeParser(['application/json', 'text/plain']);
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, bytes, done) => {
    let text: string;
    try {
      text = utf8.decode(bytes as Buffer); // as: asked for by parseAs
    } catch {
      // What is not UTF-8 would be stored as question marks.
      return done(invalid('', 'characters'));
    }
    if (text === '') return done(null, undefined);
    try {
      const body: unknown = JSON.parse(text);
      done(refusal(body), body);
    } catch (error) {
      done(Object.assign(error as SyntaxError, { statusCode: 400 })); // as: JSON.parse throws nothing else
    }
  });
}

/** Why a body may not be taken, by the field that it stands in. Not by recursion: half a million brackets fit into a megabyte. */
function refusal(body: unknown): Invalid | null {
  const waiting: { value: unknown; depth: number; field: string }[] = [{ value: body, depth: 0, field: '' }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, depth, field } = next;
    if (typeof value !== 'object' || value === null) continue;
    if (depth > deepest) return invalid(field, 'nested', { max: deepest });
    for (const [key, inner] of Object.entries(value)) {
      const at = depth === 0 ? key.slice(0, 200) : field;
      if (key === '__proto__') return invalid(depth === 0 ? key : `${field}.${key}`, 'unknownField');
      waiting.push({ value: inner, depth: depth + 1, field: at });
    }
  }
  return null;
}
