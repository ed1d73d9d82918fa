/** From a database to a served product: migrates, fills in the demonstration, opens the channel, listens. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { catalogues, declarations } from '../business/index.ts';
import { savedMoments } from '../business/server.ts';
import { translator } from '../kernel/i18n.ts';
import { kernelMessages } from '../kernel/messages.ts';
import { deleteExpired, sessionCache } from './auth/session.ts';
import type { Context } from './context.ts';
import { migrate } from './db/migrate.ts';
import { createPool } from './db/pool.ts';
import { seedDemonstration } from './demo/seed.ts';
import { openStore } from './files/open.ts';
import { buildApp } from './http/app.ts';
import { openChannel } from './live/channel.ts';
import { createHub } from './live/hub.ts';
import type { Log } from './log.ts';

export interface ServeOptions {
  readonly databaseUrl: string;
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly demo: boolean;
  readonly log: Log;
  readonly requestsPerMinute?: number;
  readonly now?: () => Date;
}

export interface Served {
  readonly address: string;
  /** The demonstration company is there to sign in to. */
  readonly demo: boolean;
  close(): Promise<void>;
}

/** Entities whose change changes what people may do. */
const peopleEntities = ['employee', 'role', 'department'];

const here = dirname(fileURLToPath(import.meta.url));
/** The folder beside the bundle when built, beside this file when run from sources. */
const besides = (built: string, source: string): string => (existsSync(join(here, built)) ? join(here, built) : join(here, source));

export async function serve(o: ServeOptions): Promise<Served> {
  const { role } = await migrate(o.databaseUrl, besides('migrations', 'db/migrations'));
  if (!role) o.log('row-level security is off: the database has no role flydoc_app that we may use');
  const pool = createPool({ url: o.databaseUrl, role, max: 16 });
  const sessions = sessionCache();
  const translate = { ru: translator('ru', [kernelMessages, ...catalogues]), en: translator('en', [kernelMessages, ...catalogues]) };
  const files = await openStore(o.dataDir, process.env);

  /** Whether the demonstration company is in this database, whatever the options of this start. */
  let demo = false;
  const ctx: Context = {
    pool, url: o.databaseUrl, declarations, catalogues, translate, saved: savedMoments, log: o.log, files,
    get demo() {
      return demo;
    },
    now: o.now ?? (() => new Date()),
    notify: (orgId, notice) => {
      // Our own process need not wait for its own message to come round.
      heard(orgId, notice);
      channel.tell(orgId, notice);
    },
  };
  const hub = createHub(ctx);
  const forget = (whose?: { orgId: string; employee?: string }): void => {
    sessions.forget(whose);
    hub.end(whose);
  };
  const heard: Context['notify'] = (orgId, notice) => {
    if (notice.kind === 'session') return forget({ orgId, employee: notice.employee });
    // An open stream tells what its person might see when it was opened: now that may be more or less.
    if (notice.entities.some((e) => peopleEntities.includes(e))) forget({ orgId });
    hub.wake(orgId);
  };
  const channel = await openChannel(o.databaseUrl, pool, o.log, {
    heard: (h) => heard(h.orgId, h.notice),
    broken: () => forget(),
  });

  if (o.demo) await seedDemonstration(ctx);
  demo = (await pool.query(`select 1 from organisation where settings->>'demo' = 'true' limit 1`)).rows.length > 0;
  const app = await buildApp(ctx, sessions, hub, { clientDir: besides('../../dist/web', '../dist/web'), requestsPerMinute: o.requestsPerMinute });
  const address = await app.listen({ port: o.port, host: o.host });
  const sweeping = sweepSessions(ctx);
  return {
    address,
    demo,
    async close() {
      clearInterval(sweeping);
      hub.end();
      await app.close();
      await channel.close();
      await pool.end();
    },
  };
}

const hour = 60 * 60 * 1000;

/** Sessions that have expired are deleted soon after the start and every hour; whoever still looks through one is signed out. */
function sweepSessions(ctx: Context): NodeJS.Timeout {
  const sweep = (): void =>
    void deleteExpired(ctx).catch((error: Error) => ctx.log('expired sessions were not deleted', { reason: error.message }));
  sweep();
  return setInterval(sweep, hour).unref();
}
