/** The registry of counterparties: firms, sole traders and persons with requisites that pass every check. */
import type { Values } from '../context.ts';
import { firmName, fullName, person, slug } from './names.ts';
import { places, streets, type Place } from './places.ts';
import type { Random } from './random.ts';
import { account, banks, kppOf, landline, legalInn, mobile, ogrn, ogrnip, okpo, personInn } from './requisites.ts';
import { managersOf, type Party, type Standing, type Update, type World } from './world.ts';

export const historyDays = 1095;

/** Industries of those who buy pumps and fittings, with their shares. */
const industries: readonly (readonly [string, number])[] = [
  ['36', 9], ['37', 6], ['35.3', 9], ['35.1', 3], ['43.2', 14], ['41', 8], ['42', 6], ['68.3', 8], ['46.7', 9], ['47', 3], ['01.1', 3], ['01.4', 3], ['01.13', 2], ['10', 6], ['11', 2], ['20', 4],
  ['21', 1], ['23', 3], ['24', 3], ['28', 4], ['06', 3], ['05', 1], ['17', 1], ['71', 4], ['55', 3], ['93', 2], ['86', 1], ['81', 2], ['50', 1],
];
const standings: readonly (readonly [Standing, number])[] = [
  ['vip', 4], ['regular', 25], ['new', 12], ['dormant', 19], ['lost', 10], ['watched', 4], ['lead', 12], ['supplier', 7], ['partner', 5], ['competitor', 2],
];
/** Places in the list of groups (server/company/defaults.ts). */
const groupOf: Partial<Record<Standing, number>> = { vip: 0, regular: 1, new: 2, dormant: 3, lost: 4, watched: 5 };
const sources: readonly (readonly [string, number])[] = [
  ['Сайт', 20], ['Звонок клиента', 16], ['Холодный звонок', 14], ['Рекомендация', 17], ['Выставка', 9], ['Поиск и реклама в сети', 11], ['Рассылка', 4], ['Тендерная площадка', 8], ['Партнёр', 5],
];
const loyalty: Readonly<Record<Standing, readonly string[]>> = {
  vip: ['Рекомендует нас', 'Доволен'], regular: ['Доволен', 'Спокойно относится', 'Рекомендует нас'], new: ['Не знаем', 'Спокойно относится'], dormant: ['Спокойно относится', 'Не знаем'],
  lost: ['Уходит к конкуренту', 'Недоволен'], watched: ['Недоволен', 'Уходит к конкуренту'], lead: ['Не знаем'], supplier: ['Доволен', 'Спокойно относится'], partner: ['Рекомендует нас', 'Доволен'], competitor: ['Не знаем'],
};

const placesByWeight = places.map((p) => [p, p.weight] as const);

interface Names {
  readonly kind: 'legal' | 'sole-trader' | 'person';
  readonly name: string;
  readonly fullName: string;
  readonly form: string | null;
  readonly domain: string;
}

type Known = Pick<Set<string>, 'has' | 'add'>;

/** No two counterparties share a name, a telephone or a domain. */
export interface Taken {
  readonly names: Known;
  readonly phones: Known;
  readonly domains: Known;
  /** Makes names differ where there are too many to remember all. */
  readonly serial?: () => number;
}
export const nothingTaken = (): Taken => ({ names: new Set(), phones: new Set(), domains: new Set() });

/** Remembers nothing, for a million of them: firms and domains carry numbers instead. */
export function numberedTaken(): Taken {
  const forgets: Known = { has: () => false, add: () => new Set() };
  let serial = 0;
  return { names: forgets, phones: forgets, domains: forgets, serial: () => ++serial };
}

export function fresh(taken: Known, make: () => string): string {
  for (let attempt = 0; attempt < 1000; attempt++) {
    const made = make();
    if (taken.has(made)) continue;
    taken.add(made);
    return made;
  }
  throw new Error('The demonstration has run out of different values');
}

function freeDomain(taken: Taken, stem: string): string {
  const base = `${slug(stem) || 'firma'}${taken.serial ? `-${taken.serial()}` : ''}`;
  let domain = `${base}.example`;
  for (let n = 2; taken.domains.has(domain); n++) domain = `${base}-${n}.example`;
  taken.domains.add(domain);
  return domain;
}

const legalNames: Readonly<Record<string, readonly [string, string]>> = {
  ООО: ['Общество с ограниченной ответственностью', '12300'],
  АО: ['Акционерное общество', '12267'],
  ПАО: ['Публичное акционерное общество', '12247'],
  МУП: ['Муниципальное унитарное предприятие', '65200'],
};

function legalName(r: Random, taken: Taken, industry: string, city: string): Names {
  const form = r.weighted([['ООО', industry === '36' ? 2 : 78], ['АО', 9], ['ПАО', 1], ['МУП', ['36', '37', '35.3'].includes(industry) ? 9 : 0]] as const);
  const [spelled, code] = legalNames[form] ?? ['', null];
  let own = '';
  fresh(taken.names, () => {
    do own = firmName(r, industry, city);
    // A town owns its waterworks and boiler houses, not trading firms.
    while (/([а-яё]{3,})-?\1/i.test(own) || (form === 'МУП' && !/канал|Тепло|Котельные|Очистные|Биоочистка/.test(own)));
    if (taken.serial && r.chance(0.7)) own = own.replace('»', `-${r.int(1, 999)}»`);
    return own;
  });
  return { kind: 'legal', name: `${form} ${own}`, fullName: `${spelled} ${own}`, form: code, domain: freeDomain(taken, own) };
}

function personName(r: Random, taken: Taken, kind: 'sole-trader' | 'person'): Names {
  const name = fresh(taken.names, () => fullName(person(r, r.chance(kind === 'person' ? 0.4 : 0.3))));
  const [last = '', first = ''] = name.split(' ');
  if (kind === 'person') return { kind, name, fullName: name, form: null, domain: 'pochta.example' };
  return { kind, name: `ИП ${name}`, fullName: `Индивидуальный предприниматель ${name}`, form: '50102', domain: freeDomain(taken, `${last} ${first.slice(0, 1)}`) };
}

/** Values of one counterparty, without its group and owner. Also used for filling a large database. */
export function partyValues(r: Random, taken: Taken, place: Place, world: Pick<World, 'item'>, year: number, kind = r.weighted([['legal', 73], ['sole-trader', 18], ['person', 9]] as const)): Values {
  const industry = kind === 'person' ? '97' : r.weighted(industries);
  const names = kind === 'legal' ? legalName(r, taken, industry, place.city) : personName(r, taken, kind);
  const legal = kind === 'legal';
  const [last = '', first = ''] = names.name.replace('ИП ', '').split(' ');
  const number = (make: () => string): string => fresh(taken.phones, make);
  const phones = kind === 'person' ? [{ number: number(() => mobile(r)), kind: 'mobile' }] : [{ number: number(() => landline(r, place.area)), kind: 'work' }];
  if (kind !== 'person' && r.chance(0.35)) phones.push({ number: number(() => mobile(r)), kind: 'mobile' });
  if (legal && r.chance(0.12)) phones.push({ number: number(() => landline(r, place.area)), kind: 'fax' });
  const box = kind === 'person' ? `${slug(`${last} ${first}`)}-${r.int(1, 9999)}` : r.pick(['info', 'office', 'zakaz', 'mail', 'snab']);
  const emails = r.chance(0.93) ? [{ address: `${box}@${names.domain}`, kind: kind === 'person' ? 'personal' : 'work' }] : [];
  if (legal && r.chance(0.25)) emails.push({ address: `buh@${names.domain}`, kind: 'billing' });
  const address = (): string => `г. ${place.city}, ${r.pick(streets)}, д. ${r.int(1, 140)}${r.chance(0.25) ? `, ${kind === 'person' ? 'кв.' : 'оф.'} ${r.int(1, 60)}` : ''}`;
  const region = world.item('region', place.region);
  const addresses = [{ kind: kind === 'person' ? 'actual' : 'legal', text: address(), region, postcode: place.postcode + r.digits(3) }];
  if (legal && r.chance(0.3)) addresses.push({ kind: r.pick(['actual', 'delivery', 'postal']), text: address(), region, postcode: place.postcode + r.digits(3) });
  const bankAccounts = kind === 'person' || r.chance(0.1) ? [] : [bankAccount(r, kind)];
  if (legal && r.chance(0.08)) bankAccounts.push(bankAccount(r, kind));
  const registered = year - r.int(0, 22);
  return {
    name: names.name,
    fullName: names.fullName,
    kind,
    inn: legal ? legalInn(r, place.region) : kind === 'sole-trader' || r.chance(0.4) ? personInn(r, place.region) : null,
    kpp: legal ? kppOf(place.region) : null,
    ogrn: legal ? ogrn(r, place.region, Math.max(2003, registered)) : kind === 'sole-trader' ? ogrnip(r, place.region, Math.max(2005, registered)) : null,
    okpo: legal && r.chance(0.5) ? okpo(r) : null,
    legalForm: names.form && world.item('legal-form', names.form),
    region,
    industry: world.item('industry', industry),
    phones,
    emails,
    sites: kind !== 'person' && r.chance(0.45) ? [{ address: `https://${names.domain}` }] : [],
    addresses,
    bankAccounts,
  };
}

function bankAccount(r: Random, kind: 'legal' | 'sole-trader'): Record<string, string> {
  const at = r.pick(banks);
  return { account: account(r, at, kind), bic: at.bic, bankName: at.bankName, correspondentAccount: at.correspondentAccount };
}

const notes = [
  'Оплата с отсрочкой 14 дней по договору, лимит согласован с директором.', 'Работают только по предоплате.', 'Просят присылать счета на почту бухгалтерии.', 'Приёмка на складе до 15:00, пропуск заказывать накануне.',
  'Закупают через тендерную площадку, прямые договоры до 600 тыс. ₽.', 'Документы принимают через систему обмена, бумага не нужна.', 'Свой монтажный участок, шефмонтаж не нужен.', 'Сезон — с апреля по октябрь.',
  'Решение принимает главный инженер, снабжение только оформляет.', 'Нужны паспорта и сертификаты на каждую единицу.', 'Отгрузка самовывозом, машина от 5 тонн.',
];

export function makeParties(r: Random, taken: Taken, world: World, count: number): Party[] {
  return Array.from({ length: count }, () => makeParty(r, taken, world));
}

function rolesOf(r: Random, standing: Standing): string[] {
  if (standing === 'supplier') return r.chance(0.2) ? ['supplier', 'client'] : ['supplier'];
  if (standing === 'partner') return r.weighted([[['partner', 'client'], 4], [['agent'], 3], [['partner'], 3], [['partner', 'agent'], 1]] as const).slice();
  if (standing === 'competitor') return r.chance(0.25) ? ['competitor', 'supplier'] : ['competitor'];
  return r.chance(0.05) ? ['client', 'supplier'] : ['client'];
}

/** When we met, and when we last heard of them. */
function span(r: Random, standing: Standing): [number, number] {
  switch (standing) {
    case 'new': return [-r.int(4, 90), -r.int(0, 3)];
    case 'lead': return [-r.int(5, 420), -r.int(0, 4)];
    case 'dormant': return [-r.int(420, historyDays), -r.int(190, 400)];
    case 'lost': return [-r.int(620, historyDays), -r.int(410, 600)];
    case 'vip': return [-r.int(700, historyDays), -r.int(1, 14)];
    default: return [-r.int(130, historyDays), -r.int(1, 45)];
  }
}

function makeParty(r: Random, taken: Taken, world: World): Party {
  const standing = r.weighted(standings);
  const place = r.weighted(placesByWeight);
  const kind = ['supplier', 'competitor', 'partner', 'vip'].includes(standing) ? (r.chance(0.88) ? 'legal' : 'sole-trader') : undefined;
  const [since, until] = span(r, standing);
  const { calendar, people, company } = world;
  const managers = managersOf[place.territory];
  const login = standing === 'competitor' || (standing === 'vip' && r.chance(0.15)) ? 'head1' : standing === 'supplier' && r.chance(0.3) ? 'storekeeper' : r.pick(managers);
  const owner = people[login] ?? '';
  const group = groupOf[standing];
  const values: Values = {
    ...partyValues(r, taken, place, world, calendar.year(since), kind),
    roles: rolesOf(r, standing),
    group: group === undefined ? null : company.groups[group],
    owner,
    source: r.chance(0.88) ? world.item('source', r.weighted(sources)) : null,
    loyalty: r.chance(0.7) ? world.item('loyalty', r.pick(loyalty[standing])) : null,
    note: r.chance(0.14) ? r.pick(notes) : null,
  };
  const updates = changesOf(r, world, { values, standing, since, until, owner, managers });
  return { id: r.uuid(), values, place, standing, owner, since, until, createdBy: String(updates.find((u) => u.before.owner)?.before.owner ?? owner), updates };
}

/** How a counterparty came to be what it is: first among the new ones, sometimes with another manager. */
function changesOf(r: Random, world: World, p: { values: Values; standing: Standing; since: number; until: number; owner: string; managers: readonly string[] }): Update[] {
  const updates: Update[] = [];
  const { values, since, until } = p;
  if (p.managers.some((m) => world.people[m] === p.owner) && until - since > 200 && r.chance(0.16)) {
    const earlier = world.people[r.pick(p.managers)] ?? p.owner;
    if (earlier !== p.owner) updates.push({ day: since + r.int(60, 190), by: world.people.head1 ?? p.owner, before: { owner: earlier }, after: { owner: p.owner } });
  }
  if (!['new', 'lead', 'supplier', 'partner', 'competitor'].includes(p.standing)) {
    const day = p.standing === 'dormant' || p.standing === 'lost' ? until + r.int(90, 180) : since + r.int(20, 110);
    updates.push({ day, by: p.owner, before: { group: world.company.groups[2] }, after: { group: values.group } });
  }
  const phones = values.phones as unknown[]; // as: made a few lines above
  if (phones.length > 1 && r.chance(0.3)) updates.push({ day: since + r.int(3, 40), by: p.owner, before: { phones: phones.slice(0, 1) }, after: { phones } });
  if (typeof values.note === 'string' && r.chance(0.5)) updates.push({ day: since + r.int(10, 90), by: p.owner, before: { note: null }, after: { note: values.note } });
  return updates.filter((u) => u.day < 0).sort((a, b) => a.day - b.day);
}
