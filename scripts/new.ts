/**
 * `npm run new document <slice>/<name> [-- --ru "Визит|Визиты" --en "Visit|Visits"]`
 * writes the declaration and the story of a new document type, and enters it where the product lists its own.
 * A document type needs no migration: the header is a table that all share, its own fields are kept beside it.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = process.cwd();
const [kind, path = '', ...rest] = process.argv.slice(2);
const [slice = '', name = ''] = path.split('/');
const nameForm = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

function fail(message: string): never {
  console.error(`${message}\nUsage: npm run new document <slice>/<name> [-- --ru "Визит|Визиты" --en "Visit|Visits"]`);
  process.exit(1);
}

if (kind !== 'document') fail(`I can make a document, not "${kind ?? ''}".`);
if (!nameForm.test(slice) || !nameForm.test(name)) fail('The slice and the name are lower-case words joined by hyphens, like crm/site-visit.');

const pascal = (s: string): string => s.replace(/(^|-)([a-z0-9])/g, (_, __, c: string) => c.toUpperCase());
const camel = (s: string): string => pascal(s).replace(/^./, (c) => c.toLowerCase());
const option = (flag: string): string[] => rest[rest.indexOf(flag) + 1]?.split('|').filter(() => rest.includes(flag)) ?? [];
const spoken = (s: string): string => pascal(s).replace(/(?!^)([A-Z])/g, (c) => ` ${c.toLowerCase()}`);
const [ru = spoken(name), ruMany = ru] = option('--ru');
const [en = spoken(name), enMany = `${en}s`] = option('--en');
const Name = pascal(name);
const quoted = (s: string): string => `'${s.replace(/[\\']/g, '\\$&')}'`;

const declaration = `import { assignee, author, company, everyone, owner, right, team, through } from '../../kernel/access.ts';
import { document, type DocOf } from '../../kernel/document.ts';
import { longText } from '../../kernel/field.ts';

export type ${Name} = DocOf<typeof ${Name}>;

export const ${Name} = document('${name}', {
  icon: 'note',
  fields: {
    result: longText(),
  },
  form: ['title', 'counterparty', 'contact', 'date', 'due', 'assignee', 'owner', 'body'],
  stages: {
    draft: { colour: 'grey', next: ['done'] },
    done: { colour: 'green', next: ['draft'], closed: true },
  },
  finish: { to: 'done', result: 'result' },
  access: {
    read: [owner, assignee, author, team, company, through('counterparty')],
    create: [everyone],
    update: [owner, assignee, author, team, right('documents')],
    delete: [owner, author, team, right('documents')],
  },
  list: { columns: ['date', 'title', 'stage', 'counterparty', 'assignee'], filters: ['stage', 'assignee'], sort: '-date' },
});
`;

const story = `/** What the people who use ${name} expect of it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../../test/support/app.ts';

let app: TestApp;
beforeAll(async () => void (app = await startApp()));
afterAll(() => app?.close());

test('it is made, finished with a result, and found in the list', async () => {
  const manager = await app.as('manager');
  const { body: made } = await manager.post('documents/${name}', { title: 'The first' });
  expect(made).toMatchObject({ type: '${name}', stage: 'draft', can: { to: ['done'] } });
  const { body: done } = await manager.post(\`documents/${name}/\${made.id}/stage\`, { to: 'done', version: 1, set: { result: 'It went well' } });
  expect(done).toMatchObject({ stage: 'done', result: 'It went well' });
  expect((await manager.get('documents/${name}')).body.rows).toHaveLength(1);
  expect((await (await app.as('outsider')).get(\`documents/${name}/\${made.id}\`)).status).toBe(404);
});
`;

/** Puts a line behind the last line that matches; the file's own order stays. */
function addAfterLast(file: string, match: RegExp, line: string): void {
  const lines = readFileSync(file, 'utf8').split('\n');
  const at = lines.findLastIndex((l) => match.test(l));
  if (at < 0) fail(`${file}: I do not find where to enter the new document.`);
  writeFileSync(file, [...lines.slice(0, at + 1), line, ...lines.slice(at + 1)].join('\n'));
}

const folder = join(root, 'business', slice);
const file = join(folder, `${name}.ts`);
if (existsSync(file)) fail(`business/${slice}/${name}.ts is there already.`);
const index = join(root, 'business', 'index.ts');
const isNewSlice = !existsSync(join(folder, 'messages.ts'));

mkdirSync(folder, { recursive: true });
writeFileSync(file, declaration);
writeFileSync(join(folder, `${name}.test.ts`), story);
const text = (singular: string, plural: string): string => `    ${quoted(name)}: ${quoted(singular)}, '${name}.many': ${quoted(plural)}, '${name}.stage:draft':`;
const ruLine = `${text(ru, ruMany)} 'Черновик',`;
const enLine = `${text(en, enMany)} 'Draft',`;
const messagesFile = join(folder, 'messages.ts');
if (isNewSlice) {
  writeFileSync(messagesFile, `import { messages } from '../../kernel/i18n.ts';\n\nexport const ${camel(slice)}Messages = messages({\n  ru: {\n${ruLine}\n  },\n  en: {\n${enLine}\n  },\n});\n`);
  addAfterLast(index, /^import .*messages\.ts';$/, `import { ${camel(slice)}Messages } from './${slice}/messages.ts';`);
  writeFileSync(index, readFileSync(index, 'utf8').replace(/(export const catalogues = \[[^\]]*)\]/, `$1, ${camel(slice)}Messages]`));
} else {
  addAfterLast(messagesFile, /^ {2}ru: \{$/, ruLine);
  addAfterLast(messagesFile, /^ {2}en: \{$/, enLine);
}
addAfterLast(index, /^import \{ \w+ \} from '\.\/[a-z-]+\/(?!messages)[a-z-]+\.ts';$/, `import { ${Name} } from './${slice}/${name}.ts';`);
addAfterLast(index, /^export const all = \[$/, `  ${Name},`);

console.log(`business/${slice}/${name}.ts and its story are written; it is listed in business/index.ts.\nNext: name its fields in business/${slice}/messages.ts, then npm test.`);
