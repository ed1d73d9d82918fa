/** The channel between the processes of one database: a connection that listens, and what is told through it. */
import pg from 'pg';
import type { Notice } from '../context.ts';
import type { Pool } from '../db/pool.ts';
import type { Log } from '../log.ts';

const name = 'flydoc';

export interface Heard {
  readonly orgId: string;
  readonly notice: Notice;
}

export interface Channel {
  tell(orgId: string, notice: Notice): void;
  close(): Promise<void>;
}

/** Opens the channel. `broken` is called when something may have been missed, and again when listening is restored. */
export async function openChannel(url: string, pool: Pool, log: Log, on: { heard: (h: Heard) => void; broken: () => void }): Promise<Channel> {
  let client: pg.Client | null = null;
  let closed = false;

  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url, application_name: 'flydoc live', keepAlive: true });
    next.on('notification', ({ payload }) => {
      if (payload) on.heard(JSON.parse(payload) as Heard); // as: only our own processes speak on this channel
    });
    next.on('error', () => undefined);
    next.on('end', () => {
      client = null;
      if (!closed) void reconnect();
    });
    await next.connect();
    await next.query(`listen ${name}`);
    client = next;
  };

  const reconnect = async (): Promise<void> => {
    on.broken();
    for (let wait = 100; !closed; wait = Math.min(wait * 2, 5000)) {
      try {
        await connect();
        return on.broken();
      } catch (error) {
        log('the live channel is down', { reason: error instanceof Error ? error.message : String(error) });
        await new Promise((resolve) => setTimeout(resolve, wait).unref());
      }
    }
  };

  await connect();
  return {
    tell(orgId, notice) {
      // After the commit: a notice within the transaction would make commits queue behind each other.
      pool.query({ name: 'notify', text: 'select pg_notify($1, $2)', values: [name, JSON.stringify({ orgId, notice })] }).catch((error: Error) => log('a notice was not sent', { reason: error.message }));
    },
    async close() {
      closed = true;
      await client?.end();
    },
  };
}
