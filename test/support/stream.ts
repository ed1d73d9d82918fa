/** A client of the live stream that remembers what came. */
import { once, EventEmitter } from 'node:events';
import type { Person } from './company.ts';
import type { TestApp } from './app.ts';

export interface Change {
  readonly entity: string;
  readonly id: string;
  readonly action: string;
  readonly version: number;
}

export interface Stream {
  /** The first change that fits, come or still to come. */
  change(fits: (c: Change) => boolean): Promise<Change>;
  reset(): Promise<void>;
  all(): Change[];
  lastId(): string;
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

export async function openStream(app: TestApp, who: Person, lastEventId?: string): Promise<Stream> {
  const { cookie } = await app.as(who);
  const abort = new AbortController();
  const answer = await fetch(`${app.url}/api/v1/live`, { headers: { cookie, ...(lastEventId ? { 'last-event-id': lastEventId } : {}) }, signal: abort.signal });
  if (!answer.ok || !answer.body) throw new Error(`The stream was refused: ${answer.status}`);
  const heard = new EventEmitter();
  heard.setMaxListeners(0);
  const changes: Change[] = [];
  let resets = 0;
  let id = '';
  let begun!: () => void;
  const first = new Promise<void>((resolve) => (begun = resolve));

  const read = async (body: ReadableStream<Uint8Array>): Promise<void> => {
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of body) {
      text += decoder.decode(chunk, { stream: true });
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const lines = text.slice(0, end).split('\n');
        text = text.slice(end + 2);
        const field = (name: string): string | undefined => lines.find((l) => l.startsWith(`${name}: `))?.slice(name.length + 2);
        id = field('id') ?? id;
        if (field('event') === 'reset') resets++;
        if (field('event') === 'change') changes.push(...(JSON.parse(field('data') ?? '{}') as { changes: Change[] }).changes);
        begun();
        heard.emit('event');
      }
    }
  };
  const ended = read(answer.body).catch(() => undefined);
  await first;

  const until = async <T>(look: () => T | undefined): Promise<T> => {
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      await once(heard, 'event');
    }
  };
  return {
    change: (fits) => until(() => changes.find(fits)),
    reset: () => until(() => (resets > 0 ? true : undefined)).then(() => undefined),
    all: () => changes,
    lastId: () => id,
    ended,
    close: async () => {
      abort.abort();
      await ended;
    },
  };
}
