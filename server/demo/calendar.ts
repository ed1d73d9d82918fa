/** Days of the demonstration, counted from the day of its first start: 0 is today, -1 yesterday. All of it in Moscow's time. */
const day = 86_400_000;
const moscow = 3 * 3_600_000;

export interface Calendar {
  /** `YYYY-MM-DD`. */
  date(offset: number): string;
  /** The moment of a day: 9.5 is half past nine. */
  at(offset: number, hour: number): Date;
  /** The same day, or the Monday after a weekend. */
  workday(offset: number): number;
  year(offset: number): number;
}

/** `today` is `YYYY-MM-DD`. */
export function calendar(today: string): Calendar {
  const start = Date.parse(`${today}T00:00:00Z`);
  const date = (offset: number): string => new Date(start + offset * day).toISOString().slice(0, 10);
  return {
    date,
    at: (offset, hour) => new Date(start + offset * day - moscow + Math.round(hour * 60) * 60_000),
    workday(offset) {
      const weekday = new Date(start + offset * day).getUTCDay();
      return offset + (weekday === 6 ? 2 : weekday === 0 ? 1 : 0);
    },
    year: (offset) => Number(date(offset).slice(0, 4)),
  };
}
