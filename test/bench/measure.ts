/** Times repeated work at a given concurrency. */

export interface Timing {
  readonly p50: number;
  readonly p95: number;
}

export type Work = (i: number) => Promise<unknown>;

/** Milliseconds of each of `count` runs, `lanes` of them side by side. */
async function run(work: Work, count: number, lanes: number): Promise<number[]> {
  const times: number[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) {
      const i = next++;
      const start = performance.now();
      await work(i);
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return times;
}

const quantile = (sorted: readonly number[], q: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0;

/**
 * Times several works in turns, so that whatever else the machine does meets all of them alike: `rounds` rounds of
 * `count` runs each, after one round that is not counted.
 */
export async function compare<K extends string>(works: Record<K, Work>, o: { count: number; lanes: number; rounds: number }): Promise<Record<K, Timing>> {
  const names = Object.keys(works) as K[]; // as: the keys of the very record
  const times = Object.fromEntries(names.map((n) => [n, [] as number[]])) as Record<K, number[]>; // as: one list per key
  for (let round = 0; round <= o.rounds; round++) {
    for (const name of names) {
      const found = await run(works[name], o.count, o.lanes);
      if (round > 0) times[name].push(...found);
    }
  }
  return Object.fromEntries(names.map((n) => {
    const sorted = times[n].sort((a, b) => a - b);
    return [n, { p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95) }];
  })) as Record<K, Timing>; // as: one timing per key
}
