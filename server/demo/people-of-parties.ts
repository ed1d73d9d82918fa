/** Contacts: who works at the counterparties, some of them at several. */
import type { Values } from '../context.ts';
import { fullName, person, slug } from './names.ts';
import { fresh, type Taken } from './parties.ts';
import type { Random } from './random.ts';
import { landline, mobile } from './requisites.ts';
import type { Party, Someone, Standing, Update, World } from './world.ts';

/** [position, who decides about purchases, weight] */
const positions: readonly (readonly [string, boolean, number])[] = [
  ['Генеральный директор', true, 16], ['Коммерческий директор', true, 7], ['Технический директор', true, 5], ['Главный инженер', true, 14], ['Главный энергетик', true, 6], ['Главный механик', false, 7],
  ['Начальник отдела снабжения', true, 14], ['Специалист по закупкам', false, 17], ['Менеджер по снабжению', false, 10], ['Главный бухгалтер', false, 8], ['Бухгалтер', false, 6],
  ['Начальник участка', false, 5], ['Инженер ПТО', false, 8], ['Прораб', false, 4], ['Юрист', false, 3], ['Секретарь', false, 4], ['Кладовщик', false, 3],
];
const howMany: Partial<Record<Standing, readonly (readonly [number, number])[]>> = {
  vip: [[3, 3], [4, 3], [5, 2], [6, 1]],
  regular: [[1, 1], [2, 4], [3, 3], [4, 1]],
  lead: [[0, 1], [1, 5], [2, 1]],
  competitor: [[0, 3], [1, 2]],
};
const usual = [[1, 3], [2, 4], [3, 2]] as const;
const notes = [
  'Звонить после 14:00.', 'Предпочитает короткие письма.', 'В отпуске каждый август.', 'Хорошо знает насосы, говорить по существу.', 'Просит не звонить в понедельник.', 'Увлекается рыбалкой, познакомились на выставке.',
  'Любит, когда присылают сравнение в таблице.', 'Перед встречей заказывать пропуск за сутки.', 'Раньше работал у нашего поставщика.',
];

const offices = positions.map(([position, decides, weight]) => [[position, decides], weight] as const);

/** People of all counterparties; `at` tells where each works, the chief one of a counterparty first. */
export function makeContacts(r: Random, taken: Taken, world: World, parties: readonly Party[], most = Number.POSITIVE_INFINITY): { people: Someone[]; at: Map<string, Someone[]> } {
  const people: Someone[] = [];
  const at = new Map<string, Someone[]>();
  // Owners of several firms, and bookkeepers who keep the books of a few.
  let shared: Someone | null = null;
  for (const party of parties) {
    if (party.values.kind === 'person') continue;
    const count = r.weighted(howMany[party.standing] ?? usual);
    const seen = new Set<string>();
    const mine: Someone[] = [];
    for (let tries = count * 3; tries > 0 && mine.length < count && people.length < most; tries--) {
      const [position, decides] = r.weighted(offices);
      if (seen.has(position)) continue;
      seen.add(position);
      if (shared && r.chance(0.07)) {
        (shared.values.positions as unknown[]).push({ counterparty: party.id, position, decides }); // as: made by `makeOne`
        mine.push(shared);
        shared = null;
        continue;
      }
      const one = makeOne(r, taken, world, party, position, decides);
      people.push(one);
      mine.push(one);
      if (!shared && r.chance(0.3)) shared = one;
    }
    at.set(party.id, mine);
  }
  return { people, at };
}

/** Values of one contact. Also used for filling a large database. */
export function contactValues(r: Random, taken: Pick<Taken, 'phones'>, party: { id: string; values: Values; place: { area: string } }, position: string, decides: boolean): { values: Values; woman: boolean } {
  const name = person(r);
  const [site] = party.values.emails as { address: string }[]; // as: the demonstration made them
  const domain = site?.address.split('@')[1] ?? 'pochta.example';
  const phones = [{ number: fresh(taken.phones, () => mobile(r)), kind: 'mobile' }];
  if (r.chance(0.3)) phones.unshift({ number: fresh(taken.phones, () => landline(r, party.place.area)), kind: 'work' });
  const box = `${slug(name.first).slice(0, 1)}.${slug(name.last)}`;
  return {
    woman: name.woman,
    values: {
      name: fullName(name), lastName: name.last, firstName: name.first, middleName: name.middle,
      positions: [{ counterparty: party.id, position, decides }],
      phones,
      emails: r.chance(0.78) ? [{ address: `${box}@${domain}`, kind: 'work' }] : [],
    },
  };
}

function makeOne(r: Random, taken: Taken, world: World, party: Party, position: string, decides: boolean): Someone {
  const { values: basic, woman } = contactValues(r, taken, party, position, decides);
  const since = Math.min(-1, party.since + (r.chance(0.6) ? 0 : r.int(0, Math.max(0, party.until - party.since))));
  const consent = r.weighted([['unknown', 5], ['given', 4], ['withdrawn', 0.4]] as const);
  const phones = basic.phones as { number: string }[]; // as: made by `contactValues`
  const values: Values = {
    ...basic,
    owner: party.owner,
    messengers: r.chance(0.3) ? [{ service: r.weighted([['telegram', 6], ['whatsapp', 4], ['max', 3], ['viber', 1]] as const), name: phones.at(-1)?.number ?? '' }] : [],
    birthday: r.chance(0.5) ? birthday(r, world) : null,
    preferredChannel: r.chance(0.6) ? r.weighted([['phone', 6], ['email', 5], ['messenger', 3], ['meeting', 1]] as const) : null,
    consent,
    consentDate: consent === 'unknown' ? null : world.calendar.date(Math.min(-1, since + r.int(0, 60))),
    note: r.chance(0.08) ? r.pick(notes) : null,
  };
  const updates: Update[] =
    consent !== 'unknown' && since < -70
      ? [{ day: Math.min(-1, since + 65), by: party.owner, before: { consent: 'unknown', consentDate: null }, after: { consent, consentDate: values.consentDate } }]
      : [];
  return { id: r.uuid(), values, firstName: String(values.firstName), middleName: String(values.middleName), woman, since, createdBy: party.owner, updates };
}

/** Now and then one of the coming days, so that there is somebody to congratulate. */
function birthday(r: Random, world: World): string {
  const year = r.int(1961, 1999);
  const monthDay = r.chance(0.03) ? world.calendar.date(r.int(0, 20)).slice(5) : world.calendar.date(r.int(-364, 0)).slice(5);
  return `${year}-${monthDay === '02-29' ? '02-28' : monthDay}`;
}
