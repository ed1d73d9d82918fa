/**
 * Files on their way into a record's dossier: sent two at a time, each with its progress, to be cancelled or tried again.
 * A file becomes a document of type `file` when it has arrived; a new version replaces the file of a document that is there.
 */
import { useCallback, useMemo, useRef, useState } from 'react';
import type { Entity } from '../../kernel/declarations.ts';
import { uuidv7 } from '../../kernel/uuid.ts';
import { api, ApiProblem, type DataRow } from '../api.ts';
import { rowArrived, rowMade } from '../cache.ts';
import { asReference, asRows } from '../fields/values.ts';
import { LARGEST, sendFile } from './send.ts';

const FILES = { kind: 'document', name: 'file' } as const;
const AT_ONCE = 2;

export interface Upload {
  readonly id: string;
  readonly file: File;
  /** The document whose file this replaces. */
  readonly replaces?: DataRow;
  /** Where it hung when it was added: a retry says the same. */
  readonly place: Record<string, unknown>;
  readonly share: number;
  readonly state: 'waiting' | 'sending' | 'failed' | 'tooLarge';
  readonly problem?: string;
}

export interface Uploads {
  readonly accepts: boolean;
  readonly all: readonly Upload[];
  readonly add: (files: readonly File[]) => void;
  readonly replace: (document: DataRow, file: File) => void;
  readonly cancel: (id: string) => void;
  readonly retry: (id: string) => void;
}

/** Where the file document hangs: below a document, or with the counterparty or contact whose card is open. */
export function placeOf(entity: Entity, row: DataRow): Record<string, unknown> | null {
  if (entity.kind === 'document') return { parent: row.id, counterparty: asReference(row.counterparty)?.id ?? null, contact: asReference(row.contact)?.id ?? null };
  if (entity.name === 'counterparty') return { counterparty: row.id };
  if (entity.name !== 'contact') return null;
  return { contact: row.id, counterparty: asReference(asRows(row.positions)[0]?.counterparty)?.id ?? null };
}

/** A pasted screenshot is called image.png by every browser; the time tells one from another. */
export function named(file: File): File {
  if (!/^image\.(png|jpe?g)$/i.test(file.name)) return file;
  const stamp = new Date().toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '-');
  return new File([file], `${stamp}.${file.name.split('.').at(-1)}`, { type: file.type });
}

export function useUploads(entity: Entity, row: DataRow): Uploads {
  const [all, setAll] = useState<readonly Upload[]>([]);
  const queue = useRef<Upload[]>([]);
  const running = useRef(new Map<string, AbortController>());
  const place = placeOf(entity, row);
  const at = useRef(place);
  at.current = place;
  const accepts = place !== null && row.deletedAt === null;

  const change = useCallback((id: string, set: Partial<Upload>) => setAll((before) => before.map((one) => (one.id === id ? { ...one, ...set } : one))), []);
  const remove = useCallback((id: string) => setAll((before) => before.filter((one) => one.id !== id)), []);

  const start = useCallback((): void => {
    while (running.current.size < AT_ONCE && queue.current.length > 0) {
      const upload = queue.current.shift()!; // !: the queue was just seen not to be empty
      const stop = new AbortController();
      running.current.set(upload.id, stop);
      change(upload.id, { state: 'sending', share: 0 });
      void deliver(upload, stop.signal, (share) => change(upload.id, { share }))
        .then(() => remove(upload.id))
        .catch((error: unknown) => {
          if (stop.signal.aborted) remove(upload.id);
          else change(upload.id, { state: 'failed', problem: error instanceof ApiProblem ? error.summary : String(error) });
        })
        .finally(() => {
          running.current.delete(upload.id);
          start();
        });
    }
  }, [change, remove]);

  const enqueue = useCallback(
    (uploads: readonly Upload[]): void => {
      setAll((before) => [...before.filter((one) => !uploads.some((other) => other.id === one.id)), ...uploads]);
      queue.current.push(...uploads.filter((one) => one.state === 'waiting'));
      start();
    },
    [start],
  );

  return useMemo(
    () => ({
      accepts,
      all,
      add: (files) => enqueue(files.map((file) => wrap(named(file), at.current ?? {}))),
      replace: (document, file) => enqueue([wrap(file, {}, document)]),
      cancel: (id) => {
        queue.current = queue.current.filter((one) => one.id !== id);
        running.current.get(id)?.abort();
        remove(id);
      },
      retry: (id) => {
        const upload = all.find((one) => one.id === id);
        if (upload) enqueue([{ ...upload, state: 'waiting', share: 0, problem: undefined }]);
      },
    }),
    [accepts, all, enqueue, remove],
  );
}

const wrap = (file: File, place: Upload['place'], replaces?: DataRow): Upload => ({ id: uuidv7(), file, place, replaces, share: 0, state: file.size > LARGEST ? 'tooLarge' : 'waiting' });

/** Each step has a key that follows from the upload: a retry after a lost answer says again what was said, and the server answers as it did. */
async function deliver(upload: Upload, signal: AbortSignal, onProgress: (share: number) => void): Promise<void> {
  const sent = await sendFile(upload.file, { signal, onProgress, key: `${upload.id}.content` });
  const key = `${upload.id}.document`;
  if (upload.replaces) {
    rowArrived(FILES, await api.patch<DataRow>(`/documents/file/${upload.replaces.id}`, { version: upload.replaces.version, file: sent.id }, { key }));
    return;
  }
  const set = Object.fromEntries(Object.entries(upload.place).filter(([, value]) => value !== null));
  rowMade(FILES, await api.post<DataRow>('/documents/file', { id: upload.id, title: upload.file.name, file: sent.id, ...set }, { key }));
}
