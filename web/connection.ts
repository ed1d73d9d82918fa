/** Whether the server can be heard: a calm fact for the top bar, not an alarm. */
import { useSyncExternalStore } from 'react';

export type Connection = 'online' | 'reconnecting' | 'offline';

let state: Connection = 'online';
const listeners = new Set<() => void>();

export function setConnection(next: Connection): void {
  if (next === state) return;
  state = next;
  for (const listener of listeners) listener();
}

export const connection = (): Connection => state;
export const heardServer = (): void => setConnection('online');
export const heardNothing = (): void => setConnection(navigator.onLine ? 'reconnecting' : 'offline');

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export const useConnection = (): Connection => useSyncExternalStore(subscribe, connection);
