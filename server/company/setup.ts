/** The first start without the demonstration: whoever comes first names the company and becomes its administrator. */
import { Employee } from '../../business/company/employee.ts';
import { Invalid, NotFound } from '../../kernel/errors.ts';
import { text } from '../../kernel/field.ts';
import type { Locale } from '../../kernel/i18n.ts';
import { uuidv7 } from '../../kernel/uuid.ts';
import { checkPassword, hashPassword } from '../auth/password.ts';
import type { Context } from '../context.ts';
import { transact } from '../db/transaction.ts';
import { parseFields } from '../engine/value.ts';
import { createCompany } from './create.ts';

/** Arbitrary but fixed: of several who set up at once, one does. */
const lockKey = 746_361;

const anyCompany = 'select 1 from organisation limit 1';

/** True while the database holds no company at all. */
export async function isSetupNeeded(ctx: Context): Promise<boolean> {
  const { rows } = await ctx.pool.query(anyCompany);
  return rows.length === 0;
}

const fields = { organisation: text({ required: true, max: 300 }), name: Employee.fields.name, email: Employee.fields.email, language: Employee.fields.language };

interface Wish {
  readonly organisation: string;
  readonly name: string;
  readonly email: string;
  readonly language: Locale;
  readonly password: string;
}

function wishOf(body: Readonly<Record<string, unknown>>): Wish {
  const { password, ...rest } = body;
  const { values, errors } = parseFields(fields, rest, { partial: false });
  try {
    checkPassword(password, 'password');
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    errors.push(...error.errors);
  }
  if (errors.length > 0) throw new Invalid(errors);
  return { ...values, password } as unknown as Wish; // as: every field was just checked
}

/** Creates the first company; gives what its administrator signs in with. Throws NotFound when there is a company already. */
export async function setUp(ctx: Context, body: Readonly<Record<string, unknown>>): Promise<{ email: string; password: string }> {
  if (!(await isSetupNeeded(ctx))) throw new NotFound('setup');
  const wish = wishOf(body);
  const passwordHash = await hashPassword(wish.password);
  const administrator = { id: uuidv7(), name: wish.name, email: wish.email, passwordHash };
  const id = uuidv7();
  await transact(ctx.pool, { orgId: id, id: administrator.id }, async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1)', [lockKey]);
    if ((await tx.query(anyCompany)).length > 0) throw new NotFound('setup');
    await createCompany(tx, { id, name: wish.organisation, language: wish.language, administrator, at: ctx.now(), nextId: uuidv7 });
  });
  return { email: wish.email, password: wish.password };
}
