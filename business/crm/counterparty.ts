import { company, everyone, owner, right, team } from '../../kernel/access.ts';
import { catalog } from '../../kernel/catalog.ts';
import { choice, choices, classified, list, longText, ref, text, type Problem } from '../../kernel/field.ts';
import { email, phone, site } from '../formats.ts';
import { duplicateKeys } from './duplicate-keys.ts';
import { checkAccount, checkBik, checkCorrespondentAccount, checkInn, checkKpp, checkOgrn, checkOgrnip, checkOkpo, type RequisiteProblem } from './requisites.ts';

export const counterpartyKinds = ['legal', 'sole-trader', 'person'] as const;
export const counterpartyRoles = ['client', 'supplier', 'partner', 'agent', 'competitor'] as const;

/**
 * Puts a requisite's problem into the message catalogue's words. Warnings let the number pass; an all-zero one,
 * which passes every checksum and is never real, does not.
 */
const requisite = (name: string, problem: RequisiteProblem | null): Problem | null =>
  problem && (problem.level === 'error' || problem.code === 'zeros') ? { code: `requisite.${problem.code}`, params: { name } } : null;

const digits = (s: string): string => s.replace(/[\s-]/g, '');

export const Counterparty = catalog('counterparty', {
  fields: {
    name: text({ required: true, max: 300 }),
    fullName: text({ max: 1000 }),
    kind: choice(counterpartyKinds, { required: true }),
    roles: choices(counterpartyRoles),
    group: ref('group'),
    owner: ref('employee'),
    inn: text({
      max: 20,
      format: 'mono',
      normalize: digits,
      // 10 digits for a legal entity, 12 for a sole trader and a person.
      check: (inn, row) => {
        if (/^\d+$/.test(inn) && row.kind === 'legal' && inn.length === 12) return { code: 'innOfPerson' };
        if (/^\d+$/.test(inn) && row.kind !== 'legal' && inn.length === 10) return { code: 'innOfLegal' };
        return requisite('inn', checkInn(inn));
      },
    }),
    kpp: text({
      max: 20,
      format: 'mono',
      normalize: (s) => digits(s).toUpperCase(),
      check: (kpp, row) => (row.kind === 'legal' ? requisite('kpp', checkKpp(kpp)) : { code: 'kppOnlyLegal' }),
    }),
    ogrn: text({
      max: 20,
      format: 'mono',
      normalize: digits,
      check: (ogrn, row) => requisite('ogrn', row.kind === 'legal' ? checkOgrn(ogrn) : checkOgrnip(ogrn)),
    }),
    okpo: text({ max: 20, format: 'mono', normalize: digits, check: (okpo) => requisite('okpo', checkOkpo(okpo)) }),
    legalForm: classified('legal-form'),
    region: classified('region'),
    industry: classified('industry'),
    source: classified('source'),
    loyalty: classified('loyalty'),
    phones: list({ number: phone({ required: true }), kind: choice(['work', 'mobile', 'fax', 'other'], { initial: 'work' }) }),
    emails: list({ address: email({ required: true }), kind: choice(['work', 'personal', 'billing', 'other'], { initial: 'work' }) }),
    sites: list({ address: site({ required: true }) }),
    addresses: list({
      kind: choice(['legal', 'postal', 'actual', 'delivery'], { initial: 'actual' }),
      text: text({ required: true, max: 1000 }),
      region: classified('region'),
      postcode: text({ max: 20 }),
    }),
    bankAccounts: list({
      account: text({
        required: true,
        max: 40,
        format: 'mono',
        normalize: digits,
        check: (account, line) => (typeof line.bic === 'string' ? requisite('account', checkAccount(account, line.bic)) : null),
      }),
      bic: text({ required: true, max: 20, format: 'mono', normalize: digits, check: (bic) => requisite('bic', checkBik(bic)) }),
      bankName: text({ max: 300 }),
      correspondentAccount: text({
        max: 40,
        format: 'mono',
        normalize: digits,
        check: (account, line) => (typeof line.bic === 'string' ? requisite('correspondentAccount', checkCorrespondentAccount(account, line.bic)) : null),
      }),
    }),
    note: longText({ max: 20_000 }),
  },
  label: 'name',
  hint: ['inn', 'region'],
  ownedBy: 'owner',
  search: (c) => ({
    words: [c.name, c.fullName, ...c.emails.map((e) => e.address), ...c.sites.map((s) => s.address)],
    numbers: [c.inn, c.kpp, c.ogrn, ...c.phones.map((p) => p.number)],
  }),
  duplicateKeys: (c) => duplicateKeys({ name: c.name, inn: c.inn, phones: c.phones.map((p) => p.number), emails: c.emails.map((e) => e.address) }),
  access: {
    read: [owner, team, company],
    create: [everyone],
    update: [owner, team, right('counterparties')],
    delete: [owner, team, right('counterparties')],
  },
  list: {
    columns: ['name', 'group', 'inn', 'region', 'owner', 'phones', 'roles', 'industry', 'updatedAt'],
    filters: ['group', 'owner', 'region', 'industry', 'roles', 'kind', 'source', 'loyalty'],
    sort: 'name',
  },
});
