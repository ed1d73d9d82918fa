/** Chooses the store: the data folder, or an S3-compatible service when the operator names one. */
import { join } from 'node:path';
import { diskStore } from './disk.ts';
import type { FileStore } from './store.ts';

export async function openStore(dataDir: string, env: NodeJS.ProcessEnv): Promise<FileStore> {
  if (!env.FLYDOC_S3_BUCKET) return diskStore(dataDir);
  // Hardly anyone needs the library, so nobody waits for it to load.
  const { s3Store } = await import('./s3.ts');
  return s3Store({
    endpoint: env.FLYDOC_S3_ENDPOINT || undefined,
    bucket: env.FLYDOC_S3_BUCKET,
    region: env.FLYDOC_S3_REGION || 'us-east-1',
    accessKey: env.FLYDOC_S3_ACCESS_KEY ?? '',
    secretKey: env.FLYDOC_S3_SECRET_KEY ?? '',
    prefix: env.FLYDOC_S3_PREFIX ?? '',
    incoming: join(dataDir, 'files', 'incoming'),
  });
}
