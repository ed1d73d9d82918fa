/**
 * Scrolling over any number of rows. Browsers cap the height of an element; above the cap a long drag moves in proportion,
 * while the wheel and the keys still move row by row: the rows are placed around where one is.
 */
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';

const CAP = 10_000_000;

export interface View {
  /** First and last row to draw, a few beyond the edges included. */
  readonly from: number;
  readonly to: number;
  /** Height of the scrolled element. */
  readonly height: number;
  /** What to add to a row's own place, in pixels. */
  readonly shift: number;
}

const BEYOND = 8;

export function useRowScroll(scroller: RefObject<HTMLElement | null>, count: number, rowHeight: number, headHeight: number) {
  const full = count * rowHeight;
  const height = Math.min(full, CAP);
  const at = useRef({ scrollTop: 0, logical: 0, quiet: false });
  const [room, setRoom] = useState(0);
  const [place, setPlace] = useState({ first: 0, shift: 0 });

  const show = useCallback(() => {
    const { scrollTop, logical } = at.current;
    const next = { first: Math.floor(logical / rowHeight), shift: scrollTop - logical };
    // Rows are drawn a few at a time: a new set for every pixel would be waste.
    setPlace((before) => (before.shift === next.shift && Math.abs(before.first - next.first) < BEYOND / 2 && next.first !== 0 ? before : next));
  }, [rowHeight]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = (): void => setRoom(element.clientHeight - headHeight);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [scroller, headHeight]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let idle: ReturnType<typeof setTimeout> | undefined;
    const proportion = (): number => (height - room > 0 ? (full - room) / (height - room) : 1);
    const onScroll = (): void => {
      const here = at.current;
      const top = element.scrollTop;
      const moved = top - here.scrollTop;
      here.scrollTop = top;
      if (full <= CAP) here.logical = top;
      else if (!here.quiet) {
        const far = Math.abs(moved) > room * 2 || top === 0 || top >= height - room;
        here.logical = far ? top * proportion() : Math.min(Math.max(here.logical + moved, 0), full - room);
        clearTimeout(idle);
        // At rest the bar is put where the row is in the whole, without moving the rows.
        idle = setTimeout(() => {
          here.quiet = true;
          element.scrollTop = here.logical / proportion();
        }, 200);
      }
      here.quiet = false;
      show();
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      clearTimeout(idle);
      element.removeEventListener('scroll', onScroll);
    };
  }, [scroller, full, height, room, show]);

  /** Brings a row into sight, moving as little as needed. */
  const reveal = useCallback(
    (index: number) => {
      const element = scroller.current;
      if (!element) return;
      const top = index * rowHeight;
      const { logical } = at.current;
      const wanted = top < logical ? top : top + rowHeight > logical + room ? top + rowHeight - room : logical;
      if (wanted === logical) return;
      if (full <= CAP) element.scrollTop = wanted;
      else {
        at.current = { ...at.current, logical: wanted, quiet: true };
        element.scrollTop = wanted / ((full - room) / (height - room));
        at.current.scrollTop = element.scrollTop;
        show();
      }
    },
    [scroller, rowHeight, room, full, height, show],
  );

  const from = Math.max(0, place.first - BEYOND);
  const visible = Math.ceil(room / rowHeight);
  const view: View = { from, to: Math.min(count, place.first + visible + BEYOND), height, shift: place.shift };
  return { view, reveal, visible: Math.max(1, visible - 1) };
}
