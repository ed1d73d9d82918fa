/** A button and the panel that it opens. The browser itself keeps the panel on top, closes it by Esc or a click elsewhere, and gives the focus back. */
import { useCallback, useEffect, useLayoutEffect, useRef, type ReactNode } from 'react';
import css from './pop.module.css';

interface Props {
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  /** What the panel is, for those who do not see it. */
  readonly label: string;
  readonly width?: number;
  readonly padded?: boolean;
  /** Which edge of the button the panel keeps to. */
  readonly align?: 'start' | 'end';
  readonly trigger: (props: { ref: (element: HTMLElement | null) => void; 'aria-expanded': boolean; 'aria-haspopup': 'dialog'; onClick: () => void }) => ReactNode;
  readonly children: ReactNode;
}

const GAP = 5;
const EDGE = 8;

export function Pop({ open, onOpen, label, width = 290, padded = true, align = 'start', trigger, children }: Props) {
  const anchor = useRef<HTMLElement | null>(null);
  const take = useCallback((element: HTMLElement | null) => void (anchor.current = element), []);
  // A press on the button closes the panel before the click comes: that click must not open it again.
  const closedAt = useRef(0);
  return (
    <>
      {trigger({ ref: take, 'aria-expanded': open, 'aria-haspopup': 'dialog', onClick: () => onOpen(!open && performance.now() - closedAt.current > 250) })}
      {open && <Panel anchor={anchor} label={label} width={width} padded={padded} align={align} onClose={() => { closedAt.current = performance.now(); onOpen(false); }}>{children}</Panel>}
    </>
  );
}

function Panel({ anchor, label, width, padded, align, onClose, children }: {
  anchor: { readonly current: HTMLElement | null }; label: string; width: number; padded: boolean; align: 'start' | 'end'; onClose: () => void; children: ReactNode;
}) {
  const panel = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = panel.current;
    if (!element) return;
    element.showPopover();
    const place = (): void => {
      const at = anchor.current?.getBoundingClientRect();
      if (!at) return;
      const left = align === 'start' ? at.left : at.right - width;
      const below = at.bottom + GAP;
      const fits = below + element.offsetHeight <= innerHeight - EDGE;
      element.style.left = `${Math.max(EDGE, Math.min(left, innerWidth - width - EDGE))}px`;
      element.style.top = `${fits ? below : Math.max(EDGE, Math.min(at.top - GAP - element.offsetHeight, innerHeight - element.offsetHeight - EDGE))}px`;
    };
    place();
    const observer = new ResizeObserver(place);
    observer.observe(element);
    addEventListener('resize', place);
    return () => {
      observer.disconnect();
      removeEventListener('resize', place);
    };
  }, [anchor, align, width]);
  useEffect(() => {
    const element = panel.current;
    const button = anchor.current;
    const focusFirst = (): boolean => {
      const first = element?.querySelector<HTMLElement>('[data-autofocus], input, button:not(:disabled)');
      first?.focus({ preventScroll: true });
      return first !== null && first !== undefined;
    };
    // What is in the panel may still be on its way.
    const waiting = new MutationObserver(() => focusFirst() && waiting.disconnect());
    if (element && !focusFirst()) waiting.observe(element, { childList: true, subtree: true });
    return () => {
      waiting.disconnect();
      if (document.activeElement === document.body || element?.contains(document.activeElement)) button?.focus({ preventScroll: true });
    };
  }, [anchor]);
  return (
    <div
      ref={panel} popover="auto" role="dialog" aria-label={label} className={css.panel} data-padded={padded || undefined} style={{ width }} onToggle={(event) => event.newState === 'closed' && onClose()}
      onKeyDown={(event) => event.key === 'Escape' && event.stopPropagation()}
    >
      {children}
    </div>
  );
}
