/** The sign-in page of a demonstration offers its people. */
import type { FastifyInstance } from 'fastify';
import type { Context } from '../context.ts';
import { readOne } from '../db/transaction.ts';
import { demoPassword } from '../demo/accounts.ts';

export function demoRoute(app: FastifyInstance, ctx: Context): void {
  app.get('/demo', { config: { open: true } }, async () => {
    if (!ctx.demo) return { accounts: [], password: null };
    const { rows } = await ctx.pool.query<{ email: string; org_id: string; employee: string; organisation: string }>(
      `select a.email, a.org_id, a.employee, o.name as organisation from account a join organisation o on o.id = a.org_id where o.settings->>'demo' = 'true' order by o.created_at, a.email`,
    );
    const accounts = await Promise.all(rows.map((r) => accountOf(ctx, r)));
    return { accounts, password: demoPassword };
  });
}

async function accountOf(ctx: Context, r: { email: string; org_id: string; employee: string; organisation: string }): Promise<unknown> {
  const [e] = await readOne<{ name: string; position: string | null; role: string | null }>(
    ctx.pool,
    { orgId: r.org_id, id: r.employee },
    `select e.name, e.position, (select r.key from role r where r.org_id = $1 and r.id = any(e.roles) order by r.name limit 1) as role from employee e where e.org_id = $1 and e.id = $2`,
    [r.org_id, r.employee],
  );
  return { email: r.email, organisation: r.organisation, ...e };
}
