/** Three years of documents: occasions with each counterparty, and what is planned for today and the coming weeks. */
import { event, type Event, type Telling } from './events.ts';
import type { Random } from './random.ts';
import { allScenes, eventTypes, occasion, type Audience, type EventType, type Part, type Scene, type Speaker } from './tales.ts';
import { managersOf, type Party, type Someone, type Standing, type World } from './world.ts';

const audienceOf: Readonly<Record<Standing, Audience>> = {
  vip: 'client', regular: 'client', new: 'client', dormant: 'client', lost: 'client', watched: 'client', lead: 'lead', supplier: 'supplier', partner: 'partner', competitor: 'competitor',
};
/** How many occasions there are with one of this standing. */
const occasions: Readonly<Record<Standing, readonly [number, number]>> = {
  vip: [9, 16], regular: [3, 5], new: [1, 1], dormant: [2, 3], lost: [1, 3], watched: [3, 5], lead: [1, 1], supplier: [2, 5], partner: [2, 4], competitor: [1, 2],
};
const typeWeights: Readonly<Record<EventType, number>> = { call: 10, letter: 6, task: 5, note: 3, meeting: 4, trip: 2.5 };

const scenesFor = (audience: Audience): (readonly [Scene, number])[] => allScenes.filter((s) => s.audience === audience && s.weight > 0).map((s) => [s, s.weight] as const);
const forAudience = Object.fromEntries((['client', 'lead', 'supplier', 'partner', 'competitor'] as const).map((a) => [a, scenesFor(a)])) as Record<Audience, (readonly [Scene, number])[]>; // as: made from all audiences
const forPersons = allScenes.find((s) => s.key === 'person');

function chooseScene(r: Random, party: Party): Scene {
  if (party.values.kind === 'person' && forPersons) return forPersons;
  return r.weighted(forAudience[audienceOf[party.standing]]);
}

function tell(r: Random, world: World, party: Party, contacts: readonly Someone[], scene: Scene, day: number): Telling {
  const known = contacts.filter((c) => c.since <= day);
  const contact = known.length === 0 ? null : r.chance(0.6) ? (known[0] ?? null) : r.pick(known);
  const handover = party.updates.find((u) => u.before.owner);
  return {
    world, party, contact, scene: scene.key,
    who: speaker(party, contact),
    occasion: occasion(r, scene.key, party.place.within),
    owner: handover && day < handover.day ? String(handover.before.owner) : party.owner,
  };
}

function speaker(party: Party, contact: Someone | null): Speaker {
  if (contact) return { name: `${contact.firstName} ${contact.middleName}`, woman: contact.woman };
  const words = String(party.values.name).replace(/^ИП /, '').split(' ');
  if (party.values.kind === 'legal' || words.length < 3) return { name: 'Клиент', woman: false };
  return { name: words.slice(1).join(' '), woman: (words[2] ?? '').endsWith('на') };
}

/** Parts of one occasion in the order in which such things go: their letter or call, ours, the work, the conclusion. */
function chooseParts(r: Random, scene: Scene, count: number): Part[] {
  const left = [...scene.parts];
  const chosen: Part[] = [];
  while (chosen.length < count && left.length > 0) {
    const part = r.weighted(left.map((p) => [p, typeWeights[p.type]] as const));
    left.splice(left.indexOf(part), 1);
    chosen.push(part);
  }
  const place = (p: Part): number => (p.incoming ? 0 : 1 + eventTypes.indexOf(p.type));
  return chosen.sort((a, b) => place(a) - place(b));
}

/** Documents of one occasion that begins on a day, up to the last contact with the counterparty. */
function occasionEvents(r: Random, world: World, party: Party, contacts: readonly Someone[], begins: number): Event[] {
  const events: Event[] = [];
  const scene = chooseScene(r, party);
  const t = tell(r, world, party, contacts, scene, begins);
  let day = begins;
  for (const part of chooseParts(r, scene, r.weighted([[1, 2], [2, 4], [3, 4], [4, 2]] as const))) {
    const when = world.calendar.workday(day);
    if (when > Math.min(-1, party.until + 2)) break;
    events.push(event(r, t, part, when));
    day += r.int(0, 6);
  }
  return events;
}

export function pastEvents(r: Random, world: World, parties: readonly Party[], at: ReadonlyMap<string, readonly Someone[]>): Event[] {
  return parties.flatMap((party) => {
    const [least, most] = occasions[party.standing];
    const contacts = at.get(party.id) ?? [];
    // The first occasion is the acquaintance; the others come where they fall.
    return Array.from({ length: r.int(least, most) }, (_, i) => occasionEvents(r, world, party, contacts, Math.min(-1, i === 0 ? party.since : r.int(party.since, party.until)))).flat();
  });
}

/** So many documents, a few counterparties having most of them: for filling a large database. */
export function manyEvents(r: Random, world: World, parties: readonly Party[], at: ReadonlyMap<string, readonly Someone[]>, count: number): Event[] {
  const events: Event[] = [];
  while (events.length < count && parties.length > 0) {
    const party = parties[Math.floor(r.next() ** 2 * parties.length)]!; // !: below the length
    events.push(...occasionEvents(r, world, party, at.get(party.id) ?? [], Math.min(-1, r.int(party.since, party.until))));
  }
  return events.slice(0, count);
}

/** What lies ahead of each who works with clients: overdue, today, and the next four weeks. */
export function openEvents(r: Random, world: World, parties: readonly Party[], at: ReadonlyMap<string, readonly Someone[]>): Event[] {
  const events: Event[] = [];
  const logins = [...managersOf.flat(), 'head1'];
  for (const login of logins) {
    const owner = world.people[login];
    const mine = parties.filter((p) => p.owner === owner && ['vip', 'regular', 'new', 'watched', 'lead'].includes(p.standing));
    if (mine.length === 0) continue;
    const plan = (day: number, types: readonly EventType[]): void => {
      const party = r.pick(mine);
      const scene = chooseScene(r, party);
      const part = r.pick(scene.parts.filter((p) => types.includes(p.type) && !p.incoming));
      if (part) events.push(event(r, tell(r, world, party, at.get(party.id) ?? [], scene, day), part, day, true));
    };
    for (let i = r.int(3, 6); i > 0; i--) plan(-r.int(1, 18), ['task', 'call']);
    for (let i = r.int(4, 7); i > 0; i--) plan(0, ['call', 'meeting', 'task']);
    for (let i = r.int(24, 38); i > 0; i--) plan(world.calendar.workday(r.int(1, 26)), ['call', 'meeting', 'task', 'trip']);
    for (let i = r.int(1, 2); i > 0; i--) plan(-1, ['letter']);
  }
  return events;
}

export interface Counter {
  readonly name: string;
  readonly year: number;
  value: number;
}
export type Counters = Map<string, Counter>;

/** Letters and trips get their numbers in the order in which they reached the stage that gives one; also the counters after that. */
export function numberEvents(events: readonly Event[], nextNumber: (event: Event, value: number) => string, counters: Counters = new Map()): Counter[] {
  const due = events.flatMap((e) => e.steps.filter((s) => 'number' in s.after).map((s) => ({ e, s })));
  due.sort((a, b) => a.s.at.getTime() - b.s.at.getTime() || (a.e.id < b.e.id ? -1 : 1));
  for (const { e, s } of due) {
    const year = Number(String(e.values.date).slice(0, 4));
    const key = `${e.entity.name} ${year}`;
    const counter = counters.get(key) ?? { name: e.entity.name, year, value: 0 };
    counter.value++;
    counters.set(key, counter);
    e.values.number = s.after.number = nextNumber(e, counter.value);
  }
  return [...counters.values()];
}
