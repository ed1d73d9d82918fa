import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../../server/db/embedded.ts';
import { postmasterFile, stopPostmaster } from '../../server/db/postmaster.ts';
import { birthOf, commandOf } from '../../server/db/process.ts';

/**
 * Vitest's global setup: one PostgreSQL for the whole run, in a folder that goes away with it, or
 * the server that DATABASE_URL_TEST names. Tests find its address in FLYDOC_TEST_PG.
 */
export default async function setup(): Promise<() => Promise<void>> {
  // The projects of one run share the server of the first.
  if (process.env.DATABASE_URL_TEST) process.env.FLYDOC_TEST_PG ??= process.env.DATABASE_URL_TEST;
  if (process.env.FLYDOC_TEST_PG) return async () => {};
  await sweepAbandoned();
  const dataDir = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  chmodSync(dataDir, 0o755);
  const server = await startEmbedded({ dataDir, log: () => {}, throwaway: true });
  process.env.FLYDOC_TEST_PG = server.url;
  return async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

const prefix = 'flydoc-test-pg-';

/** A run that was killed leaves its server behind; the next run tidies up. */
async function sweepAbandoned(): Promise<void> {
  for (const entry of readdirSync(tmpdir())) {
    const pid = entry.startsWith(prefix) ? Number(entry.slice(prefix.length).split('-')[0]) : 0;
    if (pid === 0 || birthOf(pid) !== null) continue;
    const folder = join(tmpdir(), entry, 'pg');
    const left = postmasterFile(folder);
    const birth = left && commandOf(left.pid).includes(folder) ? birthOf(left.pid) : null;
    if (left && birth) await stopPostmaster({ pid: left.pid, port: left.port, birth });
    rmSync(join(tmpdir(), entry), { recursive: true, force: true });
  }
}

/** The address of the test server, or of one database on it. */
export function testServer(database?: string): string {
  const url = process.env.FLYDOC_TEST_PG;
  if (!url) throw new Error('FLYDOC_TEST_PG is not set: run this test in the integration or e2e project');
  if (!database) return url;
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.href;
}

/** Makes a database, a copy of the template when one is named, and gives its address. */
export async function createDatabase(name: string, template?: string): Promise<string> {
  await asAdministrator(async (client) => {
    const copy = template === undefined ? '' : ` template ${client.escapeIdentifier(template)}`;
    await client.query(`create database ${client.escapeIdentifier(name)}${copy}`);
  });
  return testServer(name);
}

/** Removes a database, with whatever sessions are still connected to it. */
export async function dropDatabase(name: string): Promise<void> {
  await asAdministrator((client) => client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`));
}

async function asAdministrator(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: testServer() });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
