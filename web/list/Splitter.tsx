/** The line between list and card: dragged, or moved with the arrow keys. */
import { useState } from 'react';
import css from './registry.module.css';

const KEY = 'flydoc.split';
const LEAST = 260;
const most = (): number => Math.max(LEAST, innerWidth - 560);
const within = (width: number): number => Math.min(Math.max(Math.round(width), LEAST), most());

/** Width of the list beside a card. */
export function useSplit(): [number, (width: number) => void] {
  const [width, set] = useState(() => within(Number(localStorage.getItem(KEY)) || (innerWidth < 1200 ? 320 : 430)));
  return [
    width,
    (next) => {
      set(within(next));
      localStorage.setItem(KEY, String(within(next)));
    },
  ];
}

export function Splitter({ value, onChange, label }: { value: number; onChange: (width: number) => void; label: string }) {
  const [dragged, setDragged] = useState<{ x: number; from: number } | null>(null);
  return (
    <div
      role="separator" aria-orientation="vertical" aria-label={label} aria-valuenow={value} aria-valuemin={LEAST} aria-valuemax={most()} tabIndex={0} className={css.splitter} data-dragged={dragged !== null || undefined}
      onPointerDown={(event) => { event.currentTarget.setPointerCapture(event.pointerId); setDragged({ x: event.clientX, from: value }); }}
      onPointerMove={(event) => dragged && onChange(dragged.from + event.clientX - dragged.x)}
      onPointerUp={() => setDragged(null)}
      onKeyDown={(event) => {
        const step = event.key === 'ArrowLeft' ? -20 : event.key === 'ArrowRight' ? 20 : 0;
        if (step) { event.preventDefault(); onChange(value + step); }
      }}
    />
  );
}
