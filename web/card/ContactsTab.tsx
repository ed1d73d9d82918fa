/** The people of a counterparty: who they are here, and how to reach them. Others are added, made, or taken in from a vCard. */
import { ActionIcon, Button, FileButton, Menu } from '@mantine/core';
import { lazy, Suspense, useState, type DragEvent, type ReactElement } from 'react';
import { Link } from '@tanstack/react-router';
import type { Catalog } from '../../kernel/catalog.ts';
import type { Entity } from '../../kernel/declarations.ts';
import { ref } from '../../kernel/field.ts';
import { addressOf } from '../address.ts';
import { addressOfCall, api, pathOf, type DataRow } from '../api.ts';
import { rowMade } from '../cache.ts';
import { useList, useSave } from '../data.ts';
import { useEntity } from '../declarations.tsx';
import { TextDisplay } from '../fields/FieldDisplay.tsx';
import { RefPicker } from '../fields/RefPicker.tsx';
import { asReference, asRows, asText, isReference, toWire, type Values } from '../fields/values.ts';
import { useT } from '../i18n.tsx';
import { cardMessages } from '../messages/card.ts';
import { Icon } from '../ui/icons.tsx';
import { note, noteTrouble } from '../ui/notes.tsx';
import { Empty, Shape, Trouble } from '../ui/states.tsx';
import styles from './contacts.module.css';
import { takeVcards } from './vcard.ts';

const NewRecordDialog = lazy(() => import('./NewRecordDialog.tsx'));
const anyContact = ref('contact');

export default function ContactsTab({ counterparty }: { counterparty: DataRow }): ReactElement | null {
  const entity = useEntity('contact');
  return entity?.kind === 'catalog' ? <People entity={entity} counterparty={counterparty} /> : null;
}

const isVcard = (file: File): boolean => /\.vcf$/i.test(file.name) || /vcard/.test(file.type);

function People({ entity, counterparty }: { entity: Catalog; counterparty: DataRow }): ReactElement {
  const t = useT(cardMessages);
  const filter = { 'positions.counterparty': counterparty.id };
  const people = useList(entity, { filter, sort: 'name', limit: 100 });
  const save = useSave(entity);
  const [adding, setAdding] = useState<'existing' | 'new' | null>(null);
  const here = { id: counterparty.id, label: asText(counterparty.name) };

  const join = async (chosen: unknown): Promise<void> => {
    if (!isReference(chosen)) return;
    setAdding(null);
    try {
      const person = await api.get<DataRow>(`${pathOf(entity)}/${chosen.id}`);
      const positions = toWire(entity.fields.positions!, [...asRows(person.positions), { counterparty: here, position: null, decides: false }]); // !: a contact has positions
      rowMade(entity, await save.mutateAsync({ id: person.id, version: person.version, set: { positions } }));
    } catch (error) {
      noteTrouble(error);
    }
  };
  const take = async (files: readonly File[]): Promise<void> => {
    for (const file of files.filter(isVcard)) {
      try {
        const taken = await takeVcards(file, counterparty.id);
        rowMade(entity, null);
        note({ text: t('vcard.taken', { n: taken.created.length }), kind: taken.created.length ? 'done' : 'info' });
        if (taken.skipped.length > 0) note({ text: t('vcard.skipped', { n: taken.skipped.length, why: taken.skipped[0]?.why ?? '' }), kind: 'trouble' });
      } catch (error) {
        noteTrouble(error);
      }
    }
  };
  // A vCard dropped here is people, not a file for the dossier: it goes no further up.
  const onDrop = (event: DragEvent): void => {
    const files = [...event.dataTransfer.files];
    if (!files.some(isVcard)) return;
    event.preventDefault();
    event.stopPropagation();
    void take(files);
  };

  return (
    <div className={styles.people} onDrop={onDrop}>
      <div className={styles.tools}>
        <Button size="compact-sm" leftSection={<Icon name="plus" size={14} />} onClick={() => setAdding('new')}>
          {t('contacts.new')}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => setAdding(adding === 'existing' ? null : 'existing')}
          aria-expanded={adding === 'existing'}
        >
          {t('contacts.existing')}
        </Button>
        <span className={styles.gap} />
        <FileButton accept=".vcf,text/vcard" multiple onChange={(files) => void take(files)}>
          {(props) => (
            <Button {...props} size="compact-sm" variant="subtle" color="gray" leftSection={<Icon name="upload" size={14} />}>
              {t('vcard.take')}
            </Button>
          )}
        </FileButton>
        {people.rows.length > 0 && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            component="a"
            download
            href={addressOfCall('/catalogs/contact', { as: 'vcf', filter: JSON.stringify(filter) })}
            leftSection={<Icon name="download" size={14} />}
          >
            {t('vcard.saveAll')}
          </Button>
        )}
      </div>
      {adding === 'existing' && (
        <div className={styles.picker}>
          <RefPicker
            entity={entity}
            path="contact"
            field={anyContact}
            label={t('contacts.find')}
            value={null}
            autoFocus
            exclude={people.rows.map((row) => row.id)}
            onChange={(chosen) => void join(chosen)}
          />
        </div>
      )}
      {people.isError ? (
        <Trouble error={people.error} again={() => void people.refetch()} />
      ) : people.isPending ? (
        <Shape rows={4} />
      ) : people.rows.length === 0 ? (
        <Empty icon="users" title={t('contacts.none')} detail={t('contacts.none.detail')} />
      ) : (
        <ul className={styles.list}>
          {people.rows.map((row) => (
            <Person
              key={row.id}
              entity={entity}
              row={row}
              at={counterparty.id}
              onLeave={(set) => save.mutate({ id: row.id, version: row.version, set }, { onSuccess: (saved) => rowMade(entity, saved), onError: noteTrouble })}
            />
          ))}
        </ul>
      )}
      {people.hasNextPage && (
        <Button size="xs" variant="subtle" onClick={() => void people.fetchNextPage()}>
          {t('dossier.more')}
        </Button>
      )}
      {adding === 'new' && (
        <Suspense>
          <NewRecordDialog
            entity={entity}
            preset={{ positions: [{ counterparty: here, position: null, decides: false }] }}
            onDone={() => setAdding(null)}
            onCancel={() => setAdding(null)}
          />
        </Suspense>
      )}
    </div>
  );
}

/** First letters of the first two names. */
export const initials = (name: string): string => name.split(/\s+/).slice(0, 2).map((word) => word.charAt(0)).join('').toLocaleUpperCase();

function Person({ entity, row, at, onLeave }: { entity: Entity & Catalog; row: DataRow; at: string; onLeave: (set: Values) => void }): ReactElement {
  const t = useT(cardMessages);
  const positions = asRows(row.positions);
  const here = positions.find((line) => asReference(line.counterparty)?.id === at);
  const others = positions.filter((line) => asReference(line.counterparty)?.id !== at);
  const name = asText(row.name);
  const leave = (): void => onLeave({ positions: toWire(entity.fields.positions!, others) }); // !: a contact has positions
  return (
    <li className={styles.person}>
      <span className={styles.face} aria-hidden="true">
        {initials(name)}
      </span>
      <div className={styles.who}>
        <Link to={addressOf(entity, row.id)} className={styles.name}>
          {name}
        </Link>
        {here?.decides === true && <span className={styles.decides}>{t('contacts.decides')}</span>}
        <p>{[asText(here?.position), ...others.map((line) => t('contacts.also', { where: asReference(line.counterparty)?.label ?? '' }))].filter(Boolean).join(' · ')}</p>
      </div>
      <div className={styles.reach}>
        {asRows(row.phones).slice(0, 2).map((line, index) => (
          <TextDisplay key={index} format="phone" text={asText(line.number)} />
        ))}
        {asRows(row.emails).slice(0, 1).map((line, index) => (
          <TextDisplay key={index} format="email" text={asText(line.address)} />
        ))}
      </div>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t('contacts.menu', { name })}>
            <Icon name="dots" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            component="a"
            href={addressOfCall(`/catalogs/contact/${row.id}`, { as: 'vcf' })}
            download
            leftSection={<Icon name="download" />}
          >
            {t('vcard.save')}
          </Menu.Item>
          {row.can.update && (
            <Menu.Item leftSection={<Icon name="minus" />} onClick={leave}>
              {t('contacts.leave')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}
