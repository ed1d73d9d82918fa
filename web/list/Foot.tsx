/** Below a list: what the colours mean, how many rows there are, what is selected, what is new. */
import type { Entity } from '../../kernel/declarations.ts';
import { useFormats, useT } from '../i18n.tsx';
import { listMessages } from '../messages/list.ts';
import { Icon } from '../ui/icons.tsx';
import { note } from '../ui/notes.tsx';
import { cellText } from './cell-text.ts';
import type { Column } from './columns.ts';
import { valuesOf, withCondition, type Filter } from './conditions.ts';
import css from './registry.module.css';
import type { Rows, Snapshot } from './rows.ts';
import type { Tints } from './tint.ts';

interface Props {
  readonly entity: Entity;
  readonly now: Snapshot;
  readonly rows: Rows;
  readonly tints: Tints;
  readonly filter: Filter;
  readonly columns: readonly Column[];
  readonly selection: ReadonlySet<string>;
  readonly narrow: boolean;
  readonly onFilter: (filter: Filter) => void;
  readonly onSelection: (selection: ReadonlySet<string>) => void;
}

export function Foot(p: Props) {
  const t = useT(listMessages);
  const { now, selection } = p;
  const total = now.total;
  return (
    <footer className={css.foot}>
      {selection.size > 0 ? <Selected {...p} /> : <Legend {...p} />}
      <span className={css.grow} />
      {now.state === 'failed' && now.rows.length > 0 && (
        <span role="alert" className={css.failed}>
          {t('failed.more')} <button type="button" className={css.quiet} onClick={p.rows.retry}>{t('again')}</button>
        </span>
      )}
      {now.stale && (
        <button type="button" className={css.fresh} onClick={p.rows.again}>
          <Icon name="refresh" size={13} />
          {t('fresh')}
        </button>
      )}
      <span role="status" className={css.count}>
        {total ? t(total.exact ? 'count' : 'count.about', { n: total.value }) : now.rows.length > 0 ? t('count.some', { n: now.rows.length }) : ''}
      </span>
    </footer>
  );
}

/** A click on a colour shows only its rows; a second click shows all again. */
function Legend({ tints, filter, onFilter }: Props) {
  const t = useT(listMessages);
  const field = tints.field;
  if (!field || tints.legend.length === 0) return null;
  const chosen = valuesOf(filter[field]);
  return (
    <ul className={css.legend} aria-label={t('legend')}>
      {tints.legend.map((one) => {
        const only = chosen.length === 1 && chosen[0] === one.id;
        return (
          <li key={one.id}>
            <button
              type="button" aria-pressed={only} title={t(only ? 'legend.all' : 'legend.only', { name: one.name })}
              onClick={() => onFilter(withCondition(filter, field, only ? undefined : { in: [one.id] }))}
            >
              <i aria-hidden="true" style={{ color: one.mark }}>{one.sign || '●'}</i>
              {one.name}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function Selected({ entity, now, columns, selection, onSelection }: Props) {
  const t = useT(listMessages);
  const tAll = useT();
  const formats = useFormats();
  /** As a table that a spreadsheet takes. */
  const copy = async (): Promise<void> => {
    const w = { t: tAll, formats, entity: entity.name };
    const chosen = now.rows.filter((row) => selection.has(row.id));
    const clean = (text: string): string => text.replace(/[\t\r\n]+/g, ' ');
    const lines = [columns.map((c) => c.label), ...chosen.map((row) => columns.map((c) => clean(cellText(w, c.name, c.field, row[c.name], row))))];
    await navigator.clipboard.writeText(lines.map((line) => line.join('\t')).join('\n'));
    note({ text: t('copied', { n: chosen.length }) });
  };
  return (
    <div className={css.selected}>
      <b role="status">{t('selected', { n: selection.size })}</b>
      <button type="button" className={css.quiet} onClick={() => void copy()}>{t('selected.copy')}</button>
      <button type="button" className={css.quiet} onClick={() => onSelection(new Set())}>{t('selected.clear')}</button>
    </div>
  );
}
