/** Sends one file, telling how far it is; fetch cannot tell, so this is the older way. */
import { addressOfCall, ApiProblem } from '../api.ts';
import { heardNothing, heardServer } from '../connection.ts';
import { storedLocale } from '../i18n.tsx';
import { actionKey } from '../api.ts';

export interface SentFile {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly type: string;
  readonly hash: string;
}

interface How {
  /** Called with the share sent, 0 to 1. */
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
  /** A repeat of the same attempt carries the same key. */
  readonly key?: string;
}

/** Largest file that the server takes; told before a minute of sending is spent on it. */
export const LARGEST = 1024 ** 3;

export function sendFile(file: File, { onProgress, signal, key = actionKey() }: How = {}): Promise<SentFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', addressOfCall('/files'));
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('accept-language', storedLocale());
    request.setRequestHeader('idempotency-key', key);
    request.responseType = 'json';
    request.upload.onprogress = (event) => event.lengthComputable && onProgress?.(event.loaded / event.total);
    request.onload = () => {
      heardServer();
      const answer = request.response as Record<string, unknown> | null; // as: JSON of the server's contract
      const rows = answer?.rows as readonly SentFile[] | undefined;
      if (request.status < 300 && rows?.[0]) return resolve(rows[0]);
      const problem = (answer ?? {}) as Partial<ApiProblem>;
      reject(new ApiProblem(request.status, problem.code ?? 'unknown', problem.title ?? request.statusText, problem.detail ?? '', problem.errors));
    };
    request.onerror = () => {
      heardNothing();
      reject(new ApiProblem(0, 'offline', '', ''));
    };
    request.onabort = () => reject(new DOMException('Aborted', 'AbortError'));
    signal?.addEventListener('abort', () => request.abort());
    if (signal?.aborted) return request.abort();
    const form = new FormData();
    form.append('file', file, file.name);
    request.send(form);
  });
}
