/** Files in the data folder: `files/ab/cd/<sha256>`. */
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { openSpool, spool } from './spool.ts';
import { isHash, put, type FileStore, type Staged } from './store.ts';

export async function diskStore(dataDir: string): Promise<FileStore> {
  const root = join(dataDir, 'files');
  const incoming = join(root, 'incoming'); // of the same file system as the rest, so that a rename is enough
  await openSpool(incoming);
  const pathOf = (hash: string): string => join(root, hash.slice(0, 2), hash.slice(2, 4), hash);

  const stage: FileStore['stage'] = async (stream, limit): Promise<Staged> => {
    const spooled = await spool(incoming, stream, limit);
    const discard = (): Promise<void> => rm(spooled.path, { force: true });
    const keep = async (): Promise<void> => {
      const path = pathOf(spooled.hash);
      try {
        // A file of another length is damaged: the new one takes its place.
        if ((await sizeOf(path)) === spooled.size) await discard();
        else {
          await makeFolder(dirname(path), root);
          await rename(spooled.path, path);
        }
        // Also when another upload has put it there: that one may not have come this far yet.
        await sync(dirname(path));
      } catch (error) {
        await discard();
        throw error;
      }
    };
    return { hash: spooled.hash, size: spooled.size, head: spooled.head, keep, discard };
  };

  const get: FileStore['get'] = async (hash, range) => {
    if (!isHash(hash)) return null;
    try {
      const file = await open(pathOf(hash), 'r');
      return file.createReadStream({ ...range, highWaterMark: 256 * 1024 });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  };
  return { stage, get, put: (stream, limit) => put({ stage }, stream, limit) };
}

const sizeOf = (path: string): Promise<number | null> => stat(path).then((s) => s.size, () => null);

/** A new folder lasts only when the folder that holds it has been written too. */
async function makeFolder(folder: string, root: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (!first) return;
  for (let at = dirname(folder); at.length >= root.length; at = dirname(at)) await sync(at);
}

async function sync(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
