/**
 * Changes of colleagues, as they happen. One tab of the browser listens for all of them (browsers allow few connections
 * to one server); rows on screen that changed are fetched together and put in place, the rest is left alone.
 */
import { api, pathOf, type Page } from './api.ts';
import { cache, isShown, readAllAgain, rowArrived, rowGone, rowKey, rowMade, type Name } from './cache.ts';
import { connection, setConnection } from './connection.ts';

export interface Change {
  readonly entity: string;
  readonly id: string;
  readonly action: 'create' | 'update' | 'delete' | 'restore' | 'stage';
  readonly version: number;
  readonly counterparty?: string;
}
type Message = { kind: 'changes'; changes: readonly Change[] } | { kind: 'reset' } | { kind: 'connection'; state: 'online' | 'reconnecting' };

const listeners = new Set<(changes: readonly Change[]) => void>();
/** Hears of every change that this person may see; gives the function that stops it. */
export function onChanges(listener: (changes: readonly Change[]) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

type KindOf = (entity: string) => Name | null;
let waiting = new Map<string, Change>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Gathers what comes within a moment: a bulk change is one question to the server, not a thousand. */
function gather(changes: readonly Change[], kindOf: KindOf): void {
  for (const change of changes) {
    const key = `${change.entity} ${change.id}`;
    const before = waiting.get(key);
    // A row made and then changed is still a new row here.
    waiting.set(key, before?.action === 'create' && change.action !== 'delete' ? { ...change, action: 'create' } : change);
  }
  timer ??= setTimeout(() => {
    const all = [...waiting.values()];
    waiting = new Map();
    timer = undefined;
    void apply(all, kindOf);
  }, 80);
  for (const listener of listeners) listener(changes);
}

async function apply(changes: readonly Change[], kindOf: KindOf): Promise<void> {
  for (const name of new Set(changes.map((change) => change.entity))) {
    const own = changes.filter((change) => change.entity === name);
    const entity = kindOf(name);
    if (!entity) continue;
    void cache.invalidateQueries({ queryKey: ['all', name] });
    const isNew = (c: Change): boolean => c.action === 'create' || c.action === 'restore';
    if (own.some((c) => isNew(c) && !isKnown(entity, c))) rowMade(entity, null);
    for (const change of own) {
      void cache.invalidateQueries({ queryKey: ['history', name, change.id] });
      if (change.action === 'delete') rowGone(entity, change.id);
    }
    await freshen(entity, own.filter((c) => c.action !== 'delete'));
  }
}

/** What this browser itself wrote is here already. */
const isKnown = (entity: Name, c: Change): boolean => (cache.getQueryData<{ version: number }>(rowKey(entity, c.id))?.version ?? 0) >= c.version;

async function freshen(entity: Name, changes: readonly Change[]): Promise<void> {
  const stale = changes.filter((c) => !isKnown(entity, c) && isShown(entity, c.id)).map((c) => c.id);
  for (const c of changes) if (!stale.includes(c.id) && !isKnown(entity, c)) cache.removeQueries({ queryKey: rowKey(entity, c.id) });
  for (let from = 0; from < stale.length; from += 100) {
    const ids = stale.slice(from, from + 100);
    const page = await api.get<Page>(pathOf(entity), { filter: JSON.stringify({ id: { in: ids } }), limit: ids.length }).catch(() => null);
    if (!page) continue;
    for (const row of page.rows) rowArrived(entity, row);
    const here = new Set(page.rows.map((row) => row.id));
    // What is not answered is in the trash by now, or has left what this person may see.
    for (const id of ids) if (!here.has(id)) rowGone(entity, id);
  }
}

/** Starts to listen; gives the function that stops. Call while somebody is signed in. */
export function startLive(kindOf: KindOf): () => void {
  const stop = new AbortController();
  const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('flydoc-live') : null;
  const take = (message: Message): void => {
    if (message.kind === 'changes') gather(message.changes, kindOf);
    else if (message.kind === 'reset') readAllAgain();
    else setConnection(navigator.onLine ? message.state : 'offline');
  };
  const tell = (message: Message): void => {
    take(message);
    channel?.postMessage(message);
  };
  if (channel) channel.onmessage = (event: MessageEvent<Message>) => take(event.data);

  const listen = (): Promise<void> => new Promise((done) => hear(tell, stop.signal, done));
  // Locks exist on https and on this machine; elsewhere each tab listens for itself.
  if (navigator.locks && channel) navigator.locks.request('flydoc-live', { signal: stop.signal }, listen).catch(() => {});
  else void listen();

  const offline = (): void => setConnection('offline');
  const online = (): void => setConnection(connection() === 'offline' ? 'reconnecting' : connection());
  addEventListener('offline', offline, { signal: stop.signal });
  addEventListener('online', online, { signal: stop.signal });
  return () => {
    stop.abort();
    channel?.close();
  };
}

/** The stream itself. The browser reconnects and names the last event it saw; a refused stream is opened anew after a while. */
function hear(tell: (message: Message) => void, stop: AbortSignal, done: () => void): void {
  let source: EventSource;
  let again: ReturnType<typeof setTimeout> | undefined;
  let broken = false;
  const open = (): void => {
    source = new EventSource('/api/v1/live');
    source.addEventListener('open', () => {
      tell({ kind: 'connection', state: 'online' });
      if (broken) tell({ kind: 'reset' });
      broken = false;
    });
    source.addEventListener('change', (event) => tell({ kind: 'changes', changes: JSON.parse(String(event.data)).changes }));
    source.addEventListener('reset', () => tell({ kind: 'reset' }));
    source.addEventListener('error', () => {
      tell({ kind: 'connection', state: 'reconnecting' });
      if (source.readyState !== EventSource.CLOSED) return;
      broken = true;
      again = setTimeout(open, 3000);
    });
  };
  open();
  stop.addEventListener('abort', () => {
    clearTimeout(again);
    source.close();
    done();
  });
}
