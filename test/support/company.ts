/** Two small companies for stories: people of every role, a group, two classifiers. Ids are fixed, so that stories can name them. */
import pg from 'pg';
import { hashPassword } from '../../server/auth/password.ts';
import { rights, type Right, type Scope } from '../../kernel/access.ts';

export const password = 'correct-horse-9';
const id = (n: number): string => `018f0000-0000-7000-8000-${String(n).padStart(12, '0')}`;

export const orgs = { first: id(1), second: id(2) } as const;
export const departments = { company: id(10), sales: id(11), salesEast: id(12), service: id(13) } as const;
export const roles = { administrator: id(20), director: id(21), head: id(22), manager: id(23), storekeeper: id(24) } as const;
export const people = {
  admin: id(31), director: id(32), head: id(33), manager: id(34), colleague: id(35), outsider: id(36), storekeeper: id(37), foreigner: id(38),
} as const;
export type Person = keyof typeof people;
export const groups = { vip: id(41), sleeping: id(42) } as const;
export const classifiers = { region: id(51), industry: id(52), source: id(53) } as const;
export const items = { volga: id(61), kazan: id(62), samara: id(63), moscow: id(64), trade: id(65), site: id(66) } as const;

const roleOf: Record<keyof typeof roles, { name: string; scope: Scope; rights: readonly Right[] }> = {
  administrator: { name: 'Администратор', scope: 'company', rights },
  director: { name: 'Директор', scope: 'company', rights: ['counterparties', 'documents', 'journal', 'trash'] },
  head: { name: 'Руководитель отдела', scope: 'team', rights: [] },
  manager: { name: 'Менеджер', scope: 'own', rights: [] },
  storekeeper: { name: 'Кладовщик', scope: 'company', rights: [] },
};

/** Manager and colleague work in the head's department, the outsider in another. */
const staff: Record<Exclude<Person, 'foreigner'>, { name: string; role: keyof typeof roles; department: string }> = {
  admin: { name: 'Анна Админова', role: 'administrator', department: departments.company },
  director: { name: 'Дмитрий Директоров', role: 'director', department: departments.company },
  head: { name: 'Галина Главная', role: 'head', department: departments.sales },
  manager: { name: 'Мария Менеджерова', role: 'manager', department: departments.salesEast },
  colleague: { name: 'Константин Коллегин', role: 'manager', department: departments.sales },
  outsider: { name: 'Олег Отдельный', role: 'manager', department: departments.service },
  storekeeper: { name: 'Степан Складской', role: 'storekeeper', department: departments.company },
};

export const emailOf = (person: Person): string => `${person}@${person === 'foreigner' ? 'other' : 'test'}.example`;

/** Fills an empty migrated database. */
export async function fillCompanies(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const insert = (table: string, row: Record<string, unknown>): Promise<unknown> =>
    client.query(`insert into "${table}" (${Object.keys(row).map((k) => `"${k}"`).join(', ')}) values (${Object.keys(row).map((_, i) => `$${i + 1}`).join(', ')})`, Object.values(row));
  const hash = await hashPassword(password);
  const org_id = orgs.first;
  await insert('organisation', { id: org_id, name: 'Первая компания' });
  await insert('organisation', { id: orgs.second, name: 'Вторая компания' });
  for (const [key, r] of Object.entries(roleOf)) await insert('role', { org_id, id: roles[key as keyof typeof roles], key, name: r.name, scope: r.scope, rights: r.rights });
  await insert('department', { org_id, id: departments.company, name: 'Компания' });
  await insert('department', { org_id, id: departments.sales, name: 'Продажи', parent: departments.company });
  await insert('department', { org_id, id: departments.salesEast, name: 'Продажи на востоке', parent: departments.sales });
  await insert('department', { org_id, id: departments.service, name: 'Сервис', parent: departments.company });
  for (const [person, s] of Object.entries(staff)) {
    const employee = people[person as Person];
    await insert('employee', { org_id, id: employee, name: s.name, email: emailOf(person as Person), department: s.department, roles: [roles[s.role]], search: ` ${s.name.toLowerCase()}` });
    await insert('account', { email: emailOf(person as Person), org_id, employee, password_hash: hash });
  }
  await insert('role', { org_id: orgs.second, id: roles.administrator, key: 'administrator', name: 'Администратор', scope: 'company', rights });
  await insert('employee', { org_id: orgs.second, id: people.foreigner, name: 'Фёдор Чужой', email: emailOf('foreigner'), roles: [roles.administrator] });
  await insert('account', { email: emailOf('foreigner'), org_id: orgs.second, employee: people.foreigner, password_hash: hash });
  await insert('group', { org_id, id: groups.vip, name: 'VIP', colour: '#b7791f', mark: '★', order: 1 });
  await insert('group', { org_id, id: groups.sleeping, name: 'Спящие', colour: '#8a5cd6', mark: '☾', order: 2 });
  for (const [key, classifier] of Object.entries(classifiers)) await insert('classifier', { org_id, id: classifier, key, name: key });
  const item = (key: keyof typeof items, classifier: string, name: string, parent?: string): Promise<unknown> =>
    insert('classifier_item', { org_id, id: items[key], classifier, name, parent: parent ?? null, search: ` ${name.toLowerCase()}` });
  await item('volga', classifiers.region, 'Поволжье');
  await item('kazan', classifiers.region, 'Казань', items.volga);
  await item('samara', classifiers.region, 'Самара', items.volga);
  await item('moscow', classifiers.region, 'Москва');
  await item('trade', classifiers.industry, 'Торговля');
  await item('site', classifiers.source, 'Сайт');
  await client.end();
}
