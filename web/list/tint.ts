/** The colour of a row: of its group or its stage, readable in both themes, with a sign for those who do not tell colours apart. */
import { useComputedColorScheme } from '@mantine/core';
import { useMemo } from 'react';
import { tintOf } from '../../kernel/colour.ts';
import type { Declarations, Entity } from '../../kernel/declarations.ts';
import { stageLabel } from '../../kernel/labels.ts';
import type { DataRow } from '../api.ts';
import { useAll } from '../data.ts';
import { useDeclarations } from '../declarations.tsx';
import { useT } from '../i18n.tsx';
import { stageColour } from '../theme.ts';

export interface Tint {
  /** Id of the group or name of the stage. */
  readonly id: string;
  readonly name: string;
  /** Background of the row. */
  readonly tint: string;
  /** Colour of the sign and of the bar. */
  readonly mark: string;
  /** The same colour for words: 4.5:1 on the tint and on the pane. */
  readonly text: string;
  /** One sign; empty for stages, whose rows carry the icon of their type. */
  readonly sign: string;
}

export interface Tints {
  /** The field that colours rows: a filter by it is what a click on the legend makes. */
  readonly field: string | null;
  readonly of: (row: DataRow) => Tint | undefined;
  readonly legend: readonly Tint[];
}

/** The field of a catalog that refers to groups, if it has one. */
export const groupField = (entity: Entity): string | null =>
  entity.kind === 'catalog' ? (Object.entries(entity.fields).find(([, f]) => f.kind === 'ref' && f.target === 'group')?.[0] ?? null) : null;

const idOf = (value: unknown): string | undefined =>
  typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string' ? value.id : undefined;

const stagesOf = (entity: Entity, declarations: Declarations) =>
  entity.kind !== 'document' ? [] : entity.name === 'document' ? [...declarations.documents.values()] : [entity];

export function useTints(entity: Entity): Tints {
  const theme = useComputedColorScheme('light');
  const t = useT();
  const declarations = useDeclarations();
  const field = groupField(entity);
  const groups = useAll('group', {}, { enabled: field !== null }).rows;
  return useMemo(() => {
    if (field) {
      const legend = groups.map((g): Tint => ({ id: g.id, name: String(g.name), sign: String(g.mark), ...tintOf(String(g.colour), theme) }));
      const byId = new Map(legend.map((tint) => [tint.id, tint]));
      return { field, legend, of: (row) => byId.get(idOf(row[field]) ?? '') };
    }
    const byStage = new Map<string, Tint>();
    for (const type of stagesOf(entity, declarations)) {
      for (const [stage, { colour }] of Object.entries(type.stages)) {
        byStage.set(`${type.name} ${stage}`, { id: stage, name: stageLabel(t, type.name, stage), sign: '', ...tintOf(stageColour(colour), theme) });
      }
    }
    if (byStage.size === 0) return { field: null, legend: [], of: () => undefined };
    const type = entity.name === 'document' ? null : entity.name;
    const legend = type && byStage.size > 1 ? [...byStage.values()] : [];
    return { field: 'stage', legend, of: (row) => byStage.get(`${type ?? String(row.type)} ${String(row.stage)}`) };
  }, [entity, declarations, field, groups, theme, t]);
}
