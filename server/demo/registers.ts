/** Movements and balances of registers, from the same `post` that the engine asks. */
import type pg from 'pg';
import type { Document } from '../../kernel/document.ts';
import type { Register } from '../../kernel/register.ts';
import { columnOf, snake } from '../engine/storage.ts';
import { whole } from '../company/rows.ts';
import { copyRows } from './copy.ts';
import type { Recorded } from './records.ts';

type Posting = Recorded & { readonly entity: Document };

/** A document's movements: `[document, n, date, …dimensions, …amounts]`. */
function movementsOf(register: Register, documents: readonly Posting[]): unknown[][] {
  return documents.flatMap(({ entity, id, values, stage, steps }) => {
    const document = { ...whole(entity, values), id, type: entity.name, stage, version: steps.length + 1 };
    const movements = entity.post?.(document as never) ?? []; // as: a row of the very type whose function gets it
    return movements
      .filter((m) => m.register === register.name)
      .map((m, n) => [id, n, values.date, ...Object.keys(register.by).map((d) => m.by[d]), ...Object.keys(register.amounts).map((a) => Number(m.amounts[a] ?? 0))]);
  });
}

export async function copyMovements(client: pg.Client, registers: Iterable<Register>, orgId: string, documents: readonly Posting[]): Promise<void> {
  for (const register of registers) {
    const movements = movementsOf(register, documents);
    await copyRows(client, `${snake(register.name)}_movement`, ['org_id', 'document', 'n', 'at', ...namesOf(register)], movements.map((m) => [orgId, ...m]));
  }
}

const namesOf = (register: Register): string[] => [...Object.keys(register.by), ...Object.keys(register.amounts)].map(columnOf);

/** Balances of a company that had none: the sums of its movements. */
export async function sumBalances(client: pg.Client, registers: Iterable<Register>, orgId: string): Promise<void> {
  for (const register of registers) {
    const keys = Object.keys(register.by).map(columnOf).join(', ');
    const sums = Object.keys(register.amounts).map((a) => `sum(${columnOf(a)})`).join(', ');
    const name = snake(register.name);
    await client.query(`insert into ${name}_balance (org_id, ${namesOf(register).join(', ')}) select org_id, ${keys}, ${sums} from ${name}_movement where org_id = $1 group by org_id, ${keys}`, [orgId]);
  }
}
