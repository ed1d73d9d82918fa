/** The left half of a dossier: one document in two lines, grouped by when; the list grows as one scrolls. */
import { useEffect, useRef, type KeyboardEvent, type ReactElement } from 'react';
import type { DataRow } from '../api.ts';
import { useDeclarations } from '../declarations.tsx';
import { asReference, asText } from '../fields/values.ts';
import { useFormats, useT } from '../i18n.tsx';
import { cardMessages } from '../messages/card.ts';
import { Icon } from '../ui/icons.tsx';
import { Empty } from '../ui/states.tsx';
import styles from './dossier.module.css';
import { StageMark } from './StageSteps.tsx';
import { whenOf, type DossierData } from './useDossier.ts';

interface Props {
  readonly dossier: DossierData;
  readonly chosen: string | null;
  readonly onChoose: (row: DataRow) => void;
  readonly filtered: boolean;
}

export function DossierList({ dossier, chosen, onChoose, filtered }: Props): ReactElement {
  const t = useT(cardMessages);
  const box = useRef<HTMLDivElement>(null);
  const end = useRef<HTMLDivElement>(null);
  const { groups, more } = dossier;
  const rows = groups.flatMap((group) => group.rows);

  useEffect(() => {
    if (!more || !end.current) return;
    const watcher = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && more(), { root: box.current, rootMargin: '400px' });
    watcher.observe(end.current);
    return () => watcher.disconnect();
  }, [more]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const at = rows.findIndex((row) => row.id === chosen);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    const next = to === undefined ? undefined : rows[to];
    if (!next) return;
    event.preventDefault();
    onChoose(next);
    const item = box.current?.querySelector<HTMLElement>(`[data-id="${next.id}"]`);
    item?.focus({ preventScroll: true });
    item?.scrollIntoView({ block: 'nearest' });
  };

  if (rows.length === 0) {
    const what = filtered ? 'dossier.notFound' : 'dossier.empty';
    return <Empty icon="folder" title={t(what)} detail={t(`${what}.detail`)} />;
  }
  return (
    <div ref={box} className={styles.list} onKeyDown={onKeyDown}>
      {groups.map((group) => (
        <section key={group.key} aria-label={group.title}>
          <h2 className={styles.month} data-late={group.key === 'late' || undefined}>
            {group.title}
          </h2>
          {group.rows.map((row) => (
            <Item
              key={row.id}
              row={row}
              planned={group.key === 'late' || group.key === 'coming'}
              late={group.key === 'late'}
              chosen={row.id === chosen}
              tabbable={row.id === (chosen ?? rows[0]?.id)}
              onChoose={onChoose}
            />
          ))}
        </section>
      ))}
      <div ref={end} className={styles.end}>
        {dossier.fetchingMore && t('dossier.more')}
      </div>
    </div>
  );
}

const excerpt = (row: DataRow): string => (asText(row.result) || asText(row.body)).slice(0, 160).replace(/\s+/g, ' ');

interface ItemProps {
  readonly row: DataRow;
  /** Still to be done: the time says more than the stage. */
  readonly planned: boolean;
  readonly late: boolean;
  readonly chosen: boolean;
  readonly tabbable: boolean;
  readonly onChoose: (row: DataRow) => void;
}

function Item({ row, planned, late, chosen, tabbable, onChoose }: ItemProps): ReactElement {
  const t = useT();
  const formats = useFormats();
  const type = useDeclarations().documents.get(asText(row.type));
  const stage = asText(row.stage);
  const when = whenOf(row);
  const person = asReference(row.contact) ?? asReference(row.assignee) ?? asReference(row.owner);
  const colour = late ? 'red' : (type?.stages[stage]?.colour ?? 'grey');
  return (
    <button
      type="button"
      className={styles.item}
      data-id={row.id}
      aria-current={chosen || undefined}
      tabIndex={tabbable ? 0 : -1}
      onClick={() => onChoose(row)}
    >
      <Icon name={type?.icon ?? 'file'} size={15} className={styles.itemIcon} />
      <span className="sr-only">{t(asText(row.type))}: </span>
      <b>{asText(row.title) || t(asText(row.type))}</b>
      {planned && when ? (
        <span className={styles.when} style={{ color: `var(--stage-${colour})` }}>
          {formats.moment(when)}
        </span>
      ) : (
        type && Object.keys(type.stages).length > 1 && <StageMark type={type.name} stage={stage} colour={colour} />
      )}
      <small>{[planned ? null : formats.day(asText(row.date)), person?.label, excerpt(row)].filter(Boolean).join(' · ')}</small>
    </button>
  );
}
