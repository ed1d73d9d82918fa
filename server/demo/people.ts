/** Departments, people and their accounts. */
import { Department } from '../../business/company/department.ts';
import { Employee } from '../../business/company/employee.ts';
import { addAccount, type Company } from '../company/create.ts';
import { insertRows, whole, type NewRow } from '../company/rows.ts';
import type { Tx } from '../db/transaction.ts';
import { random } from './random.ts';
import { mobile } from './requisites.ts';
import { departments, staff } from './staff.ts';

/** Ids by login: always the same, so that addresses of cards stay good from one demonstration to the next. */
export const idsOfStaff = (): Readonly<Record<string, string>> => {
  const r = random('staff');
  return Object.fromEntries(staff.map((s) => [s.login, r.uuid()]));
};

/** The administrator is there already, as the first of the company. */
export async function addStaff(tx: Pick<Tx, 'tenant' | 'query'>, company: Company, people: Readonly<Record<string, string>>, passwordHash: string, at: Date): Promise<void> {
  const r = random('departments');
  const createdBy = people.admin ?? null;
  const row = (entity: NewRow['entity'], id: string, values: NewRow['values']): NewRow => ({ entity, id, values: whole(entity, values), createdAt: at, createdBy });
  const ids = departments.map(() => r.uuid());
  const others = staff.filter((s) => s.login !== 'admin');
  const rows = [
    ...departments.map(([name, parent], order) => row(Department, ids[order] ?? '', { name, parent: parent === null ? null : ids[parent], order })),
    ...others.map((s) =>
      row(Employee, people[s.login] ?? '', {
        name: s.name, email: `${s.login}@demo.example`, department: ids[s.department], roles: [company.roles[s.role]], position: s.position, phone: mobile(r),
      }),
    ),
  ];
  await insertRows(tx, rows, { id: r.uuid(at.getTime()), at, actor: people.admin ?? '' });
  for (const s of others) await addAccount(tx, { id: people[s.login] ?? '', email: `${s.login}@demo.example`, passwordHash });
  await tx.query('update employee set department = $3, phone = $4 where org_id = $1 and id = $2', [company.id, people.admin, ids[0], mobile(r)]);
  for (const [login, department] of [['director', 0], ['head1', 1], ['storekeeper', 5], ['accountant', 6], ['engineer', 7]] as const) {
    await tx.query('update department set head = $3 where org_id = $1 and id = $2', [company.id, ids[department], people[login]]);
  }
}
