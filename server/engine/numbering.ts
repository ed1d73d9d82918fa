/** Numbers without gaps: a counter row per company, mask and year, locked in the document's own transaction. */
import type { Document } from '../../kernel/document.ts';
import type { Tx } from '../db/transaction.ts';

/** True when a document of this type gets its number on reaching `stage`. */
export const isNumberedAt = (type: Document, stage: string, hasNumber: boolean): boolean =>
  type.number !== undefined && !hasNumber && (type.numberedAt === undefined || type.numberedAt === stage);

/** The next number by the type's mask: `{yyyy}` and `{yy}` are the year of the document's date, `{0000}` the running number. */
export async function nextNumber(tx: Tx, type: Document, date: string): Promise<string> {
  const mask = type.number ?? '{0}';
  // A mask without a year counts on for ever.
  const year = /\{yy(yy)?\}/.test(mask) ? Number(date.slice(0, 4)) : 0;
  const [row] = await tx.query<{ value: number }>(
    'insert into counter as c (org_id, name, year, value) values ($1, $2, $3, 1) on conflict (org_id, name, year) do update set value = c.value + 1 returning value',
    [tx.tenant.orgId, type.name, year],
  );
  return spelledNumber(type, date, row?.value ?? 0);
}

/** The running number as the type's mask writes it. */
export function spelledNumber(type: Document, date: string, value: number): string {
  return (type.number ?? '{0}')
    .replace('{yyyy}', date.slice(0, 4))
    .replace('{yy}', date.slice(2, 4))
    .replace(/\{(0+)\}/, (_, zeros: string) => String(value).padStart(zeros.length, '0'));
}
