/** The channel between the processes of one database: a connection that listens, and what is told through it. */
import { randomUUID } from 'node:crypto';
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
  /** What we tell comes back to us as well; we have done it already. */
  const self = randomUUID();

  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url, application_name: 'flydoc live', keepAlive: true, connectionTimeoutMillis: 10_000 });
    next.on('notification', ({ payload }) => {
      if (!payload) return;
      const message = JSON.parse(payload) as Heard & { from: string }; // as: only our own processes speak on this channel
      if (message.from !== self) on.heard(message);
    });
    next.on('error', () => undefined);
    try {
      await next.connect();
      await next.query(`listen ${name}`);
    } catch (error) {
      next.end().catch(() => undefined);
      throw error;
    }
    if (closed) return next.end();
    client = next;
    // Only now: a connection that never came about ends too, and is tried again by whoever wanted it.
    next.on('end', () => {
      client = null;
      if (!closed) void reconnect();
    });
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
      pool.query({ name: 'notify', text: 'select pg_notify($1, $2)', values: [name, JSON.stringify({ orgId, notice, from: self })] }).catch((error: Error) => log('a notice was not sent', { reason: error.message }));
    },
    async close() {
      closed = true;
      await client?.end();
    },
  };
}
