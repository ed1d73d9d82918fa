/** Short words at the edge of the screen: what was done, with a way to undo it; what failed, with what to do. */
import { useSyncExternalStore } from 'react';
import { ApiProblem } from '../api.ts';
import { useT } from '../i18n.tsx';
import { shellMessages } from '../messages/shell.ts';
import { Icon, type IconName } from './icons.tsx';
import css from './notes.module.css';

export interface Note {
  readonly text: string;
  readonly kind?: 'done' | 'trouble' | 'info';
  readonly action?: { readonly text: string; readonly run: () => void };
}

let shown: readonly (Note & { id: number })[] = [];
let last = 0;
const listeners = new Set<() => void>();

function show(next: typeof shown): void {
  shown = next;
  for (const listener of listeners) listener();
}

const hide = (id: number): void => show(shown.filter((n) => n.id !== id));

/** Says something for a few seconds; trouble stays longer. */
export function note(given: Note): void {
  const id = ++last;
  show([...shown.slice(-2), { ...given, id }]);
  setTimeout(() => hide(id), given.kind === 'trouble' ? 10_000 : given.action ? 8000 : 4000);
}

/** Tells of a failed action by the server's own words. */
export const noteTrouble = (error: unknown): void =>
  note({ kind: 'trouble', text: error instanceof ApiProblem ? error.summary : error instanceof Error ? error.message : String(error) });

const icons: Record<NonNullable<Note['kind']>, IconName> = { done: 'check-circle', trouble: 'alert', info: 'info' };

export function Notes() {
  const t = useT(shellMessages);
  const notes = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => shown,
  );
  return (
    <div className={css.notes} role="status" aria-live="polite">
      {notes.map((n) => (
        <div key={n.id} className={css.note} data-kind={n.kind ?? 'done'}>
          <Icon name={icons[n.kind ?? 'done']} />
          <span>{n.text || t('trouble.offline')}</span>
          {n.action && (
            <button type="button" className={css.action} onClick={() => { n.action?.run(); hide(n.id); }}>
              {n.action.text}
            </button>
          )}
          <button type="button" className={css.close} aria-label={t('close')} onClick={() => hide(n.id)}>
            <Icon name="close" size={14} />
          </button>
        </div>
      ))}
    </div>
  );
}
