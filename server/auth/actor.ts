/** The person behind a request, with what their roles give them. Kept for a moment; a change of people or roles clears it at once. */
import type { Actor, Scope } from '../../kernel/access.ts';
import { scopes } from '../../kernel/access.ts';
import type { Pool } from '../db/pool.ts';
import { readOne } from '../db/transaction.ts';

interface ActorRow {
  readonly [key: string]: unknown;
  readonly name: string;
  readonly language: 'ru' | 'en';
  readonly time_zone: string;
  readonly department: string | null;
  readonly scopes: Scope[];
  readonly keys: (string | null)[];
  readonly rights: string[];
  readonly team: string[];
}

/** Loads the person; null when they no longer work here. The widest scope of their roles holds, and all their rights. */
export async function loadActor(pool: Pool, orgId: string, employee: string): Promise<Actor | null> {
  const [row] = await readOne<ActorRow>(
    pool,
    { orgId, id: employee },
    `with recursive me as (select * from employee where org_id = $1 and id = $2 and active and deleted_at is null),
      mine as (select r.* from role r join me on r.id = any(me.roles) where r.org_id = $1 and r.deleted_at is null),
      below as (
        select d.id from department d where d.org_id = $1 and d.deleted_at is null and (d.id = (select department from me) or d.head = $2)
        union select c.id from department c join below b on c.parent = b.id where c.org_id = $1 and c.deleted_at is null)
    select me.name, me.language, me.time_zone, me.department,
      array(select scope from mine) as scopes, array(select key from mine) as keys,
      array(select distinct unnest(rights) from mine) as rights,
      array(select e.id::text from employee e where e.org_id = $1 and e.department in (select id from below)) as team
    from me`,
    [orgId, employee],
  );
  if (!row) return null;
  const scope = scopes.findLast((s) => row.scopes.includes(s)) ?? 'own';
  return {
    id: employee,
    orgId,
    name: row.name,
    language: row.language,
    timeZone: row.time_zone,
    roles: row.keys.filter((k) => k !== null),
    rights: row.rights,
    scope,
    team: scope === 'team' ? [...new Set([...row.team, employee])] : [],
  };
}
