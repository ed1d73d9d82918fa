/** Where the bytes of files are kept: once per content, by its SHA-256. */
import type { Readable } from 'node:stream';

export interface Content {
  readonly hash: string;
  readonly size: number;
  /** The first 4 kB, by which the type is told. */
  readonly head: Buffer;
}

/** A content that has arrived whole but is not kept yet: one of the two must be called. */
export interface Staged extends Content {
  /** Returns when the content would survive a power cut. A content that is there already is not written twice. */
  keep(): Promise<void>;
  discard(): Promise<void>;
}

export interface FileStore {
  /** Takes a stream in, at most `limit` bytes; throws TooLarge beyond it. Nothing stays of a stream that breaks. */
  stage(stream: Readable, limit: number): Promise<Staged>;
  /** Stages and keeps at once. */
  put(stream: Readable, limit: number): Promise<Content>;
  /** Gives the bytes from `start` to `end` (both included); null when the content is missing. */
  get(hash: string, range?: { start: number; end: number }): Promise<Readable | null>;
}

export async function put(store: Pick<FileStore, 'stage'>, stream: Readable, limit: number): Promise<Content> {
  const { hash, size, head, keep } = await store.stage(stream, limit);
  await keep();
  return { hash, size, head };
}

export class TooLarge extends Error {
  constructor(readonly limit: number) {
    super(`larger than ${limit} bytes`);
  }
}

/** The sender broke off, or what they sent is not in the form they announced. */
export class BrokenUpload extends Error {}

/** Files lie on another machine, and it does not answer as it should. */
export class StoreUnavailable extends Error {}

export const isHash = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);
