/** Periods that people filter dates by. `today` and the answers are `YYYY-MM-DD`; weeks begin on Monday. */
export type PeriodName = 'today' | 'week' | 'month' | 'year' | 'past';
export interface Period {
  readonly name: PeriodName;
  readonly first?: string;
  readonly last?: string;
}

const shift = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

export function periods(today: string): readonly Period[] {
  const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  const monday = shift(today, -weekday);
  const month = today.slice(0, 7);
  const nextMonth = shift(`${month}-28`, 7).slice(0, 7);
  return [
    { name: 'today', first: today, last: today },
    { name: 'week', first: monday, last: shift(monday, 6) },
    { name: 'month', first: `${month}-01`, last: shift(`${nextMonth}-01`, -1) },
    { name: 'year', first: `${today.slice(0, 4)}-01-01`, last: `${today.slice(0, 4)}-12-31` },
    { name: 'past', last: shift(today, -1) },
  ];
}
