/** Signing in, oneself, and the administrator's hand on other people's sign-in. */
import {
  component,
  exampleId,
  flag,
  idInPath,
  idempotencyKey,
  moment,
  object,
  operation,
  rowsOf,
  text,
  uuid,
  type Node,
  type Paths,
} from './parts.ts';

const password: Node = { type: 'string', minLength: 10, maxLength: 256, format: 'password' };
const ended = { 204: { description: 'Done.' } };
const session = object({ id: uuid, createdAt: moment, lastSeenAt: moment, userAgent: text, ip: text });
const ownSession = object({ id: uuid, createdAt: moment, lastSeenAt: moment, userAgent: text, ip: text, current: flag });
const sessionExample = {
  id: exampleId(8),
  createdAt: '2026-11-23T07:00:00.000Z',
  lastSeenAt: '2026-11-23T07:30:00.000Z',
  userAgent: 'Mozilla/5.0',
  ip: '127.0.0.1',
};

const meExample = {
  id: exampleId(34),
  name: 'Мария Менеджерова',
  email: 'manager1@demo.example',
  position: 'Менеджер',
  language: 'ru',
  timeZone: 'Europe/Moscow',
  roles: [{ id: exampleId(23), label: 'Менеджер' }],
  roleKeys: ['manager'],
  rights: [],
  scope: 'own',
  organisation: { id: exampleId(1), name: 'Волга-Трейд' },
  demo: true,
};

const firstAdministrator = object(
  {
    organisation: { ...text, minLength: 1, maxLength: 300 },
    name: { ...text, minLength: 1, maxLength: 200 },
    email: { ...text, format: 'idn-email', maxLength: 254 },
    password,
    language: { type: 'string', enum: ['ru', 'en'], default: 'ru' },
  },
  { optional: ['language'], closed: true },
);

export const sessionPaths: Paths = {
  '/setup': {
    get: operation({
      id: 'getSetup',
      tag: 'session',
      summary: 'Does this database need its first company?',
      open: true,
      answers: { 200: { description: 'True while there is none.', schema: object({ needed: flag }), example: { needed: false } } },
    }),
    post: operation({
      id: 'setUp',
      tag: 'session',
      summary: 'Make the first company, with oneself as its administrator, and sign in',
      open: true,
      problems: [404],
      body: {
        schema: firstAdministrator,
        example: {
          organisation: 'Волга-Трейд',
          name: 'Анна Админова',
          email: 'admin@volga-trade.example',
          password: 'a-longer-secret-7',
          language: 'ru',
        },
      },
      answers: { 201: { description: 'Who signed in.', schema: component('Me'), headers: { 'Set-Cookie': { schema: text } } } },
    }),
  },
  '/session': {
    post: operation({
      id: 'signIn',
      tag: 'session',
      summary: 'Sign in',
      description: 'Sets the cookie `flydoc_session`. Ten failures in a row lock the account for a quarter of an hour (409).',
      open: true,
      problems: [409],
      body: {
        schema: object({ email: { ...text, maxLength: 300 }, password: { ...text, maxLength: 300 } }, { closed: true }),
        example: { email: 'manager1@demo.example', password: 'demo-flydoc' },
      },
      answers: {
        200: { description: 'Who signed in.', schema: component('Me'), example: meExample, headers: { 'Set-Cookie': { schema: text } } },
      },
    }),
    delete: operation({ id: 'signOut', tag: 'session', summary: 'Sign out', problems: [403], answers: ended }),
  },
  '/me': {
    get: operation({
      id: 'getMe',
      tag: 'session',
      summary: 'Who is signed in, and what they may do',
      answers: { 200: { description: 'The caller.', schema: component('Me'), example: meExample } },
    }),
    patch: operation({
      id: 'updateMe',
      tag: 'session',
      summary: "Change one's own language and time zone",
      parameters: [idempotencyKey],
      problems: [409],
      body: {
        schema: object(
          { language: { type: 'string', enum: ['ru', 'en'] }, timeZone: { ...text, maxLength: 64 } },
          { optional: ['language', 'timeZone'], closed: true },
        ),
        example: { language: 'en', timeZone: 'Asia/Yekaterinburg' },
      },
      answers: { 200: { description: 'The caller.', schema: component('Me') } },
    }),
  },
  '/me/password': {
    post: operation({
      id: 'changePassword',
      tag: 'session',
      summary: "Change one's own password; other sessions end",
      body: {
        schema: object({ current: text, next: password }, { closed: true }),
        example: { current: 'demo-flydoc', next: 'a-longer-secret-7' },
      },
      answers: ended,
    }),
  },
  '/me/sessions': {
    get: operation({
      id: 'listMySessions',
      tag: 'session',
      summary: "List one's own sessions",
      answers: {
        200: {
          description: 'Sessions, last used first.',
          schema: rowsOf(ownSession),
          example: { rows: [{ ...sessionExample, current: true }] },
        },
      },
    }),
  },
  '/me/sessions/{id}': {
    delete: operation({
      id: 'endMySession',
      tag: 'session',
      summary: "End one of one's own sessions",
      parameters: [idInPath('session')],
      problems: [403, 404],
      answers: ended,
    }),
  },
  '/catalogs/employee/{id}/password': {
    post: operation({
      id: 'setPassword',
      tag: 'employee',
      summary: 'Set a password for somebody; their sessions end',
      description: 'Needs the right `people`.',
      parameters: [idInPath('employee')],
      problems: [404],
      body: { schema: object({ password }, { closed: true }), example: { password: 'a-longer-secret-7' } },
      answers: ended,
    }),
  },
  '/catalogs/employee/{id}/sessions': {
    get: operation({
      id: 'listSessions',
      tag: 'employee',
      summary: "List somebody's sessions",
      description: 'Needs the right `people`.',
      parameters: [idInPath('employee')],
      problems: [403, 404],
      answers: { 200: { description: 'Sessions, last used first.', schema: rowsOf(session), example: { rows: [sessionExample] } } },
    }),
    delete: operation({
      id: 'endSessions',
      tag: 'employee',
      summary: "End all of somebody's sessions",
      description: 'Needs the right `people`.',
      parameters: [idInPath('employee')],
      problems: [403, 404],
      answers: ended,
    }),
  },
};
