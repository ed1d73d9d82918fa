/** Many rows into one table through COPY, in constant memory: rows are made as the server takes them. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from } from 'pg-copy-streams';

const special: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const escaped = (text: string): string => (/[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (c) => special[c] ?? c) : text);
const inArray = (value: unknown): string => (value === null ? 'NULL' : `"${String(value).replace(/["\\]/g, '\\$&')}"`);

function written(value: unknown): string {
  if (value === null || value === undefined) return '\\N';
  if (typeof value === 'string') return escaped(value);
  if (Array.isArray(value)) return escaped(`{${value.map(inArray).join(',')}}`);
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? escaped(JSON.stringify(value)) : String(value);
}

const pieceSize = 256 * 1024;

function* pieces(rows: Iterable<readonly unknown[]>): Generator<string> {
  let piece = '';
  for (const row of rows) {
    for (let i = 0; i < row.length; i++) piece += (i === 0 ? '' : '\t') + written(row[i]);
    piece += '\n';
    if (piece.length < pieceSize) continue;
    yield piece;
    piece = '';
  }
  if (piece) yield piece;
}

/** Names of columns come from declarations, never from a caller. */
export async function copyRows(client: pg.Client, table: string, columns: readonly string[], rows: Iterable<readonly unknown[]>): Promise<void> {
  await pipeline(Readable.from(pieces(rows), { objectMode: true, highWaterMark: 2 }), client.query(from(`copy ${table} (${columns.join(', ')}) from stdin`)));
}
