/** Roles: how far each sees and what it may do, told in plain words. */
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { rights, scopes } from '../../kernel/access.ts';
import { choiceLabel } from '../../kernel/labels.ts';
import { useGo } from '../address.ts';
import type { DataRow } from '../api.ts';
import { EntityForm } from '../card/EntityForm.tsx';
import { useAll } from '../data.ts';
import { useEntity } from '../declarations.tsx';
import { asText } from '../fields/values.ts';
import { useT } from '../i18n.tsx';
import { adminMessages } from '../messages/admin.ts';
import { Icon } from '../ui/icons.tsx';
import { note } from '../ui/notes.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { Shape, Trouble } from '../ui/states.tsx';
import css from './admin.module.css';
import { Head, More } from './Head.tsx';
import { PeopleLines } from './PeopleLines.tsx';
import { RoleSummary } from './RoleSummary.tsx';
import { idsOf, nameOf, textsOf } from './rows.ts';
import { Gone, moveWithArrows, Screen } from './Screen.tsx';
import { useRemoval } from './useRemoval.tsx';

const entityName = { kind: 'catalog', name: 'role' } as const;
const AT = '/admin/roles';
const scopeOf = (role: DataRow) => scopes.find((s) => s === role.scope) ?? 'own';
const rightsOf = (role: DataRow) => rights.filter((r) => textsOf(role.rights).includes(r));

export default function Roles({ rest }: { rest: string }) {
  const t = useT(adminMessages);
  const tt = useT();
  const go = useGo();
  const entity = useEntity('role');
  const roles = useAll('role');
  const people = useAll('employee').rows.filter((p) => p.active === true);
  const chosen = rest ? roles.rows.find((r) => r.id === rest) : roles.rows[0];
  const add = (): void => go(`${AT}/new`);
  useShortcuts([{ keys: 'KeyN', text: t('roles.new'), group: t('roles'), run: add }]);
  if (!entity) return null;

  return (
    <Screen
      title={t('roles')} lead={t('roles.several')} opened={rest !== ''} onBack={() => go(AT)}
      tools={<Button size="xs" leftSection={<Icon name="plus" size={15} />} onClick={add} title="N">{t('roles.new')}</Button>}
      list={
        roles.isError ? (
          <Trouble error={roles.error} again={() => void roles.refetch()} />
        ) : roles.isPending ? (
          <Shape />
        ) : (
          <ul className={css.rows} aria-label={t('roles')} onKeyDown={moveWithArrows}>
            {roles.rows.map((role) => (
              <li key={role.id}>
                <Link to={`${AT}/${role.id}`} className={css.row} data-row aria-current={role.id === chosen?.id ? 'true' : undefined}>
                  <span className={css.rowMain}>
                    <b>{nameOf(role)}</b>
                    <span>{choiceLabel(tt, entity, 'scope', scopeOf(role))}</span>
                  </span>
                  <span className={css.rowSide}>
                    {role.key !== null && <i className={css.tag}>{t('role.builtIn')}</i>}
                    <span>{t('n.people', { n: people.filter((p) => idsOf(p.roles).includes(role.id)).length })}</span>
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        )
      }
      detail={
        rest === 'new' ? (
          <div className={css.detail}>
            <Head title={t('roles.new')} />
            <EntityForm entity={entity} focus="name" onCancel={() => go(AT)} onSaved={(row) => { note({ text: t('created', { name: nameOf(row) }) }); go(`${AT}/${row.id}`); }} />
          </div>
        ) : chosen ? (
          <RolePane key={chosen.id} role={chosen} people={people.filter((p) => idsOf(p.roles).includes(chosen.id))} onGone={() => go(AT)} />
        ) : (
          <Gone asked={rest !== '' && roles.isSuccess} />
        )
      }
    />
  );
}

function RolePane({ role, people, onGone }: { role: DataRow; people: readonly DataRow[]; onGone: () => void }) {
  const t = useT(adminMessages);
  const entity = useEntity('role');
  const [editing, setEditing] = useState(false);
  const removal = useRemoval(entityName, { onGone });
  useShortcuts(editing ? [] : [{ keys: 'KeyE', text: t('edit'), group: t('roles'), run: () => setEditing(true) }]);
  if (!entity) return null;
  if (editing) {
    return (
      <div className={css.detail}>
        <Head title={nameOf(role)} />
        <EntityForm entity={entity} row={role} onCancel={() => setEditing(false)} onSaved={(_, after) => after !== 'stay' && setEditing(false)} />
      </div>
    );
  }
  const builtIn = role.key !== null;
  return (
    <div className={css.detail}>
      <Head title={nameOf(role)} tag={builtIn ? t('role.builtIn') : null}>
        <Button size="compact-sm" variant="light" leftSection={<Icon name="edit" size={14} />} onClick={() => setEditing(true)} title="E">{t('edit')}</Button>
        {!builtIn && <More label={t('actions', { name: nameOf(role) })} items={[{ text: t('delete'), icon: 'trash', danger: true, run: () => removal.ask(role) }]} />}
      </Head>
      <div className={css.scroll}>
        {asText(role.note) && <p>{asText(role.note)}</p>}
        <section className={css.block}>
          <h3>{t('role.what')}</h3>
          <RoleSummary scope={scopeOf(role)} rights={rightsOf(role)} />
          <p className={css.dim}>{t('role.always')}{builtIn && ` ${t('role.builtIn.detail')}`}</p>
        </section>
        <section className={css.block}>
          <h3>{t('role.people')}</h3>
          {people.length === 0 ? <p className={css.dim}>{t('role.nobody')}</p> : <PeopleLines people={people} />}
        </section>
      </div>
      {removal.dialog}
    </div>
  );
}
