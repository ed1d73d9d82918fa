/** Temporary files: an upload is hashed on its way to the disk, and only then known by its content. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rm, stat, type FileHandle } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { BrokenUpload, TooLarge, type Content } from './store.ts';

export interface Spooled extends Content {
  readonly path: string;
}

const headLength = 4096;
/** The name tells whose file it is, so that a later start knows whether its writer is still at work. */
const mark = (): string => `${hostname().replace(/[^\w-]/g, '_')}~${process.pid}~`;

/** Writes the stream into a new file of `folder`, on the disk when it returns. Removes the file when anything fails. */
export async function spool(folder: string, stream: Readable, limit: number): Promise<Spooled> {
  const path = join(folder, `${mark()}${randomUUID()}`);
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'wx', 0o600);
    const content = await pour(stream, file, limit);
    await file.sync();
    await file.close();
    return { ...content, path };
  } catch (error) {
    stream.destroy();
    await file?.close().catch(() => undefined);
    await rm(path, { force: true });
    throw error;
  }
}

async function pour(stream: Readable, file: FileHandle, limit: number): Promise<Content> {
  const hash = createHash('sha256');
  const heads: Buffer[] = [];
  let size = 0;
  for await (const chunk of fromSender<Buffer>(stream)) {
    if (size < headLength) heads.push(Buffer.from(chunk.subarray(0, headLength - size)));
    size += chunk.length;
    if (size > limit) throw new TooLarge(limit);
    hash.update(chunk);
    for (let at = 0; at < chunk.length; ) at += (await file.write(chunk, at)).bytesWritten;
  }
  return { hash: hash.digest('hex'), size, head: Buffer.concat(heads) };
}

/** Gives what the sender sends; their errors must not look like those of the disk. */
export async function* fromSender<T>(source: AsyncIterable<T>): AsyncGenerator<T> {
  const items = source[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await items.next().catch((error: unknown) => {
        throw new BrokenUpload('the upload broke off', { cause: error });
      });
      if (next.done) return;
      yield next.value;
    }
  } finally {
    await items.return?.();
  }
}

/** Makes the folder and removes from it what processes that are no more have left. */
export async function openSpool(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if (await isAbandoned(name, path)) await rm(path, { force: true });
  }
}

const day = 86_400_000;

async function isAbandoned(name: string, path: string): Promise<boolean> {
  const [host, pid] = name.split('~');
  const ours = `${host}~` === mark().replace(/\d+~$/, '');
  if (ours && Number(pid) !== process.pid) return !isAlive(Number(pid));
  // Our own number at our own start belonged to somebody before us; but a second server of one process may be writing now.
  const written = await stat(path).then((s) => s.mtimeMs, () => Date.now());
  return Date.now() - written > (ours ? processAge() : day);
}

const processAge = (): number => process.uptime() * 1000;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
