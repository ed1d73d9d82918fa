import { appendFileSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { holderOfFolder } from './db/folder-lock.ts';
import { openDatabase, type OpenDatabase } from './db/open.ts';
import type { Log } from './log.ts';
import { readOptions, type Options } from './options.ts';
import { serve, type Served } from './serve.ts';
import { addressNotAllowed, databaseLost, folderProblem, portOccupied, secondInstance, type StartupProblem, unexpected, wordsOf } from './startup-problem.ts';

async function main(): Promise<number> {
  // What we write is for us alone; folders may only be passed through, as PostgreSQL's user must.
  process.umask(0o066);
  process.stdout.on('error', () => {}); // The reader of our output has gone; the work has not.
  let dataDir = resolve('data');
  try {
    const options = readOptions(process.argv.slice(2), process.env);
    dataDir = resolve(options.dataDir);
    await run({ ...options, dataDir });
    return 0;
  } catch (error) {
    const problem = problemOf(error, dataDir);
    console.error(`\n${wordsOf(problem)}\n`);
    return problem.code === 'help' ? 0 : 1;
  }
}

/** From an empty process to a served database and back; the database is always the last to stop. */
async function run(options: Options): Promise<void> {
  const signals = listenForSignals();
  if (!options.databaseUrl) refuseSecondInstance(options.dataDir);
  await ensureAddressFree(options);
  const database = await openDatabase({ ...options, log });
  try {
    const server = await Promise.race([
      serve({ ...options, databaseUrl: database.url, log }),
      signals.first.then(() => null),
      loss(database, options),
    ]);
    if (server === null) return;
    announce(server);
    await Promise.race([signals.first, loss(database, options)]);
    log('stopping');
    // Requests under way may finish, but not for ever, and not when the operator insists.
    await Promise.race([server.close(), signals.second, patience(15_000)]);
  } finally {
    await database.stop();
  }
}

function listenForSignals(): { first: Promise<void>; second: Promise<void> } {
  let count = 0;
  let tellFirst = (): void => {};
  let tellSecond = (): void => {};
  const first = new Promise<void>((resolve) => (tellFirst = resolve));
  const second = new Promise<void>((resolve) => (tellSecond = resolve));
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => (++count === 1 ? tellFirst() : tellSecond()));
  }
  return { first, second };
}

/** Asked before the port: of two mishaps of a second start this is the one that explains both. */
function refuseSecondInstance(dataDir: string): void {
  const holder = holderOfFolder(dataDir);
  if (holder !== null) throw secondInstance(holder, dataDir);
}

/** Asked before the database starts, which may take long the first time. */
async function ensureAddressFree({ host, port }: Options): Promise<void> {
  const probe = createServer();
  try {
    await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(port, host, resolve));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw code === 'EADDRINUSE' ? portOccupied(host, port) : addressNotAllowed(host, port, code);
  }
  await new Promise((resolve) => probe.close(resolve));
}

async function loss(database: OpenDatabase, { dataDir }: Options): Promise<never> {
  await database.lost;
  throw databaseLost(join(dataDir, 'postgres.log'));
}

const patience = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds).unref());

function announce({ address, demo }: Served): void {
  console.log(`\nFlyDoc  ${address}`);
  if (demo) console.log('Sign in: admin@demo.example, director@demo.example, manager1@demo.example … (demo-flydoc)');
  console.log('Stop:    Ctrl+C\n');
}

const log: Log = (message, details = {}) => {
  const time = new Date().toISOString().slice(11, 19);
  const values = Object.entries(details).map(([key, value]) => ` ${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  console.log(`${time}  ${message}${values.join('')}`);
};

/** Known mishaps in the operator's words; the unknown goes to a file in full, and here in one line. */
function problemOf(error: unknown, dataDir: string): StartupProblem {
  const known = folderProblem(error, dataDir);
  if (known) return known;
  const text = error instanceof Error ? error.message : String(error);
  const file = join(dataDir, 'crash.log');
  try {
    mkdirSync(dataDir, { recursive: true });
    appendFileSync(file, `${new Date().toISOString()} ${error instanceof Error ? (error.stack ?? text) : text}\n`);
  } catch {
    // The one line below is then all there is.
  }
  return unexpected(text, file);
}

process.exitCode = await main();
// What remains (a browser that keeps its connection, a timer) must not keep us from ending.
process.exit();
