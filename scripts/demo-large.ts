/** `npm run demo:large -- --counterparties 1000000 --documents 3000000 [--contacts n] [--data folder]`: fills a database for measuring. */
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { declarations } from '../business/index.ts';
import { migrate } from '../server/db/migrate.ts';
import { openDatabase } from '../server/db/open.ts';
import { fillLarge } from '../server/demo/large.ts';
import { StartupProblem, wordsOf } from '../server/startup-problem.ts';

const { values } = parseArgs({ options: { counterparties: { type: 'string' }, documents: { type: 'string' }, contacts: { type: 'string' }, data: { type: 'string' } } });

function count(name: 'counterparties' | 'documents' | 'contacts', initial?: number): number | undefined {
  const text = values[name];
  if (text === undefined) return initial;
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${name} must be a whole number`);
  return Number(text);
}

async function main(): Promise<void> {
  const counterparties = count('counterparties', 100_000) ?? 0;
  const documents = count('documents', 300_000) ?? 0;
  const started = Date.now();
  const seconds = (): string => `${((Date.now() - started) / 1000).toFixed(1).padStart(7)} s`;
  const database = await openDatabase({ databaseUrl: process.env.DATABASE_URL, dataDir: resolve(values.data ?? './data'), log: (text) => console.log(`${seconds()}  ${text}`) });
  try {
    await migrate(database.url, join(dirname(fileURLToPath(import.meta.url)), '../server/db/migrations'));
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    try {
      await fillLarge(client, { counterparties, documents, contacts: count('contacts'), declarations, now: new Date(), progress: (text) => console.log(`${seconds()}  ${text}`) });
    } finally {
      await client.end();
    }
    console.log(`${seconds()}  done: director@large.example, manager1@large.example … (demo-flydoc)`);
  } finally {
    await database.stop();
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof StartupProblem ? wordsOf(error) : error);
  process.exitCode = 1;
}
