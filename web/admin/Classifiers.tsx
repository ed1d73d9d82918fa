/** Classifiers, and the trees of their items. */
import { ActionIcon, Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useGo } from '../address.ts';
import { EntityForm } from '../card/EntityForm.tsx';
import { useAll } from '../data.ts';
import { useEntity } from '../declarations.tsx';
import { asText } from '../fields/values.ts';
import { useT } from '../i18n.tsx';
import { adminMessages } from '../messages/admin.ts';
import { Icon } from '../ui/icons.tsx';
import { note } from '../ui/notes.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { Empty, Shape, Trouble } from '../ui/states.tsx';
import css from './admin.module.css';
import { ClassifierItems } from './ClassifierItems.tsx';
import { Head } from './Head.tsx';
import { findRows, nameOf } from './rows.ts';
import { FindBox, Gone, moveWithArrows, Screen } from './Screen.tsx';

const AT = '/admin/classifiers';

export default function Classifiers({ rest }: { rest: string }) {
  const t = useT(adminMessages);
  const go = useGo();
  const entity = useEntity('classifier');
  const classifiers = useAll('classifier');
  const [q, setQ] = useState('');
  const chosen = rest ? classifiers.rows.find((c) => c.id === rest) : classifiers.rows[0];
  const shown = findRows(classifiers.rows, q, (c) => [nameOf(c), asText(c.key), asText(c.note)]);
  const add = (): void => go(`${AT}/new`);
  useShortcuts([{ keys: 'KeyN', text: t('classifiers.new'), group: t('classifiers'), run: add }]);
  if (!entity) return null;

  return (
    <Screen
      title={t('classifiers')} narrowList opened={rest !== ''} onBack={() => go(AT)}
      tools={<ActionIcon variant="filled" color="blue" className={css.plus} size={28} onClick={add} title={`${t('classifiers.new')} (N)`} aria-label={t('classifiers.new')}><Icon name="plus" /></ActionIcon>}
      list={
        classifiers.isError ? (
          <Trouble error={classifiers.error} again={() => void classifiers.refetch()} />
        ) : classifiers.isPending ? (
          <Shape />
        ) : classifiers.rows.length === 0 ? (
          <Empty icon="list" title={t('classifiers.empty')} detail={t('classifiers.empty.detail')}><Button variant="light" onClick={add}>{t('classifiers.new')}</Button></Empty>
        ) : (
          <>
            <div className={css.filters}><FindBox value={q} onChange={setQ} /></div>
            <ul className={css.rows} aria-label={t('classifiers')} onKeyDown={moveWithArrows}>
              {shown.map((c) => (
                <li key={c.id}>
                  <Link to={`${AT}/${c.id}`} className={css.row} data-row aria-current={c.id === chosen?.id ? 'true' : undefined}>
                    <span className={css.rowMain}><b>{nameOf(c)}</b><span>{asText(c.note) || asText(c.key)}</span></span>
                  </Link>
                </li>
              ))}
            </ul>
            {shown.length === 0 && <Empty icon="search" title={t('nothing')} detail={t('nothing.detail')} />}
          </>
        )
      }
      detail={
        rest === 'new' ? (
          <div className={css.detail}>
            <Head title={t('classifiers.new')} />
            <EntityForm entity={entity} focus="name" onCancel={() => go(AT)} onSaved={(row) => { note({ text: t('created', { name: nameOf(row) }) }); go(`${AT}/${row.id}`); }} />
          </div>
        ) : chosen ? (
          <ClassifierItems key={chosen.id} classifier={chosen} onGone={() => go(AT)} />
        ) : (
          <Gone asked={rest !== '' && classifiers.isSuccess} />
        )
      }
    />
  );
}
