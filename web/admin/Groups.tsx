/** Groups of counterparties: the colours in which everybody sees their rows. */
import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useGo } from '../address.ts';
import { useAll } from '../data.ts';
import { asText } from '../fields/values.ts';
import { useT } from '../i18n.tsx';
import { adminMessages } from '../messages/admin.ts';
import { Icon } from '../ui/icons.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { Empty, Shape, Trouble } from '../ui/states.tsx';
import { GroupForm } from './GroupForm.tsx';
import group from './groups.module.css';
import { nameOf } from './rows.ts';
import { RowPreview } from './RowPreview.tsx';
import { Gone, Screen } from './Screen.tsx';
import { Tree } from './Tree.tsx';
import { TreeKeys } from './TreeKeys.tsx';
import { useRemoval } from './useRemoval.tsx';
import { useTree } from './useTree.ts';

const entityName = { kind: 'catalog', name: 'group' } as const;
const AT = '/admin/groups';

export default function Groups({ rest }: { rest: string }) {
  const t = useT(adminMessages);
  const go = useGo();
  const groups = useAll('group');
  const edits = useTree(entityName, groups.rows, {}, true);
  const removal = useRemoval(entityName, { onGone: (row) => row.id === rest && go(AT) });
  const chosen = rest ? groups.rows.find((g) => g.id === rest) : groups.rows[0];
  const add = (): void => go(`${AT}/new`);
  useShortcuts([{ keys: 'KeyN', text: t('groups.new'), group: t('groups'), run: add }]);
  const last = useMemo(() => Math.max(0, ...groups.rows.map((g) => (typeof g.order === 'number' ? g.order : 0))), [groups.rows]);

  return (
    <Screen
      title={t('groups')} lead={t('groups.lead')} opened={rest !== ''} onBack={() => go(AT)}
      tools={<Button size="xs" leftSection={<Icon name="plus" size={15} />} onClick={add} title="N">{t('groups.new')}</Button>}
      list={
        groups.isError ? (
          <Trouble error={groups.error} again={() => void groups.refetch()} />
        ) : groups.isPending ? (
          <Shape />
        ) : groups.rows.length === 0 ? (
          <Empty icon="tag" title={t('groups.empty')} detail={t('groups.empty.detail')}><Button variant="light" onClick={add}>{t('groups.new')}</Button></Empty>
        ) : (
          <div className={group.list}>
            <Tree
              label={t('groups')} edits={edits} rows={edits.shown} flat chosen={chosen?.id ?? null} onChoose={(id) => go(`${AT}/${id}`, {}, { replace: rest !== '' })} onRemove={removal.ask} mayEdit onAdd={add}
              content={(row) => (
                <span className={group.pair}>
                  <RowPreview theme="light" colour={asText(row.colour)} mark={asText(row.mark)} name={nameOf(row)} />
                  <RowPreview theme="dark" colour={asText(row.colour)} mark={asText(row.mark)} name={nameOf(row)} />
                </span>
              )}
            />
            <TreeKeys flat />
            {removal.dialog}
          </div>
        )
      }
      detail={groups.isSuccess && (rest === 'new' || chosen) ? <GroupForm key={chosen?.id ?? 'new'} group={chosen ?? null} groups={groups.rows} order={last + 10} onDone={(id) => go(id ? `${AT}/${id}` : AT)} onRemove={() => chosen && removal.ask(chosen)} /> : <Gone asked={rest !== '' && groups.isSuccess} />}
    />
  );
}
