/** The small pieces that OpenAPI documents are made of. */

/** A JSON schema (2020-12), or any other object of an OpenAPI 3.1 document. */
export interface Node {
  readonly [keyword: string]: unknown;
}

export type Method = 'get' | 'post' | 'patch' | 'delete';
/** Operations by path and method. */
export type Paths = Record<string, Partial<Record<Method, Node>>>;

export const component = (name: string): Node => ({ $ref: `#/components/schemas/${name}` });
export const object = (
  properties: Readonly<Record<string, Node>>,
  o: { optional?: readonly string[]; description?: string; closed?: boolean } = {},
): Node => ({
  type: 'object',
  ...(o.description ? { description: o.description } : {}),
  properties,
  required: Object.keys(properties).filter((name) => !o.optional?.includes(name)),
  ...(o.closed ? { additionalProperties: false } : {}),
});
export const arrayOf = (items: Node): Node => ({ type: 'array', items });
/** `{rows: […]}`, the shape of every answer with several rows; `next` continues it. */
export const rowsOf = (items: Node, o: { next?: boolean } = {}): Node =>
  object({
    rows: arrayOf(items),
    ...(o.next ? { next: { type: ['string', 'null'], description: 'Give it as `after` to get the next page; null on the last.' } } : {}),
  });

export function nullable(schema: Node): Node {
  if (typeof schema.type !== 'string') return { anyOf: [schema, { type: 'null' }] };
  return { ...schema, type: [schema.type, 'null'], ...(Array.isArray(schema.enum) ? { enum: [...schema.enum, null] } : {}) };
}

export const text: Node = { type: 'string' };
export const uuid: Node = { type: 'string', format: 'uuid' };
export const moment: Node = { type: 'string', format: 'date-time' };
export const flag: Node = { type: 'boolean' };
export const count: Node = { type: 'integer', minimum: 0 };
export const maybe = { text: nullable(text), moment: nullable(moment), uuid: nullable(uuid) } as const;

/** A number that examples use as an id: `exampleId(7)`. */
export const exampleId = (n: number): string => `01920000-0000-7000-8000-${String(n).padStart(12, '0')}`;

export const query = (name: string, schema: Node, description: string, more: Node = {}): Node => ({
  name,
  in: 'query',
  description,
  schema,
  ...more,
});
/** `x-reference` names what the id is an id of. */
export const idInPath = (of: string): Node => ({
  name: 'id',
  in: 'path',
  required: true,
  description: `Id of the ${of}.`,
  schema: { ...uuid, 'x-reference': of },
});
export const idempotencyKey: Node = { $ref: '#/components/parameters/IdempotencyKey' };

export interface Body {
  readonly schema: Node;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, unknown>>;
  /** `application/json` when not said. */
  readonly type?: string;
  readonly optional?: boolean;
}

export interface Answer {
  readonly description: string;
  readonly schema?: Node;
  readonly example?: unknown;
  readonly type?: string;
  /** Other forms of the same answer. */
  readonly also?: Readonly<Record<string, Node>>;
  readonly headers?: Readonly<Record<string, Node>>;
}

export interface Operation {
  readonly id: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly Node[];
  readonly body?: Body;
  readonly answers: Readonly<Record<string, Answer>>;
  /** Statuses of problems, beside those that every operation may answer with. */
  readonly problems?: readonly number[];
  /** Works without a session. */
  readonly open?: boolean;
}

function mediaType(schema: Node, example: unknown, examples?: Readonly<Record<string, unknown>>): Node {
  if (examples) return { schema, examples: Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, { value }])) };
  return example === undefined ? { schema } : { schema, example };
}

function answerNode(a: Answer): Node {
  const content = { ...(a.schema ? { [a.type ?? 'application/json']: mediaType(a.schema, a.example) } : {}), ...a.also };
  return {
    description: a.description,
    ...(a.headers ? { headers: a.headers } : {}),
    ...(Object.keys(content).length > 0 ? { content } : {}),
  };
}

/** Names of the shared problem answers by status; `default` stands for what only a broken server says. */
export const problemNames: Readonly<Record<number, string>> = {
  400: 'Unreadable',
  401: 'SignInFirst',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  413: 'TooLarge',
  415: 'ContentType',
  416: 'Range',
  422: 'Invalid',
  429: 'TooManyRequests',
  507: 'DiskFull',
};

export function operation(o: Operation): Node {
  const always = [400, 429, ...(o.open ? [] : [401]), ...(o.body ? [403, 413, 415, 422] : [])];
  const statuses = [...new Set([...always, ...(o.problems ?? [])])].toSorted((a, b) => a - b);
  const problems = statuses.map((status) => [String(status), { $ref: `#/components/responses/${problemNames[status]}` }]);
  const { body } = o;
  return {
    operationId: o.id,
    tags: [o.tag],
    summary: o.summary,
    ...(o.description ? { description: o.description } : {}),
    ...(o.open ? { security: [] } : {}),
    ...(o.parameters && o.parameters.length > 0 ? { parameters: o.parameters } : {}),
    ...(body
      ? {
          requestBody: {
            required: body.optional !== true,
            content: { [body.type ?? 'application/json']: mediaType(body.schema, body.example, body.examples) },
          },
        }
      : {}),
    responses: {
      ...Object.fromEntries(Object.entries(o.answers).map(([status, a]) => [status, answerNode(a)])),
      ...Object.fromEntries(problems),
      default: { $ref: '#/components/responses/Bug' },
    },
  };
}

/** `classifier-item` → `ClassifierItem`, for operation ids. */
export const pascal = (name: string): string => name.replace(/(?:^|-)([a-z])/g, (_, c: string) => c.toUpperCase());
