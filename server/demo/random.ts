/** Chance that repeats itself: one seed, one company. Each part of the demonstration has its own line, so that a change in one moves no other. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number;
  chance(share: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** `[value, weight]`: a heavier value comes up more often. */
  weighted<T>(from: readonly (readonly [T, number])[]): T;
  /** So many different members, in a random order. */
  sample<T>(from: readonly T[], count: number): T[];
  digits(count: number): string;
  /** An id; with a time, one that ascends with it (UUID version 7), else version 8. */
  uuid(time?: number): string;
}

export function random(seed: string): Random {
  let state = hash(seed);
  // Mulberry32.
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)]!; // !: nobody picks from nothing
  const hex = (): string => Math.floor(next() * 4_294_967_296).toString(16).padStart(8, '0');
  return {
    next,
    int,
    pick,
    chance: (share) => next() < share,
    weighted<T>(from: readonly (readonly [T, number])[]): T {
      let left = next() * from.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of from) if ((left -= weight) < 0) return value;
      return from[0]![0]; // !: as in pick
    },
    sample<T>(from: readonly T[], count: number): T[] {
      const left = [...from];
      const taken: T[] = [];
      while (taken.length < count && left.length > 0) taken.push(...left.splice(Math.floor(next() * left.length), 1));
      return taken;
    },
    digits(count) {
      let text = '';
      while (text.length < count) text += Math.floor(next() * 10);
      return text;
    },
    uuid(time) {
      const [a, b, c] = [hex(), hex(), hex()];
      const head = time === undefined ? `${hex()}${a.slice(0, 4)}` : Math.trunc(time).toString(16).padStart(12, '0');
      const variant = '89ab'[Math.floor(next() * 4)];
      return `${head.slice(0, 8)}-${head.slice(8)}-${time === undefined ? 8 : 7}${b.slice(0, 3)}-${variant}${b.slice(3, 6)}-${b.slice(6)}${a.slice(4)}${c.slice(0, 6)}`;
    },
  };
}

function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h;
}
