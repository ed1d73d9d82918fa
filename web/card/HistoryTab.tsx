/** Who changed what, and when: every operation with the fields it touched, as they were and as they became. */
import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { allFields, type Entity } from '../../kernel/declarations.ts';
import { fieldLabel, stageLabel } from '../../kernel/labels.ts';
import { api, pathOf, type Named } from '../api.ts';
import { FieldDisplay } from '../fields/FieldDisplay.tsx';
import { asText, isEmpty } from '../fields/values.ts';
import { useFormats, useT } from '../i18n.tsx';
import { cardMessages } from '../messages/card.ts';
import { Icon } from '../ui/icons.tsx';
import { Empty, Shape, Trouble } from '../ui/states.tsx';
import styles from './history.module.css';

interface Change {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}
interface Operation {
  readonly operation: string;
  readonly at: string;
  readonly by: Named | null;
  readonly kind: string;
  readonly action: 'create' | 'update' | 'delete' | 'restore' | 'stage';
  readonly version: number;
  readonly changes: readonly Change[];
}
interface HistoryPage {
  readonly rows: readonly Operation[];
  readonly next: string | null;
}

const icons = { create: 'plus', update: 'edit', delete: 'trash', restore: 'restore', stage: 'flag' } as const;
/** What the engine keeps for itself is no news. */
const silent = new Set(['version', 'createdAt', 'createdBy', 'updatedAt', 'updatedBy', 'deletedAt', 'deletedBy', 'id', 'type']);

export default function HistoryTab({ entity, id }: { entity: Entity; id: string }): ReactElement {
  const t = useT(cardMessages);
  const query = useInfiniteQuery({
    queryKey: ['history', entity.name, id],
    queryFn: ({ pageParam, signal }) => api.get<HistoryPage>(`${pathOf(entity)}/${id}/history`, { after: pageParam, limit: 50 }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page: HistoryPage) => page.next,
  });
  if (query.isPending) return <Shape rows={5} />;
  if (query.isError) return <Trouble error={query.error} again={() => void query.refetch()} />;
  const operations = query.data.pages.flatMap((page) => page.rows);
  if (operations.length === 0) return <Empty icon="history" title={t('history.empty')} detail={t('history.empty.detail')} />;
  return (
    <div className={styles.history}>
      <ol>
        {operations.map((operation) => (
          <Entry key={`${operation.operation} ${operation.version}`} entity={entity} operation={operation} />
        ))}
      </ol>
      {query.hasNextPage && (
        <Button variant="subtle" size="xs" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('history.more')}
        </Button>
      )}
    </div>
  );
}

function Entry({ entity, operation }: { entity: Entity; operation: Operation }): ReactElement {
  const t = useT();
  const tc = useT(cardMessages);
  const formats = useFormats();
  const fields = allFields(entity);
  const told = ({ before, after }: Change): boolean => (operation.action === 'create' ? !isEmpty(after) : !(isEmpty(before) && isEmpty(after)));
  const changes = operation.changes.filter((change) => !silent.has(change.field) && fields[change.field] && told(change));
  const shown = (name: string, value: unknown): ReactElement => {
    if (name === 'stage') return <>{value ? stageLabel(t, entity.name, asText(value)) : '—'}</>;
    return <FieldDisplay entity={entity} path={name} field={fields[name]!} value={value} />; // !: changes were filtered by known fields
  };
  return (
    <li className={styles.entry} data-action={operation.action}>
      <span className={styles.sign}>
        <Icon name={icons[operation.action] ?? 'edit'} size={14} />
      </span>
      <div className={styles.what}>
        <p>
          <b>{operation.by?.label ?? tc('history.system')}</b> <span>{tc(`history.${operation.action}`)}</span>{' '}
          <time dateTime={operation.at} title={formats.dateTime(operation.at)}>
            {formats.ago(operation.at)}
          </time>
        </p>
        {changes.length > 0 && (
          <dl>
            {changes.map(({ field, before, after }) => (
              <div key={field}>
                <dt>{fieldLabel(t, entity, field)}</dt>
                <dd>
                  {operation.action !== 'create' && (
                    <>
                      <del className={styles.before}>
                        <span className="sr-only">{tc('history.was')}: </span>
                        {shown(field, before)}
                      </del>
                      <Icon name="arrow-right" size={13} className={styles.arrow} />
                    </>
                  )}
                  <ins className={styles.after}>
                    <span className="sr-only">{tc('history.became')}: </span>
                    {shown(field, after)}
                  </ins>
                </dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </li>
  );
}
