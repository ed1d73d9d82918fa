/** `GET /openapi.json`: the whole interface in OpenAPI 3.1, derived from the declarations. */
import type { FastifyInstance } from 'fastify';
import type { Context } from '../context.ts';
import { allTypes } from '../engine/all-types.ts';
import { entitySchemas, spoken, type Spoken } from './openapi/entities.ts';
import { entityPaths } from './openapi/entity-paths.ts';
import { conditionSchemas } from './openapi/fields.ts';
import { fixedPaths } from './openapi/fixed.ts';
import { fixedSchemas } from './openapi/schemas.ts';
import { component, problemNames, type Node, type Paths } from './openapi/parts.ts';
import { registerPaths, reportPaths } from './openapi/registers.ts';
import { sendJson } from './request.ts';

export interface OpenApi {
  readonly openapi: string;
  readonly info: Node;
  readonly servers: readonly Node[];
  readonly security: readonly Node[];
  readonly tags: readonly Node[];
  readonly paths: Paths;
  readonly components: { readonly schemas: Readonly<Record<string, Node>>; readonly [more: string]: Node };
}

type Known = Pick<Context, 'declarations' | 'translate'>;

const problemTexts: Readonly<Record<number, string>> = {
  400: 'The request cannot be read: broken JSON, text that is not UTF-8.',
  401: 'Nobody is signed in.',
  403: 'The caller may see it but not do this; or the request came from another site.',
  404: 'It does not exist, or the caller may not know that it does.',
  409: 'A rule says no, or somebody else changed the row: then with the stored version and, by field, what was, what is and what was sent.',
  413: 'Larger than 1 MB (a file: than 1 GB).',
  415: 'The body is of another type than this operation takes.',
  416: 'The file has no such part.',
  422: 'The request is wrong; each error names its field.',
  429: 'Too many requests; wait a little.',
  507: 'The server has run out of space.',
};
const problemSchemas: Readonly<Record<number, string>> = { 409: 'ConflictProblem', 422: 'InvalidProblem' };

const problem = (description: string, schema = 'Problem', example?: Node): Node => ({
  description,
  content: { 'application/problem+json': { schema: component(schema), ...(example ? { example } : {}) } },
});

const invalidExample = {
  type: 'https://flydoc.example/problems/invalid',
  title: 'The request has mistakes',
  status: 422,
  detail: 'Fill in this field.',
  code: 'invalid',
  errors: [{ path: 'name', code: 'required', message: 'Fill in this field.' }],
};
const conflictExample = {
  type: 'https://flydoc.example/problems/conflict',
  title: 'Somebody else changed this record',
  status: 409,
  detail: 'Somebody saved this record while you were editing. Compare the changes and decide what to keep.',
  code: 'conflict',
  version: 3,
  fields: [{ path: 'note', original: null, theirs: 'Call after lunch', mine: 'Call in the morning' }],
};

const description = `One interface for the web client, for integrations and for tests.

Write bodies are JSON. References go in as ids and come out as \`{id, label}\`. A write may carry \`Idempotency-Key\`: a repeat gets the first answer with \`Idempotent-Replay: true\`. Updates carry the \`version\` that was read. Lists page by \`after\`, never by number. Errors are RFC 9457 problems in the language of the signed-in person, else of \`Accept-Language\` (ru, en).`;

const fixedTags: readonly Node[] = [
  { name: 'session', description: 'Signing in, and oneself' },
  { name: 'server', description: 'The server itself' },
  { name: 'live', description: 'Changes as they happen' },
  { name: 'search', description: 'One search over everything' },
  { name: 'journal', description: 'Who did what' },
  { name: 'registers', description: 'Sums that documents move' },
  { name: 'reports', description: 'Groups and totals' },
  { name: 'files', description: 'The bytes of files' },
];

export function buildOpenApi({ declarations, translate }: Known): OpenApi {
  const t = translate.en;
  const documents = allTypes({ declarations });
  const entities: Spoken[] = [
    ...[...declarations.catalogs.values(), ...declarations.documents.values()].map((e) => spoken(e, t)),
    spoken(documents, t, { listOnly: true }),
  ];
  const paths: Paths = {};
  // Two sources may speak of one path: an entity's own operations and the fixed ones beside them.
  const add = (more: Paths): void => {
    for (const [path, operations] of Object.entries(more)) paths[path] = { ...paths[path], ...operations };
  };
  add(fixedPaths);
  for (const s of entities) add(entityPaths(s));
  for (const register of declarations.registers.values()) add(registerPaths(register, t));
  for (const report of declarations.reports.values()) add(reportPaths(report, declarations, documents, t));

  return {
    openapi: '3.1.0',
    info: { title: 'FlyDoc', version: '1', description },
    servers: [{ url: '/api/v1' }],
    security: [{ session: [] }],
    tags: [...fixedTags, ...entities.map((s) => ({ name: s.tag, description: s.many.replace(/^./, (c) => c.toUpperCase()) }))],
    paths,
    components: {
      schemas: { ...fixedSchemas, ...conditionSchemas, ...Object.assign({}, ...entities.map(entitySchemas)) },
      parameters: {
        IdempotencyKey: {
          name: 'Idempotency-Key',
          in: 'header',
          schema: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[\\x21-\\x7e]+$' },
          description:
            'Any text without spaces. A repeat of the request with the same key answers as the first did and writes nothing; the key with another request is refused (409).',
        },
      },
      headers: {
        IdempotentReplay: {
          description: '`true` when this is the answer of an earlier request with the same key.',
          schema: { type: 'string', enum: ['true'] },
        },
      },
      responses: {
        ...Object.fromEntries(
          Object.entries(problemNames).map(([status, name]) => [
            name,
            problem(
              problemTexts[Number(status)] ?? name,
              problemSchemas[Number(status)],
              status === '422' ? invalidExample : status === '409' ? conflictExample : undefined,
            ),
          ]),
        ),
        Bug: problem(
          'Our own mistake (500): nothing was stored, and the problem carries the number of the incident. Or what HTTP itself refuses: 408, 414, 431.',
        ),
      },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'flydoc_session', description: 'Set by `POST /session`.' } },
    },
  };
}

const built = new WeakMap<Known['declarations'], string>();

/** Built when first asked for, once per process: declarations do not change while it runs. */
function openApiText(known: Known): string {
  const text = built.get(known.declarations) ?? JSON.stringify(buildOpenApi(known));
  built.set(known.declarations, text);
  return text;
}

export function openApiRoute(app: FastifyInstance, ctx: Context): void {
  app.get('/openapi.json', { config: { open: true } }, async (_request, reply) =>
    sendJson(reply.header('Cache-Control', 'no-cache'), openApiText(ctx)),
  );
}
