/** Departments, people and their accounts. */
import { Department } from '../../business/company/department.ts';
import { Employee } from '../../business/company/employee.ts';
import { addAccount, type Company } from '../company/create.ts';
import { insertRows, whole, type NewRow } from '../company/rows.ts';
import type { Tx } from '../db/transaction.ts';
import { columnOf, tableOf } from '../engine/storage.ts';
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
  // Departments and people refer to each other, so these references come last, as changes of their own.
  await refer(tx, Employee, people.admin ?? '', 'department', ids[0] ?? '', { operation: r.uuid(at.getTime()), at, actor: people.admin ?? '' });
  for (const [login, department] of [['director', 0], ['head1', 1], ['storekeeper', 5], ['accountant', 6], ['engineer', 7]] as const) {
    await refer(tx, Department, ids[department] ?? '', 'head', people[login] ?? '', { operation: r.uuid(at.getTime()), at, actor: people.admin ?? '' });
  }
}

async function refer(tx: Pick<Tx, 'tenant' | 'query'>, entity: NewRow['entity'], id: string, field: string, target: string, by: { operation: string; at: Date; actor: string }): Promise<void> {
  const { orgId } = tx.tenant;
  await tx.query(`update ${tableOf(entity)} set ${columnOf(field)} = $3, version = version + 1 where org_id = $1 and id = $2`, [orgId, id, target]);
  await tx.query('insert into operation (org_id, id, at, actor, kind, entity, entity_id) values ($1, $2, $3, $4, $5, $6, $7)', [orgId, by.operation, by.at, by.actor, 'update', entity.name, id]);
  await tx.query(`insert into change (org_id, operation, n, entity, entity_id, action, version, before, after) values ($1, $2, 0, $3, $4, 'update', 2, $5, $6)`, [
    orgId, by.operation, entity.name, id, JSON.stringify({ [field]: null }), JSON.stringify({ [field]: target }),
  ]);
}
