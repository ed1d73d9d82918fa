/** What else happens when people and roles change: the account follows, and somebody always remains who manages people. */
import { refused } from '../../kernel/errors.ts';
import type { SavedMoment, SliceTx } from '../../kernel/moment.ts';

/**
 * Throws Refused when nobody who works here and can sign in would have the right to manage people.
 * Asked one after another within a company: of two administrators who dismiss each other at once the second sees the first.
 */
async function someoneManagesPeople(tx: SliceTx): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('people/' || $1, 0))`, [tx.tenant.orgId]);
  const [found] = await tx.query(
    `select 1 from employee e join account a on a.org_id = $1 and a.employee = e.id
      where e.org_id = $1 and e.active and e.deleted_at is null and a.password_hash is not null
        and exists (select 1 from role r where r.org_id = $1 and r.id = any(e.roles) and r.deleted_at is null and 'people' = any(r.rights)) limit 1`,
    [tx.tenant.orgId],
  );
  if (!found) throw refused('lastAdministrator');
}

/** The account carries the e-mail that the person signs in with; whoever leaves is signed out everywhere. */
export const employeeSaved: SavedMoment = async (tx, { id, before, after }) => {
  const { orgId } = tx.tenant;
  if (after && before === null) {
    await tx.query('insert into account (email, org_id, employee) values ($3, $1, $2) on conflict (org_id, employee) do update set email = excluded.email', [orgId, id, after.email]);
  } else if (after && after.email !== before?.email) {
    await tx.query('update account set email = $3 where org_id = $1 and employee = $2', [orgId, id, after.email]);
  }
  if (!after || after.active === false) await tx.query('delete from session where org_id = $1 and employee = $2', [orgId, id]);
  if (!after) await tx.query('update account set email = $3 where org_id = $1 and employee = $2', [orgId, id, `${id}@deleted.invalid`]);
  if (before && (!after || after.active !== before.active || JSON.stringify(after.roles) !== JSON.stringify(before.roles))) await someoneManagesPeople(tx);
};

export const roleSaved: SavedMoment = async (tx, { before, after }) => {
  if (before && (!after || JSON.stringify(after.rights) !== JSON.stringify(before.rights))) await someoneManagesPeople(tx);
};
