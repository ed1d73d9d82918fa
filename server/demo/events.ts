/** One document of an occasion, with how it came to its stage. */
import { Call } from '../../business/crm/call.ts';
import { Letter } from '../../business/crm/letter.ts';
import { Meeting } from '../../business/crm/meeting.ts';
import { Note } from '../../business/crm/note.ts';
import { Task } from '../../business/crm/task.ts';
import { Trip } from '../../business/crm/trip.ts';
import type { Document } from '../../kernel/document.ts';
import type { Values } from '../context.ts';
import type { Random } from './random.ts';
import type { Recorded, Step } from './records.ts';
import { bodyOf, told, type EventType, type Occasion, type Part, type Speaker } from './tales.ts';
import type { Party, Someone, World } from './world.ts';

const entities: Readonly<Record<EventType, Document>> = { call: Call, letter: Letter, task: Task, note: Note, meeting: Meeting, trip: Trip } as never; // as: stage names are narrower than `string`

/** A document whose number is given later, when all are known and in order. */
export type Event = Recorded & { readonly entity: Document };

export interface Telling {
  readonly world: World;
  readonly party: Party;
  readonly contact: Someone | null;
  readonly who: Speaker;
  readonly occasion: Occasion;
  readonly scene: string;
  /** Who had the client at that time. */
  readonly owner: string;
}

interface Plan {
  readonly values: Values;
  readonly stage: string;
  readonly steps: Step[];
}

/** `day` is when it takes place. What lies in the past is done, unless `open`. */
export function event(r: Random, t: Telling, part: Part, day: number, open = false): Event {
  const { calendar } = t.world;
  const mentioned = calendar.date(calendar.workday(day + r.int(1, 18)));
  const made = Math.min(-1, calendar.workday(part.incoming || part.type === 'note' ? day : day - r.int(0, 5)));
  const hour = 9 + r.int(0, 35) / 4;
  const at = calendar.at(Math.max(made, Math.min(t.party.since, -1)), part.incoming ? hour : 8.7 + r.next() * 0.3);
  const common: Values = {
    date: calendar.date(day),
    title: told(part.title, t.occasion, t.who, mentioned),
    counterparty: t.party.id,
    contact: t.contact?.id ?? null,
    owner: t.owner,
    body: bodyOf(r, part, t.occasion, t.who, mentioned),
  };
  const result = part.results.length > 0 ? told(r.pick(part.results), t.occasion, t.who, mentioned) : null;
  const plan = plans[part.type]({ r, t, part, day, hour, open: open || day >= 0, result });
  const steps = plan.steps.filter((s) => s.at < calendar.at(0, 0));
  const values = { ...common, ...plan.values, ...Object.assign({}, ...steps.map((s) => s.after)) };
  const { stage: _, ...kept } = values;
  return { entity: entities[part.type], id: r.uuid(at.getTime()), values: kept, stage: String(steps.at(-1)?.after.stage ?? plan.stage), at, by: t.owner, steps };
}

interface Making {
  readonly r: Random;
  readonly t: Telling;
  readonly part: Part;
  readonly day: number;
  readonly hour: number;
  readonly open: boolean;
  readonly result: string | null;
}

const step = (at: Date, by: string, from: string, to: string, written: Values = {}): Step => ({
  at, by,
  before: { stage: from, ...Object.fromEntries(Object.keys(written).map((k) => [k, null])) },
  after: { stage: to, ...written },
});

function planned({ r, t, day, hour, open, result }: Making, length: number, own: Values, more: Values = {}): Plan {
  const { calendar } = t.world;
  const by = String(own.assignee ?? t.owner);
  const values = { startsAt: calendar.at(day, hour).toISOString(), endsAt: calendar.at(day, hour + length).toISOString(), assignee: by, ...own };
  if (open) return { values, stage: 'planned', steps: [] };
  if (r.chance(0.045)) return { values, stage: 'planned', steps: [step(calendar.at(day, hour), by, 'planned', 'cancelled')] };
  return { values, stage: 'planned', steps: [step(calendar.at(day, hour + length + 0.1), by, 'planned', 'done', { ...(result ? { result } : {}), ...more })] };
}

const outcomes = [['Договорились', 6], ['Вопрос решён', 5], ['Просил перезвонить', 3], ['Отправить предложение', 3], ['Не дозвонились', 2], ['Отказ', 1]] as const;

const plans: Readonly<Record<EventType, (m: Making) => Plan>> = {
  call(m) {
    const { r, t, part, open } = m;
    const [phone] = ((t.contact ?? t.party).values.phones as { number: string }[]) ?? []; // as: the demonstration made them
    const outcome = !open && r.chance(0.6) ? { outcome: t.world.item('call-result', r.weighted(outcomes)) } : {};
    return planned(m, r.int(1, 5) / 10, { direction: part.incoming ? 'in' : 'out', phone: phone?.number ?? null }, outcome);
  },
  meeting(m) {
    const { r, t } = m;
    const [address] = t.party.values.addresses as { text: string }[]; // as: the demonstration made them
    const place = r.weighted([[`У клиента: ${address?.text ?? ''}`, 5], ['Наш офис, переговорная', 3], ['Видеовстреча', 3]] as const);
    const helper = r.weighted([[null, 5], ['head1', 2], ['engineer', 2], ['director', 0.5]] as const);
    const participants = helper && t.world.people[helper] !== t.owner ? [t.world.people[helper]] : [];
    return planned(m, r.pick([0.5, 1, 1, 1.5, 2]), { place, participants });
  },
  task(m) {
    const { r, t, day, open, result } = m;
    const { calendar, people } = t.world;
    const helper = t.scene === 'claim' || t.scene === 'service' ? 'engineer' : t.scene === 'accounts' ? 'accountant' : t.scene === 'order' || t.scene === 'delivery' ? 'storekeeper' : null;
    const assignee = helper && r.chance(0.5) ? (people[helper] ?? t.owner) : t.owner;
    const values: Values = { assignee, due: calendar.at(day, 18).toISOString(), priority: r.weighted([['normal', 7], ['high', 2], ['low', 1]] as const) };
    const begin = step(calendar.at(day - 1, 12), assignee, 'open', 'working');
    if (open) return { values, stage: 'open', steps: r.chance(0.3) ? [begin] : [] };
    if (r.chance(0.04)) return { values, stage: 'open', steps: [step(calendar.at(day, 15), t.owner, 'open', 'cancelled')] };
    return { values, stage: 'open', steps: [step(calendar.at(day, 10 + r.next() * 8), assignee, 'open', 'done', result ? { result } : {})] };
  },
  letter({ r, t, part, day, hour, open }) {
    const { calendar } = t.world;
    const values: Values = {
      direction: part.incoming ? 'in' : 'out',
      channel: r.weighted([['email', 8], ['post', 1], ['courier', 0.6], ['messenger', 1]] as const),
      theirNumber: part.incoming && r.chance(0.6) ? `${r.int(10, 900)}-${calendar.date(day).slice(2, 4)}` : null,
      due: part.incoming ? calendar.at(calendar.workday(day + 5), 18).toISOString() : null,
      assignee: part.incoming ? t.owner : null,
    };
    if (open) return { values, stage: 'draft', steps: [] };
    const registered = step(calendar.at(day, hour + 0.2), t.owner, 'draft', 'registered', { number: '' });
    const answered = step(calendar.at(calendar.workday(day + r.int(1, 4)), 16), t.owner, 'registered', 'answered');
    return { values, stage: 'draft', steps: part.incoming || r.chance(0.55) ? [registered, answered] : [registered] };
  },
  note: () => ({ values: {}, stage: 'kept', steps: [] }),
  trip({ r, t, day, open, result }) {
    const { calendar, people } = t.world;
    const assignee = t.scene === 'claim' || t.scene === 'service' ? (people.engineer ?? t.owner) : t.owner;
    const nights = r.int(0, 2);
    const values: Values = {
      assignee, destination: t.party.place.city, budget: `${r.int(8, 60)}00.00`,
      startsAt: calendar.at(day, 8).toISOString(), endsAt: calendar.at(day + nights, 19).toISOString(),
    };
    if (open) return { values, stage: 'planned', steps: [] };
    const leaves = step(calendar.at(day, 8), assignee, 'planned', 'underway', { number: '' });
    return { values, stage: 'planned', steps: [leaves, step(calendar.at(day + nights, 19.5), assignee, 'underway', 'done', result ? { result } : {})] };
  },
};
