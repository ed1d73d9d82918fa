import pg from 'pg';
import type { Log } from '../log.ts';
import { badDatabaseUrl, databaseDiskFull, noSuchDatabase, serverTooOld, serverUnreachable, StartupProblem, wrongPassword } from '../startup-problem.ts';
import { startEmbedded } from './embedded.ts';

export type OpenDatabase = {
  url: string;
  embedded: boolean;
  /** Settles when the embedded server is gone without our wish; never for a server of the operator's. */
  lost: Promise<void>;
  stop(): Promise<void>;
};

/** PostgreSQL 15 brought `unique nulls not distinct` and `security_invoker`, which we rely on. */
const oldestVersion = 15;

/** The operator's server when DATABASE_URL names one, otherwise our own; a StartupProblem if neither works. */
export async function openDatabase(options: { databaseUrl?: string | undefined; dataDir: string; log: Log }): Promise<OpenDatabase> {
  if (!options.databaseUrl) return { ...(await startEmbedded(options)), embedded: true };
  await checkServer(options.databaseUrl, options.log);
  return { url: options.databaseUrl, embedded: false, lost: new Promise(() => {}), stop: async () => {} };
}

async function checkServer(url: string, log: Log): Promise<void> {
  const patience = Date.now() + 60_000;
  for (;;) {
    const client = clientFor(url);
    const server = `${client.host}:${client.port}`;
    try {
      await client.connect();
      const answer = await client.query<{ server_version: string }>('show server_version');
      const version = answer.rows[0]?.server_version ?? '';
      if (isTooOld(version)) throw serverTooOld(server, version);
      return;
    } catch (error) {
      // Both were switched on together and the database is not ready yet.
      const starting = codeOf(error) === '57P03' && Date.now() < patience;
      if (!starting) throw problemOf(error, { server, user: client.user ?? '', database: client.database ?? '' });
      log('waiting for the database server to start', { server });
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    } finally {
      await client.end().catch(() => {});
    }
  }
}

/** Whether a version as PostgreSQL states it ("14.11 (Debian)", "9.6.24") is one we cannot work with. */
export const isTooOld = (version: string): boolean => !(Number.parseInt(version, 10) >= oldestVersion);

function clientFor(url: string): pg.Client {
  if (!/^postgres(ql)?:\/\//.test(url)) throw badDatabaseUrl();
  try {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
    client.on('error', () => {}); // A server that hangs up; the query in flight reports it.
    return client;
  } catch {
    throw badDatabaseUrl();
  }
}

/** What a failed connection means to the operator. */
export function problemOf(error: unknown, at: { server: string; user: string; database: string }): StartupProblem {
  if (error instanceof StartupProblem) return error;
  const message = error instanceof Error ? error.message : String(error);
  switch (codeOf(error)) {
    case '28P01':
    case '28000':
      return wrongPassword(at.server, at.user);
    case '3D000':
      return noSuchDatabase(at.server, at.database);
    case '53100':
      return databaseDiskFull(at.server);
  }
  // The server asks for a password and the address holds none.
  if (message.startsWith('SASL')) return wrongPassword(at.server, at.user);
  return serverUnreachable(at.server, codeOf(error) || message);
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');
