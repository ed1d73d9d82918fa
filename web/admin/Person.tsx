/** One person: what stands on their card, what their roles let them do, and how they get in. */
import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { rights, scopes } from '../../kernel/access.ts';
import { fieldLabel } from '../../kernel/labels.ts';
import { useGo } from '../address.ts';
import type { DataRow } from '../api.ts';
import { EntityForm } from '../card/EntityForm.tsx';
import { useAll, useSave } from '../data.ts';
import { useEntity } from '../declarations.tsx';
import { FieldDisplay } from '../fields/FieldDisplay.tsx';
import { asText } from '../fields/values.ts';
import { useT } from '../i18n.tsx';
import { useMe } from '../me.ts';
import { adminMessages } from '../messages/admin.ts';
import { Icon } from '../ui/icons.tsx';
import { note, noteTrouble } from '../ui/notes.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import css from './admin.module.css';
import { Ask } from './Ask.tsx';
import { Head, More } from './Head.tsx';
import { PasswordDialog } from './PasswordDialog.tsx';
import { RoleSummary } from './RoleSummary.tsx';
import { idsOf, nameOf, textsOf } from './rows.ts';
import { PersonSessions } from './Sessions.tsx';
import { useRemoval } from './useRemoval.tsx';
import { useZones } from './zones.ts';

const entityName = { kind: 'catalog', name: 'employee' } as const;
/** The switch and the zone have their own places on the card. */
const without = ['active', 'timeZone'];
const shownFields = ['email', 'phone', 'department', 'position', 'roles', 'language'];

export function NewPerson({ department }: { department: string | null }) {
  const t = useT(adminMessages);
  const go = useGo();
  const me = useMe();
  const entity = useEntity('employee');
  const found = useAll('department').rows.find((d) => d.id === department);
  if (!entity) return null;
  return (
    <div className={css.detail}>
      <Head title={t('people.new')} />
      <EntityForm
        entity={entity} without={without} focus="name" preset={{ timeZone: me.timeZone, language: me.language, ...(found && { department: { id: found.id, label: nameOf(found) } }) }}
        onCancel={() => go('/admin/people')} onSaved={(row) => go(`/admin/people/${row.id}`, { tab: 'password' })}
      />
    </div>
  );
}

type Open = 'password' | 'deactivate' | null;

export function Person({ person, onGone }: { person: DataRow; onGone: () => void }) {
  const t = useT(adminMessages);
  const tt = useT();
  const go = useGo();
  const entity = useEntity('employee');
  const [editing, setEditing] = useState(false);
  const asked = new URLSearchParams(location.search).get('tab') === 'password';
  const [open, setOpen] = useState<Open>(asked ? 'password' : null);
  const save = useSave(entityName);
  const active = person.active === true;
  const removal = useRemoval(entityName, {
    text: t('person.delete.text'),
    onGone,
    ways: (_, close) => active && <Button size="xs" onClick={() => { close(); setOpen('deactivate'); }}>{t('person.deactivate')}</Button>,
  });
  useShortcuts(editing ? [] : [{ keys: 'KeyE', text: t('edit'), group: t('people'), run: () => setEditing(true) }]);
  if (!entity) return null;

  const setActive = async (next: boolean): Promise<void> => {
    const row = await save.mutateAsync({ id: person.id, version: person.version, set: { active: next } });
    const back = (): void => void save.mutateAsync({ id: row.id, version: row.version, set: { active: !next } }).catch(noteTrouble);
    note({ text: t(next ? 'person.activated' : 'person.deactivated', { name: nameOf(row) }), action: { text: t('undo'), run: back } });
  };

  if (editing) {
    return (
      <div className={css.detail}>
        <Head title={nameOf(person)} />
        <EntityForm entity={entity} row={person} without={without} onCancel={() => setEditing(false)} onSaved={(_, after) => after !== 'stay' && setEditing(false)} />
      </div>
    );
  }
  return (
    <div className={css.detail}>
      <Head title={nameOf(person)} tag={active ? null : t('person.left')}>
        <Button size="compact-sm" variant="light" leftSection={<Icon name="edit" size={14} />} onClick={() => setEditing(true)} title="E">{t('edit')}</Button>
        <More
          label={t('actions', { name: nameOf(person) })}
          items={[
            active ? { text: t('person.deactivate'), icon: 'lock', run: () => setOpen('deactivate') } : { text: t('person.activate'), icon: 'check', run: () => void setActive(true).catch(noteTrouble) },
            { text: t('delete'), icon: 'trash', danger: true, run: () => removal.ask(person) },
          ]}
        />
      </Head>
      <div className={css.scroll}>
        {!active && (
          <p className={css.notice}>
            <Icon name="lock" /> <span>{t('person.inactive')}</span>
            <Button size="compact-xs" variant="light" onClick={() => void setActive(true).catch(noteTrouble)}>{t('person.activate')}</Button>
          </p>
        )}
        <dl className={css.facts}>
          {shownFields.map((name) => {
            const field = entity.fields[name];
            return (
              field && (
                <div key={name}>
                  <dt>{fieldLabel(tt, entity, name)}</dt>
                  <dd><FieldDisplay entity={entity} path={name} field={field} value={person[name]} /></dd>
                </div>
              )
            );
          })}
          <div>
            <dt>{t('person.timeZone')}</dt>
            <dd><PersonZone person={person} /></dd>
          </div>
        </dl>
        <section className={css.block}>
          <h3>{t('person.sees')}</h3>
          <Powers person={person} />
        </section>
        {active && (
          <section className={css.block}>
            <h3>{t('person.access')}</h3>
            <Button size="xs" variant="default" leftSection={<Icon name="key" size={15} />} onClick={() => setOpen('password')}>{t('person.password')}</Button>
            <PersonSessions person={person} />
          </section>
        )}
      </div>
      {open === 'password' && <PasswordDialog person={person} first={asked} onClose={() => { setOpen(null); if (asked) go(`/admin/people/${person.id}`, {}, { replace: true }); }} />}
      {open === 'deactivate' && (
        <Ask title={t('person.deactivate.title', { name: nameOf(person) })} text={t('person.deactivate.text')} yes={t('person.deactivate.do')} onYes={() => setActive(false)} onClose={() => setOpen(null)} />
      )}
      {removal.dialog}
    </div>
  );
}

/** The widest scope and all the rights of the person's roles, as the server joins them. */
function Powers({ person }: { person: DataRow }) {
  const t = useT(adminMessages);
  const ids = idsOf(person.roles);
  const own = useAll('role').rows.filter((role) => ids.includes(role.id));
  if (own.length === 0) return <p className={css.dim}>{t('person.noRoles')}</p>;
  const scope = scopes.findLast((s) => own.some((role) => role.scope === s)) ?? 'own';
  return <RoleSummary scope={scope} rights={rights.filter((r) => own.some((role) => textsOf(role.rights).includes(r)))} />;
}

function PersonZone({ person }: { person: DataRow }) {
  const t = useT(adminMessages);
  const zones = useZones(asText(person.timeZone));
  const save = useSave(entityName);
  const keep = (zone: string | null): void => {
    if (!zone || zone === person.timeZone) return;
    save.mutate({ id: person.id, version: person.version, set: { timeZone: zone } }, { onError: noteTrouble, onSuccess: () => note({ text: t('saved') }) });
  };
  return (
    <Select
      size="xs" className={css.zone} data={zones} value={asText(person.timeZone)} onChange={keep} searchable allowDeselect={false} aria-label={t('person.timeZone')} nothingFoundMessage={t('me.timeZone.none')}
      comboboxProps={{ shadow: 'md', transitionProps: { duration: 0 } }} limit={80} checkIconPosition="right" disabled={!person.can.update}
    />
  );
}
