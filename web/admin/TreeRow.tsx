/** One line of a tree: its name, what stands beside it, its menu; the place where others are dropped. */
import { useEffect, useRef, useState, type CSSProperties, type DragEvent, type ReactNode } from 'react';
import { useT } from '../i18n.tsx';
import { adminMessages } from '../messages/admin.ts';
import { Icon } from '../ui/icons.tsx';
import { More, type Action } from './Head.tsx';
import css from './tree.module.css';
import type { Line } from './tree-model.ts';

export type DropZone = 'before' | 'inside' | 'after';

interface Props {
  readonly line: Line;
  readonly label: string;
  readonly flat: boolean;
  readonly folded: boolean;
  readonly chosen: boolean;
  /** The one row that Tab comes to. */
  readonly stop: boolean;
  readonly mayEdit: boolean;
  readonly dim: boolean;
  readonly renaming: boolean;
  readonly dragged: boolean;
  readonly dropping: boolean;
  readonly draggable: boolean;
  readonly content?: ReactNode;
  readonly side?: ReactNode;
  readonly menu: readonly (Action | false)[];
  readonly onFocus: () => void;
  readonly onChoose: () => void;
  readonly onFold: (closed: boolean) => void;
  readonly onRename: (name: string | null) => void;
  readonly onDrag: (id: string | null) => void;
  readonly onDrop: (zone: DropZone) => void;
}

export function TreeRow(p: Props) {
  const t = useT(adminMessages);
  const [zone, setZone] = useState<DropZone | null>(null);
  const { row, depth, children } = p.line;
  const zoneOf = (event: DragEvent<HTMLElement>): DropZone => {
    const box = event.currentTarget.getBoundingClientRect();
    const at = (event.clientY - box.top) / box.height;
    if (p.flat) return at < 0.5 ? 'before' : 'after';
    return at < 0.28 ? 'before' : at > 0.72 ? 'after' : 'inside';
  };
  return (
    <li
      role="treeitem" data-id={row.id} className={css.row} style={{ '--depth': depth } as CSSProperties}
      aria-level={depth + 1} aria-setsize={p.line.of} aria-posinset={p.line.place} aria-selected={p.chosen} aria-expanded={children > 0 ? !p.folded : undefined}
      tabIndex={p.stop ? 0 : -1} data-dim={p.dim || undefined} data-dragged={p.dragged || undefined} data-zone={(p.dropping && !p.dragged && zone) || undefined}
      draggable={p.draggable && !p.renaming} onFocus={(event) => event.target === event.currentTarget && p.onFocus()} onClick={p.onChoose}
      onDragStart={(event) => { event.dataTransfer.setData('text/plain', p.label); event.dataTransfer.effectAllowed = 'move'; p.onDrag(row.id); }}
      onDragEnd={() => p.onDrag(null)}
      onDragOver={(event) => { if (p.dropping && !p.dragged) { event.preventDefault(); setZone(zoneOf(event)); } }}
      onDragLeave={() => setZone(null)}
      onDrop={(event) => { event.preventDefault(); setZone(null); if (!p.dragged) p.onDrop(zoneOf(event)); }}
    >
      {p.draggable && <Icon name="drag" size={14} className={css.grip} />}
      {!p.flat && (
        <span className={css.turn}>
          {/* For the mouse only: the row itself says that it is folded, and the arrows turn it. */}
          {children > 0 && (
            <span aria-hidden="true" title={t(p.folded ? 'tree.expand' : 'tree.collapse')} onClick={(event) => { event.stopPropagation(); p.onFold(!p.folded); }}>
              <Icon name={p.folded ? 'chevron-right' : 'chevron-down'} size={14} />
            </span>
          )}
        </span>
      )}
      {p.renaming ? (
        <NameInput name={p.label} label={t('tree.name')} onDone={p.onRename} onLeave={p.onRename} onCancel={() => p.onRename(null)} />
      ) : (
        <span className={css.name}>{p.content ?? p.label}</span>
      )}
      {p.side && <span className={css.side}>{p.side}</span>}
      {p.mayEdit && p.menu.length > 0 && (
        <span className={css.more} onClick={(event) => event.stopPropagation()}>
          <More label={t('tree.actions')} items={p.menu} tabIndex={p.stop ? 0 : -1} size={24} />
        </span>
      )}
    </li>
  );
}

interface NameProps {
  readonly name: string;
  readonly label: string;
  /** Enter. */
  readonly onDone: (name: string) => void;
  /** The focus went elsewhere. */
  readonly onLeave: (name: string) => void;
  readonly onCancel: () => void;
  /** Tab and Shift+Tab; false when there is no such place, and Tab goes on as ever. */
  readonly onNest?: (way: 'in' | 'out', name: string) => boolean;
}

export function NameInput({ name, label, onDone, onLeave, onCancel, onNest }: NameProps) {
  const [text, setText] = useState(name);
  const box = useRef<HTMLInputElement>(null);
  const settled = useRef(false);
  useEffect(() => {
    box.current?.focus();
    box.current?.select();
  }, []);
  const settle = (run: () => void): void => {
    if (settled.current) return;
    settled.current = true;
    run();
  };
  return (
    <input
      ref={box} className={css.input} value={text} aria-label={label} maxLength={300} autoComplete="off"
      onClick={(event) => event.stopPropagation()} onChange={(event) => setText(event.currentTarget.value)} onBlur={() => settle(() => onLeave(text))}
      onKeyDown={(event) => {
        if (event.key === 'Enter') settle(() => onDone(text));
        else if (event.key === 'Escape') settle(onCancel);
        else if (event.key === 'Tab' && onNest?.(event.shiftKey ? 'out' : 'in', text)) settled.current = true;
        else return;
        event.preventDefault();
      }}
    />
  );
}
