/** What was typed and not saved, kept in this browser: it outlives a reload, a closed tab and a broken line. */
import { pick } from './pick.ts';
import type { Values } from '../fields/values.ts';

export interface Draft {
  /** The version that was being edited; 0 for a new record. */
  readonly version: number;
  readonly at: string;
  /** The changed fields: as they were when editing began, and as typed. */
  readonly before: Values;
  readonly after: Values;
}

const PREFIX = 'flydoc.draft.';
const KEPT_DAYS = 30;

export const draftKey = (user: string, entity: string, id: string): string => `${PREFIX}${user}.${entity}.${id}`;

export function keepDraft(key: string, version: number, before: Values, after: Values, changed: readonly string[]): void {
  if (changed.length === 0) return dropDraft(key);
  const draft: Draft = { version, at: new Date().toISOString(), before: pick(before, changed), after: pick(after, changed) };
  try {
    localStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // A full store must not stop anyone from typing: only the draft is lost.
  }
}

export function readDraft(key: string): Draft | null {
  try {
    const draft: Draft | null = JSON.parse(localStorage.getItem(key) ?? 'null');
    if (!draft?.at || !draft.after) return null;
    return Date.now() - Date.parse(draft.at) < KEPT_DAYS * 86_400_000 ? draft : null;
  } catch {
    return null;
  }
}

export function dropDraft(key: string): void {
  localStorage.removeItem(key);
}
