/** The departments as a tree: who heads each, and how many people work there. */
import { ActionIcon, Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useGo } from '../address.ts';
import type { DataRow } from '../api.ts';
import { useAll } from '../data.ts';
import { useEntity } from '../declarations.tsx';
import { RefPicker } from '../fields/RefPicker.tsx';
import { asReference, isReference } from '../fields/values.ts';
import { useT } from '../i18n.tsx';
import { adminMessages } from '../messages/admin.ts';
import { Icon } from '../ui/icons.tsx';
import { Empty, Shape, Trouble } from '../ui/states.tsx';
import css from './admin.module.css';
import { Head } from './Head.tsx';
import { PeopleLines } from './PeopleLines.tsx';
import { idOf, nameOf } from './rows.ts';
import { Gone, Screen } from './Screen.tsx';
import { Tree } from './Tree.tsx';
import { TreeKeys } from './TreeKeys.tsx';
import { childrenOf } from './tree-model.ts';
import { useRemoval } from './useRemoval.tsx';
import { useTree } from './useTree.ts';

const entityName = { kind: 'catalog', name: 'department' } as const;
const AT = '/admin/departments';

export default function Departments({ rest }: { rest: string }) {
  const t = useT(adminMessages);
  const go = useGo();
  const departments = useAll('department');
  const people = useAll('employee').rows;
  const edits = useTree(entityName, departments.rows);
  const [adding, setAdding] = useState(0);
  const removal = useRemoval(entityName, { onGone: (row) => row.id === rest && go(AT) });
  const counts = useMemo(() => countPeople(edits.shown, people), [edits.shown, people]);
  const chosen = rest ? edits.shown.find((d) => d.id === rest) : edits.shown[0];
  const add = <Button size="xs" leftSection={<Icon name="plus" size={15} />} onClick={() => setAdding(adding + 1)}>{t('departments.new')}</Button>;

  return (
    <Screen
      title={t('departments')} tools={add} opened={rest !== ''} onBack={() => go(AT)}
      list={
        departments.isError ? (
          <Trouble error={departments.error} again={() => void departments.refetch()} />
        ) : departments.isPending ? (
          <Shape />
        ) : (
          <>
            {edits.shown.length === 0 && adding === 0 && <Empty icon="tree" title={t('departments.empty')} detail={t('departments.empty.detail')} />}
            <Tree
              label={t('departments')} edits={edits} rows={edits.shown} chosen={chosen?.id ?? null} onChoose={(id) => go(`${AT}/${id}`, {}, { replace: rest !== '' })} onRemove={removal.ask} mayEdit adding={adding}
              side={(row) => {
                const count = counts.get(row.id);
                const head = asReference(row.head)?.label;
                return (
                  <>
                    <span className={css.ellipsis} data-dim={!head || undefined}>{head ?? t('department.noHead')}</span>
                    <span className={css.count} title={count && count.all > count.own ? `${t('n.people', { n: count.own })}, ${t('department.withBelow', { n: count.all })}` : t('n.people', { n: count?.own ?? 0 })}>
                      <Icon name="users" size={13} /> {count?.own ?? 0}{count && count.all > count.own && <small>/ {count.all}</small>}
                    </span>
                  </>
                );
              }}
            />
            <TreeKeys />
            {removal.dialog}
          </>
        )
      }
      detail={
        chosen ? (
          <DepartmentPane
            key={chosen.id} department={chosen} counts={counts.get(chosen.id)} path={pathTo(edits.shown, chosen)} people={people.filter((p) => p.active === true && idOf(p.department) === chosen.id)}
            onHead={(head) => void edits.set(chosen.id, { head })} onRemove={() => removal.ask(chosen)}
          />
        ) : (
          <Gone asked={rest !== '' && departments.isSuccess} />
        )
      }
    />
  );
}

interface PaneProps {
  readonly department: DataRow;
  /** Names of the departments above it. */
  readonly path: readonly string[];
  readonly people: readonly DataRow[];
  readonly counts?: { readonly own: number; readonly all: number };
  readonly onHead: (id: string | null) => void;
  readonly onRemove: () => void;
}

function DepartmentPane({ department, counts, path, people, onHead, onRemove }: PaneProps) {
  const t = useT(adminMessages);
  const go = useGo();
  const field = useEntity('department')?.fields.head;
  // What is chosen stands in the field at once; the row follows when it is written.
  const [head, setHead] = useState<unknown>(department.head);
  if (!field) return null;
  return (
    <div className={css.detail}>
      <Head title={nameOf(department)}>
        <ActionIcon aria-label={t('delete')} title={t('delete')} onClick={onRemove}><Icon name="trash" /></ActionIcon>
      </Head>
      <div className={css.scroll}>
        <dl className={css.facts}>
          <div>
            <dt>{t('department.under')}</dt>
            <dd>{path.length > 0 ? path.join(' › ') : t('department.top')}</dd>
          </div>
        </dl>
        <div className={css.picker}>
          <RefPicker
            entity={{ name: 'department' }} path="head" field={field} label={t('department.head')} value={head} filter={{ active: true }}
            onChange={(value) => { setHead(value); onHead(isReference(value) ? value.id : null); }}
          />
          <p className={css.dim}>{t('department.sees')}</p>
        </div>
        <section className={css.block}>
          <div className={css.blockHead}>
            <h3>{t('department.people')}</h3>
            {counts && <span className={css.dim}>{t('n.people', { n: counts.own })}{counts.all > counts.own && `, ${t('department.withBelow', { n: counts.all })}`}</span>}
          </div>
          {people.length === 0 ? <p className={css.dim}>{t('department.nobody')}</p> : <PeopleLines people={people} />}
          <Button size="xs" variant="default" leftSection={<Icon name="plus" size={14} />} onClick={() => go('/admin/people/new', { filter: JSON.stringify({ department: department.id }) })}>{t('department.add')}</Button>
        </section>
      </div>
    </div>
  );
}

function pathTo(rows: readonly DataRow[], row: DataRow): string[] {
  const above: string[] = [];
  for (let at = rows.find((r) => r.id === idOf(row.parent)); at && above.length < 20; at = rows.find((r) => r.id === idOf(at?.parent))) above.unshift(nameOf(at));
  return above;
}

/** People who work in each department, and in it with all below. */
function countPeople(departments: readonly DataRow[], people: readonly DataRow[]): ReadonlyMap<string, { own: number; all: number }> {
  const children = childrenOf(departments);
  const counts = new Map<string, { own: number; all: number }>();
  const count = (row: DataRow, depth: number): number => {
    const own = people.filter((p) => p.active === true && idOf(p.department) === row.id).length;
    const below = depth > 50 ? 0 : (children.get(row.id) ?? []).reduce((sum, child) => sum + count(child, depth + 1), 0);
    counts.set(row.id, { own, all: own + below });
    return own + below;
  };
  for (const top of children.get(null) ?? []) count(top, 0);
  return counts;
}
