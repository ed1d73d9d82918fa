/** What the parts of the demonstration know of each other. */
import type { Company, ClassifierKey } from '../company/create.ts';
import type { Values } from '../context.ts';
import type { Calendar } from './calendar.ts';
import type { Place } from './places.ts';
import type { Recorded } from './records.ts';

export interface World {
  readonly company: Company;
  readonly calendar: Calendar;
  /** Ids of the staff by login. */
  readonly people: Readonly<Record<string, string>>;
  /** Id of a classifier's item by its code or name. */
  readonly item: (key: ClassifierKey, codeOrName: string) => string;
}

/** A later change of a row: which fields, on which day, by whom. */
export interface Update {
  readonly day: number;
  readonly by: string;
  readonly before: Values;
  readonly after: Values;
}

export type Standing = 'vip' | 'regular' | 'new' | 'dormant' | 'lost' | 'watched' | 'lead' | 'supplier' | 'partner' | 'competitor';

export interface Party {
  readonly id: string;
  /** As they are today. */
  readonly values: Values;
  readonly place: Place;
  readonly standing: Standing;
  readonly owner: string;
  /** The day of the first acquaintance, and of the last contact. */
  readonly since: number;
  readonly until: number;
  readonly createdBy: string;
  readonly updates: readonly Update[];
}

export interface Someone {
  readonly id: string;
  readonly values: Values;
  readonly firstName: string;
  readonly middleName: string;
  readonly woman: boolean;
  readonly since: number;
  readonly createdBy: string;
  readonly updates: readonly Update[];
}

/** How the staff's territories divide the managers. */
export const managersOf = [
  ['manager1', 'manager2', 'manager3'],
  ['manager4', 'manager5', 'manager6'],
  ['manager7', 'manager8', 'manager9'],
] as const;

export function worldOf(company: Company, days: Calendar, people: World['people']): World {
  const known = new Map<string, string>();
  for (const [key, items] of Object.entries(company.items)) {
    for (const item of items) for (const name of [item.name, item.code]) if (name) known.set(`${key} ${name}`, item.id);
  }
  return {
    company,
    calendar: days,
    people,
    item(key, codeOrName) {
      const id = known.get(`${key} ${codeOrName}`);
      if (!id) throw new Error(`The classifier ${key} has no "${codeOrName}"`);
      return id;
    },
  };
}

/** A counterparty or a contact with its history. */
export function recordOf({ calendar: days }: World, entity: Recorded['entity'], made: Party | Someone): Recorded {
  const hour = 9 + (Number.parseInt(made.id.slice(0, 4), 16) % 540) / 60;
  return {
    entity, id: made.id, values: made.values, at: days.at(made.since, hour), by: made.createdBy,
    steps: made.updates.map((u, i) => ({ at: days.at(u.day, 18 + i / 10), by: u.by, before: u.before, after: u.after })),
  };
}
