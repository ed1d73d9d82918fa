/**
 * Keyboard shortcuts: one registry binds them and feeds the sheet that `?` shows.
 * They name physical keys (`KeyK`, not "k"), so that they work in the Russian layout as in any other.
 */
import { useEffect, useRef, useSyncExternalStore } from 'react';

export interface Shortcut {
  /** `mod+KeyK`, `shift+Slash`, `KeyN`. `mod` is Ctrl, on a Mac also Cmd. */
  readonly keys: string;
  /** What it does, as the sheet tells it. Without a text it is not in the sheet. */
  readonly text?: string;
  /** The part of the sheet it stands in. */
  readonly group?: string;
  /** Works while one types in a field, too. Shortcuts with `mod` always do. */
  readonly whileTyping?: boolean;
  /** Tells whether it applies where the event happened; others then have their turn, the browser's own meaning last. */
  readonly when?: (event: KeyboardEvent) => boolean;
  readonly run: (event: KeyboardEvent) => void;
}

/** Later layers hide earlier ones with the same keys: a card over its list. */
const layers: { shortcuts: readonly Shortcut[] }[] = [];
const listeners = new Set<() => void>();
let shown: readonly Shortcut[] = [];

function changed(): void {
  const seen = new Set<string>();
  shown = layers.toReversed().flatMap((layer) => layer.shortcuts.filter((s) => s.text && !seen.has(s.keys) && seen.add(s.keys)));
  for (const listener of listeners) listener();
}

export function keysOf(event: KeyboardEvent): string {
  const mod = event.ctrlKey || event.metaKey;
  return `${mod ? 'mod+' : ''}${event.altKey ? 'alt+' : ''}${event.shiftKey ? 'shift+' : ''}${event.code}`;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range'].includes(target.type);
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const keys = keysOf(event);
  const typing = isTyping(event.target);
  const inDialog = event.target instanceof Element && event.target.closest('[role="dialog"], [role="menu"], [role="listbox"]') !== null;
  for (const layer of layers.toReversed()) {
    const shortcut = layer.shortcuts.find((s) => s.keys === keys && (s.when?.(event) ?? true));
    if (!shortcut) continue;
    if (typing && !shortcut.whileTyping && !keys.startsWith('mod+')) return;
    if (inDialog && !keys.startsWith('mod+') && !shortcut.whileTyping) return;
    event.preventDefault();
    shortcut.run(event);
    return;
  }
}

/** Binds shortcuts while the component is on screen. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  const shape = shortcuts.map((s) => `${s.keys} ${s.group} ${s.text}`).join('\n');
  useEffect(() => {
    const layer = { shortcuts: latest.current.map((s, index) => ({ ...s, when: (event: KeyboardEvent) => latest.current[index]?.when?.(event) ?? true, run: (event: KeyboardEvent) => latest.current[index]?.run(event) })) };
    if (layers.push(layer) === 1) document.addEventListener('keydown', onKey);
    changed();
    return () => {
      layers.splice(layers.indexOf(layer), 1);
      if (layers.length === 0) document.removeEventListener('keydown', onKey);
      changed();
    };
  }, [shape]);
}

/** What is bound at the moment, for the sheet. */
export const useBoundShortcuts = (): readonly Shortcut[] =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => shown,
  );

const isMac = navigator.platform.startsWith('Mac');
const names: Record<string, string> = {
  mod: isMac ? '⌘' : 'Ctrl', shift: 'Shift', alt: isMac ? '⌥' : 'Alt', Slash: '/', BracketLeft: '[', BracketRight: ']', ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', Escape: 'Esc', Backslash: '\\', Space: '␣', PageDown: 'PgDn', PageUp: 'PgUp',
};

/** The caps of the keys, as printed on them: `['Ctrl', 'K']`. */
export function keyCaps(keys: string): string[] {
  if (keys === 'shift+Slash') return ['?'];
  return keys.split('+').map((key) => names[key] ?? key.replace(/^(Key|Digit)/, ''));
}
