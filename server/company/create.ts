/** A new company: its first administrator, and the roles, groups and classifiers that every company starts with. */
import { ClassifierItem, Classifier, classifierKeys } from '../../business/crm/classifier.ts';
import { Employee } from '../../business/company/employee.ts';
import { Role } from '../../business/company/role.ts';
import { Group } from '../../business/crm/group.ts';
import { roleKeys, type RoleKey } from '../../kernel/access.ts';
import type { Locale } from '../../kernel/i18n.ts';
import type { Entity } from '../../kernel/declarations.ts';
import type { Values } from '../context.ts';
import type { Tx } from '../db/transaction.ts';
import { callResults, defaultGroups, defaultRoles, fileKinds, legalForms, loyaltyLevels, positions, sources, type Named } from './defaults.ts';
import { industries } from './industries.ts';
import { districts } from './regions.ts';
import { insertRows, whole, type NewRow } from './rows.ts';

export type ClassifierKey = (typeof classifierKeys)[number];

export interface NewCompany {
  readonly id: string;
  readonly name: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly administrator: { readonly id: string; readonly name: string; readonly email: string; readonly passwordHash: string; readonly position?: string; readonly phone?: string };
  readonly language: Locale;
  readonly at: Date;
  readonly nextId: () => string;
}

export interface Item {
  readonly id: string;
  readonly parent: string | null;
  readonly code: string | null;
  readonly name: string;
}

/** Ids of what a new company has, for those who fill it further. */
export interface Company {
  readonly id: string;
  readonly roles: Readonly<Record<RoleKey, string>>;
  /** In the order of `defaultGroups`. */
  readonly groups: readonly string[];
  readonly items: Readonly<Record<ClassifierKey, readonly Item[]>>;
}

/** Stores the company in the caller's transaction, which must run for `o.id` (row-level security). */
export async function createCompany(tx: Pick<Tx, 'tenant' | 'query'>, o: NewCompany): Promise<Company> {
  const rows: NewRow[] = [];
  const add = (entity: Entity, given: Values, id = o.nextId()): string => {
    rows.push({ entity, id, values: whole(entity, given), createdAt: o.at, createdBy: o.administrator.id });
    return id;
  };
  const { administrator } = o;
  const roles = Object.fromEntries(
    roleKeys.map((key) => [key, add(Role, { name: defaultRoles[key][o.language], key, scope: defaultRoles[key].scope, rights: [...defaultRoles[key].rights] })]),
  ) as Record<RoleKey, string>; // as: made from the list of all keys
  add(
    Employee,
    {
      name: administrator.name, email: administrator.email, position: administrator.position ?? defaultRoles.administrator[o.language], phone: administrator.phone,
      roles: [roles.administrator], language: o.language,
    },
    administrator.id,
  );
  const groups = defaultGroups.map((g, order) => add(Group, { name: g[o.language], colour: g.colour, mark: g.mark, order }));
  const items = Object.fromEntries(classifierKeys.map((key) => [key, addClassifier(add, key, o.language)])) as Record<ClassifierKey, Item[]>; // as: made from the list of all keys

  await tx.query('insert into organisation (id, name, settings, created_at) values ($1, $2, $3, $4)', [o.id, o.name, JSON.stringify(o.settings ?? {}), o.at]);
  await insertRows(tx, rows, { id: o.nextId(), at: o.at, actor: administrator.id });
  await addAccount(tx, administrator);
  return { id: o.id, roles, groups, items };
}

/** What a person signs in with. */
export const addAccount = (tx: Pick<Tx, 'tenant' | 'query'>, person: { id: string; email: string; passwordHash: string }): Promise<unknown> =>
  tx.query('insert into account (email, org_id, employee, password_hash) values ($1, $2, $3, $4)', [person.email, tx.tenant.orgId, person.id, person.passwordHash]);

const classifierNames: Readonly<Record<ClassifierKey, Named>> = {
  region: { ru: 'Регионы России', en: 'Regions of Russia' },
  industry: { ru: 'Отрасли', en: 'Industries' },
  source: { ru: 'Источники', en: 'Sources' },
  'legal-form': { ru: 'Правовые формы', en: 'Legal forms' },
  loyalty: { ru: 'Лояльность', en: 'Loyalty' },
  position: { ru: 'Должности', en: 'Positions' },
  'call-result': { ru: 'Итоги звонков', en: 'Results of calls' },
  'file-kind': { ru: 'Виды файлов', en: 'Kinds of files' },
};

type Branch = Named & { readonly code?: string; readonly within?: readonly (Named & { readonly code?: string })[] };

const contents: Readonly<Record<ClassifierKey, readonly Branch[]>> = {
  region: districts.map((d) => ({ ...d, within: d.regions, code: d.code === '—' ? undefined : d.code })),
  industry: industries,
  source: sources,
  'legal-form': legalForms,
  loyalty: loyaltyLevels,
  position: positions,
  'call-result': callResults,
  'file-kind': fileKinds,
};

function addClassifier(add: (entity: Entity, given: Values) => string, key: ClassifierKey, language: Locale): Item[] {
  const classifier = add(Classifier, { name: classifierNames[key][language], key });
  const items: Item[] = [];
  const addItem = (named: Named & { readonly code?: string }, parent: string | null, order: number): string => {
    const code = named.code ?? null;
    const id = add(ClassifierItem, { classifier, parent, code, name: named[language], order });
    items.push({ id, parent, code, name: named[language] });
    return id;
  };
  contents[key].forEach((branch, order) => {
    const id = addItem(branch, null, order);
    branch.within?.forEach((leaf, i) => addItem(leaf, id, i));
  });
  return items;
}
