/** Which columns a list shows, in which order and how wide: each person's own, kept in the browser. */
import { useCallback, useState } from 'react';
import type { Entity } from '../../kernel/declarations.ts';
import type { Field } from '../../kernel/field.ts';

export interface ColumnSettings {
  readonly shown: readonly string[];
  readonly widths: Readonly<Record<string, number>>;
  /** How many of the first columns stay in place while one scrolls sideways. */
  readonly frozen: number;
}

export interface Column {
  readonly name: string;
  readonly field: Field;
  readonly label: string;
  readonly width: number;
  /** Numbers and dates stand at the right, so that digits are under digits. */
  readonly right: boolean;
}

export const MIN_WIDTH = 64;
export const MARK_WIDTH = 34;

/** The column that names a row. */
export const labelOf = (entity: Entity): string => (entity.kind === 'catalog' ? entity.label : 'title');

export function defaultWidth(entity: Entity, name: string, field: Field): number {
  if (name === labelOf(entity)) return 280;
  switch (field.kind) {
    case 'date':
      return 104;
    case 'datetime':
      return 156;
    case 'integer':
    case 'flag':
      return 92;
    case 'money':
    case 'decimal':
      return 124;
    case 'longText':
      return 260;
    case 'choice':
      return 136;
    default:
      return field.format === 'mono' || name === 'number' ? 128 : 170;
  }
}

const settingsKey = (user: string, entity: Entity): string => `flydoc.columns.${user}.${entity.name}`;

export const defaultSettings = (entity: Entity): ColumnSettings => ({ shown: entity.list.columns, widths: {}, frozen: 1 });

function read(user: string, entity: Entity, fields: Readonly<Record<string, Field>>): ColumnSettings {
  try {
    const stored = JSON.parse(localStorage.getItem(settingsKey(user, entity)) ?? 'null') as Partial<ColumnSettings> | null; // as: written below; each part is checked
    if (!stored?.shown) return defaultSettings(entity);
    const shown = stored.shown.filter((name) => Object.hasOwn(fields, name));
    return { shown: shown.length > 0 ? shown : entity.list.columns, widths: stored.widths ?? {}, frozen: stored.frozen ?? 1 };
  } catch {
    return defaultSettings(entity);
  }
}

export function useColumnSettings(user: string, entity: Entity, fields: Readonly<Record<string, Field>>) {
  const [settings, set] = useState(() => read(user, entity, fields));
  const change = useCallback(
    (next: Partial<ColumnSettings> | null) =>
      set((before) => {
        const after = next ? { ...before, ...next } : defaultSettings(entity);
        localStorage.setItem(settingsKey(user, entity), JSON.stringify(after));
        return after;
      }),
    [user, entity],
  );
  return [settings, change] as const;
}

const LEAST_NAME = 200;

/** Beside an open card there is little room: the name and as many of the first columns as fit whole. */
export function fitting(entity: Entity, columns: readonly Column[], room: number): readonly Column[] {
  const name = columns.find((c) => c.name === labelOf(entity)) ?? columns[0];
  if (!name) return columns;
  const least = { ...name, width: Math.min(name.width, LEAST_NAME) };
  let left = room - MARK_WIDTH - least.width;
  const taken = new Set([name.name]);
  for (const c of columns) {
    if (c === name) continue;
    if (c.width > left) break;
    left -= c.width;
    taken.add(c.name);
  }
  return columns.flatMap((c) => (c === name ? [least] : taken.has(c.name) ? [c] : []));
}
