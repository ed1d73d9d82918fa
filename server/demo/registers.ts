/** Movements and balances of registers, from the same `post` that the engine asks. */
import type pg from 'pg';
import type { Document } from '../../kernel/document.ts';
import type { Register } from '../../kernel/register.ts';
import type { Context } from '../context.ts';
import { columnOf, snake } from '../engine/storage.ts';
import { whole } from '../company/rows.ts';
import { copyRows } from './copy.ts';
import type { Recorded } from './records.ts';

type Posting = Recorded & { readonly entity: Document };

/** A document's movements: `[document, n, date, …dimensions, …amounts]`. */
export function movementsOf(register: Register, documents: readonly Posting[]): unknown[][] {
  return documents.flatMap(({ entity, id, values, stage, steps }) => {
    const document = { ...whole(entity, values), id, type: entity.name, stage, version: steps.length + 1 };
    const movements = entity.post?.(document as never) ?? []; // as: a row of the very type whose function gets it
    return movements
      .filter((m) => m.register === register.name)
      .map((m, n) => [id, n, values.date, ...Object.keys(register.by).map((d) => m.by[d]), ...Object.keys(register.amounts).map((a) => Number(m.amounts[a] ?? 0))]);
  });
}

/** The demonstration's amounts are small whole numbers, so they may be added as numbers. */
export function balancesOf(register: Register, movements: readonly (readonly unknown[])[]): unknown[][] {
  const dimensions = Object.keys(register.by).length;
  const balances = new Map<string, unknown[]>();
  for (const movement of movements) {
    const values = movement.slice(3);
    const key = JSON.stringify(values.slice(0, dimensions));
    const balance = balances.get(key);
    if (!balance) balances.set(key, values);
    else for (let i = dimensions; i < values.length; i++) balance[i] = Number(balance[i]) + Number(values[i]);
  }
  return [...balances.values()];
}

export async function copyMovements(ctx: Context, client: pg.Client, orgId: string, documents: readonly Posting[]): Promise<void> {
  for (const register of ctx.declarations.registers.values()) {
    const movements = movementsOf(register, documents);
    const names = [...Object.keys(register.by), ...Object.keys(register.amounts)].map(columnOf);
    const balances = balancesOf(register, movements);
    await copyRows(client, `${snake(register.name)}_movement`, ['org_id', 'document', 'n', 'at', ...names], movements.map((m) => [orgId, ...m]));
    await copyRows(client, `${snake(register.name)}_balance`, ['org_id', ...names], balances.map((b) => [orgId, ...b]));
  }
}
