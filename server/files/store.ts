/** Where the bytes of files are kept: once per content, by its SHA-256. */
import type { Readable } from 'node:stream';

export interface FileStore {
  /** Takes a stream in, at most `limit` bytes; throws TooLarge beyond it. Nothing stays of a stream that breaks. */
  put(stream: Readable, limit: number): Promise<{ hash: string; size: number; head: Buffer }>;
  /** Gives the bytes from `start` to `end` (both included); null when the content is missing. */
  get(hash: string, range?: { start: number; end: number }): Promise<Readable | null>;
}

export class TooLarge extends Error {
  constructor(readonly limit: number) {
    super(`larger than ${limit} bytes`);
  }
}
