import { company, everyone, owner, right, team, through } from '../../kernel/access.ts';
import { catalog } from '../../kernel/catalog.ts';
import { choice, classified, date, flag, list, longText, ref, text } from '../../kernel/field.ts';
import { email, phone, site } from '../formats.ts';
import { duplicateKeys } from './duplicate-keys.ts';

/** A person whom the company deals with; may hold positions at several counterparties. */
export const Contact = catalog('contact', {
  fields: {
    name: text({ required: true, max: 300 }),
    lastName: text({ max: 100 }),
    firstName: text({ max: 100 }),
    middleName: text({ max: 100 }),
    positions: list({
      counterparty: ref('counterparty', { required: true }),
      position: text({ max: 200 }),
      /** The person decides about purchases here. */
      decides: flag({ initial: false }),
    }),
    owner: ref('employee'),
    phones: list({ number: phone({ required: true }), kind: choice(['work', 'mobile', 'home', 'other'], { initial: 'mobile' }) }),
    emails: list({ address: email({ required: true }), kind: choice(['work', 'personal', 'other'], { initial: 'work' }) }),
    messengers: list({ service: choice(['telegram', 'whatsapp', 'viber', 'max', 'vk', 'other'], { required: true }), name: text({ required: true, max: 200 }) }),
    sites: list({ address: site({ required: true }) }),
    addresses: list({ kind: choice(['home', 'work', 'other'], { initial: 'work' }), text: text({ required: true, max: 1000 }), postcode: text({ max: 20 }) }),
    birthday: date(),
    preferredChannel: choice(['phone', 'email', 'messenger', 'meeting']),
    /** Consent to advertising must be given beforehand and be provable (38-FZ art. 18): the date stands beside it. */
    consent: choice(['unknown', 'given', 'withdrawn'], { required: true, initial: 'unknown' }),
    consentDate: date(),
    source: classified('source'),
    note: longText({ max: 20_000 }),
  },
  label: 'name',
  hint: ['positions.counterparty'],
  ownedBy: 'owner',
  search: (c) => ({
    words: [c.name, c.lastName, c.firstName, c.middleName, ...c.positions.map((p) => p.position), ...c.emails.map((e) => e.address), ...c.messengers.map((m) => m.name)],
    numbers: c.phones.map((p) => p.number),
  }),
  duplicateKeys: (c) => duplicateKeys({ name: c.name, inn: null, phones: c.phones.map((p) => p.number), emails: c.emails.map((e) => e.address) }),
  access: {
    read: [owner, team, company, through('positions.counterparty')],
    create: [everyone],
    update: [owner, team, right('counterparties')],
    delete: [owner, team, right('counterparties')],
  },
  list: {
    columns: ['name', 'positions', 'phones', 'emails', 'birthday', 'owner', 'updatedAt'],
    filters: ['owner', 'preferredChannel', 'consent', 'source'],
    sort: 'name',
  },
});
