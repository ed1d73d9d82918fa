/** People of the company: who works here, in which department and role, and who may sign in. */
import { Button, Select } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useGo, usePlace } from '../address.ts';
import type { DataRow } from '../api.ts';
import { useAll } from '../data.ts';
import { layTree } from '../fields/tree.ts';
import { asReference, asText } from '../fields/values.ts';
import { useT } from '../i18n.tsx';
import { useMe } from '../me.ts';
import { adminMessages } from '../messages/admin.ts';
import { initials } from '../shell/themes.ts';
import { Icon } from '../ui/icons.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { Empty, Shape, Trouble } from '../ui/states.tsx';
import css from './admin.module.css';
import { NewPerson, Person } from './Person.tsx';
import { findRows, idOf, nameOf, referencesOf } from './rows.ts';
import { FindBox, Gone, moveWithArrows, Screen } from './Screen.tsx';

const AT = '/admin/people';
const states = ['active', 'left', 'both'] as const;
type State = (typeof states)[number];

export default function People({ rest }: { rest: string }) {
  const t = useT(adminMessages);
  const go = useGo();
  const people = useAll('employee');
  const [q, setQ] = useState('');
  const [place] = usePlace();
  const [department, setDepartment] = useState(() => departmentIn(place.filter));
  const [state, setState] = useState<State>('active');

  const shown = useMemo(() => {
    const kept = people.rows.filter((p) => (state === 'both' || (p.active === true) === (state === 'active')) && (!department || idOf(p.department) === department));
    const words = (p: DataRow): (string | null)[] => [nameOf(p), asText(p.position), asText(p.email), asReference(p.department)?.label ?? null, ...referencesOf(p.roles).map((r) => r.label)];
    return findRows(kept, q, words, (p) => [asText(p.phone)]);
  }, [people.rows, q, department, state]);

  // There is always something to read at the right: without a choice, the first.
  const chosen = rest ? people.rows.find((p) => p.id === rest) : shown[0];
  const add = (): void => go(`${AT}/new`);
  useShortcuts([{ keys: 'KeyN', text: t('people.new'), group: t('people'), run: add }]);

  const list = people.isError ? (
    <Trouble error={people.error} again={() => void people.refetch()} />
  ) : people.isPending ? (
    <Shape />
  ) : shown.length === 0 ? (
    people.rows.length === 0 ? (
      <Empty icon="users" title={t('people.empty')} detail={t('people.empty.detail')} />
    ) : (
      <Empty icon="search" title={t('nothing')} detail={t('nothing.detail')}>
        <Button variant="light" onClick={() => { setQ(''); setDepartment(null); setState('both'); }}>{t('clear')}</Button>
      </Empty>
    )
  ) : (
    <ul className={css.rows} aria-label={t('people.list')} onKeyDown={moveWithArrows}>
      {shown.map((person) => <PersonRow key={person.id} person={person} current={person.id === chosen?.id} />)}
    </ul>
  );

  return (
    <Screen
      title={t('people')}
      tools={<Button size="xs" leftSection={<Icon name="plus" size={15} />} onClick={add} title="N">{t('people.new')}</Button>}
      opened={rest !== ''}
      onBack={() => go(AT)}
      list={
        <>
          <div className={css.filters}>
            <FindBox value={q} onChange={setQ} />
            <DepartmentFilter value={department} onChange={setDepartment} />
            <div role="radiogroup" aria-label={t('people.state')} className={css.segments}>
              {states.map((one) => (
                <label key={one} data-on={one === state || undefined}>
                  <input type="radio" name="people-state" checked={one === state} onChange={() => setState(one)} />
                  {t(`people.${one}`)}
                </label>
              ))}
            </div>
          </div>
          {list}
        </>
      }
      detail={rest === 'new' ? <NewPerson department={department} /> : chosen ? <Person key={chosen.id} person={chosen} onGone={() => go(AT)} /> : <Gone asked={rest !== '' && people.isSuccess} />}
    />
  );
}

/** `?filter={"department": id}`, as a department's own page leads here. */
function departmentIn(filter = ''): string | null {
  const found = /"department":"([0-9a-f-]{36})"/.exec(filter);
  return found?.[1] ?? null;
}

function PersonRow({ person, current }: { person: DataRow; current: boolean }) {
  const t = useT(adminMessages);
  const me = useMe();
  const about = [asText(person.position), asReference(person.department)?.label].filter(Boolean).join(' · ');
  return (
    <li>
      <Link to={`${AT}/${person.id}`} className={css.row} data-row aria-current={current ? 'true' : undefined} data-dim={person.active !== true || undefined}>
        <span className={css.face} aria-hidden="true">{initials(nameOf(person))}</span>
        <span className={css.rowMain}>
          <b>{nameOf(person)}</b>
          <span>{about || asText(person.email)}</span>
        </span>
        <span className={css.rowSide}>
          {person.id === me.id && <i className={css.tag}>{t('person.you')}</i>}
          {person.active === true ? <span>{referencesOf(person.roles).map((r) => r.label).join(', ')}</span> : <i className={css.tag}>{t('person.left')}</i>}
        </span>
      </Link>
    </li>
  );
}

function DepartmentFilter({ value, onChange }: { value: string | null; onChange: (id: string | null) => void }) {
  const t = useT(adminMessages);
  const { rows } = useAll('department');
  const data = layTree(rows).map(({ row, depth }) => ({ value: row.id, label: `${'  '.repeat(depth)}${nameOf(row)}` }));
  return (
    <Select
      size="xs" className={css.filter} data={data} value={value} onChange={onChange} clearable placeholder={t('people.all')} aria-label={t('people.department')}
      clearButtonProps={{ 'aria-label': t('clear') }} comboboxProps={{ shadow: 'md', transitionProps: { duration: 0 }, width: 'max-content', position: 'bottom-start' }} checkIconPosition="right"
    />
  );
}

