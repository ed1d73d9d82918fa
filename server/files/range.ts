/** Requests for a part of a file, and for one that the browser has already (RFC 9110). */

export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The part of `size` bytes that the header asks for; null for the whole, which also answers several parts at once and what cannot be read. */
export function rangeOf(header: string | undefined, size: number): Range | 'unsatisfiable' | null {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? [];
  if (from === '' && to === '') return null;
  if (from === '') return Number(to) === 0 || size === 0 ? 'unsatisfiable' : { start: Math.max(0, size - Number(to)), end: size - 1 };
  if (to !== '' && Number(to) < Number(from)) return null;
  return Number(from) >= size ? 'unsatisfiable' : { start: Number(from), end: to === '' ? size - 1 : Math.min(Number(to), size - 1) };
}

/** Whether a list of entity tags names this one; for a cache a weak tag is as good. */
export const names = (list: string | undefined, tag: string): boolean =>
  list !== undefined && list.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === tag);
