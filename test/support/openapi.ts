/** The OpenAPI document as tests use it: its operations one by one, and a checker for its schemas. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { catalogues, declarations } from '../../business/index.ts';
import { translator } from '../../kernel/i18n.ts';
import { kernelMessages } from '../../kernel/messages.ts';
import { buildOpenApi, type OpenApi } from '../../server/http/openapi.ts';
import type { Method, Node } from '../../server/http/openapi/parts.ts';

export const translate = { ru: translator('ru', [kernelMessages, ...catalogues]), en: translator('en', [kernelMessages, ...catalogues]) };
export const openApi: OpenApi = buildOpenApi({ declarations, translate });

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema?: Node;
  readonly explode?: boolean;
  readonly content?: Readonly<Record<string, { readonly schema: Node }>>;
}

export interface Media {
  readonly schema: Node;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

export interface Described {
  readonly method: Method;
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly body: { readonly type: string; readonly media: Media } | null;
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Readonly<Record<string, Media>> }>>;
}

/** What a `$ref` inside the document points to; undefined when nowhere. */
export function resolve(ref: string): unknown {
  let at: unknown = openApi;
  for (const part of ref.replace(/^#\//, '').split('/'))
    at = typeof at === 'object' && at !== null ? (at as Node)[part.replace(/~1/g, '/').replace(/~0/g, '~')] : undefined;
  return at;
}

/** The thing itself where a reference may stand. */
export function deref<T>(node: unknown): T {
  const ref = (node as Node).$ref;
  return (typeof ref === 'string' ? resolve(ref) : node) as T; // as: the document is typed by its own rules, which the test checks
}

export const described: readonly Described[] = Object.entries(openApi.paths).flatMap(([path, operations]) =>
  Object.entries(operations).map(([method, node]): Described => {
    const o = node as Node & {
      operationId: string;
      summary: string;
      tags: string[];
      parameters?: unknown[];
      requestBody?: { content: Record<string, Media> };
      responses: Record<string, unknown>;
    };
    const [content] = Object.entries(o.requestBody?.content ?? {});
    return {
      method: method as Method,
      path,
      id: o.operationId,
      summary: o.summary,
      tags: o.tags,
      parameters: (o.parameters ?? []).map((p) => deref<Parameter>(p)),
      body: content ? { type: content[0], media: content[1] } : null,
      responses: Object.fromEntries(Object.entries(o.responses).map(([status, r]) => [status, deref(r)])),
    };
  }),
);

const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addFormat('idn-email', /^[^@\s]+@[^@\s]+$/u);
ajv.addFormat('binary', true);
ajv.addSchema(openApi, 'openapi');

const compiled = new Map<Node, ValidateFunction>();

/** What is wrong with a value by a schema of the document; nothing when it fits. */
export function faults(schema: Node, value: unknown): string[] {
  // References inside start at the document's root.
  const validate =
    compiled.get(schema) ?? ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"openapi#/components/')));
  compiled.set(schema, validate);
  return validate(value) ? [] : (validate.errors ?? []).map((e) => `${e.instancePath || '/'} ${e.message} ${JSON.stringify(e.params)}`);
}

/** What is wrong with an answer by the operation that gave it. */
export function answerFaults(of: Described, status: number, type: string, body: unknown): string[] {
  const answer = of.responses[String(status)] ?? (status >= 400 ? of.responses.default : undefined);
  if (!answer) return [`${of.id} answers ${status}, which the document does not know`];
  const media = answer.content?.[type.split(';')[0] ?? ''];
  if (!answer.content) return body === null || body === '' ? [] : [`${of.id} answers ${status} with a body`];
  if (!media) return answer.content['*/*'] ? [] : [`${of.id} answers ${status} as ${type}`];
  return type.includes('json') ? faults(media.schema, body) : [];
}
