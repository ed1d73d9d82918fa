/** FlyDoc as it is served, on the database that DATABASE_URL names. Prints its port. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../../server/serve.ts';

const served = await serve({
  databaseUrl: process.env.DATABASE_URL ?? '', port: 0, host: '127.0.0.1', dataDir: mkdtempSync(join(tmpdir(), 'flydoc-bench-files-')), demo: false,
  log: (message, details) => console.error(message, details ?? ''), requestsPerMinute: 100_000_000,
});
console.log(`port ${new URL(served.address).port}`);
