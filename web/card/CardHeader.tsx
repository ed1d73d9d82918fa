/** The head of a card: the name, the group in its colour, the facts one needs before dialling, and what can be done with the record. */
import { ActionIcon, Button, Menu, useComputedColorScheme } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import type { ReactElement } from 'react';
import { tintOf } from '../../kernel/colour.ts';
import { allFields, type Entity } from '../../kernel/declarations.ts';
import { fieldLabel } from '../../kernel/labels.ts';
import { addressOf } from '../address.ts';
import { addressOfCall, pathOf, type DataRow } from '../api.ts';
import { useAll, useRemove, useRestore } from '../data.ts';
import { FieldDisplay } from '../fields/FieldDisplay.tsx';
import { labelField, labelOf } from '../fields/describe.ts';
import { asReference, asRows, asText, isEmpty } from '../fields/values.ts';
import { useT } from '../i18n.tsx';
import { cardMessages } from '../messages/card.ts';
import { Icon } from '../ui/icons.tsx';
import { note, noteTrouble } from '../ui/notes.tsx';
import styles from './card.module.css';

interface Props {
  readonly entity: Entity;
  readonly row: DataRow;
  readonly editing: boolean;
  readonly onEdit: () => void;
  readonly onHistory: () => void;
  readonly onClose: () => void;
  readonly onStep?: (by: -1 | 1) => void;
}

export function CardHeader({ entity, row, editing, onEdit, onHistory, onClose, onStep }: Props): ReactElement {
  const t = useT();
  const tc = useT(cardMessages);
  const title = labelOf(entity, row) || (entity.kind === 'document' ? t(entity.name) : tc('untitled'));
  return (
    <header className={styles.header}>
      <div className={styles.titleLine}>
        {entity.kind === 'document' && <Icon name={entity.icon} size={18} className={styles.titleIcon} />}
        <h1 title={title}>{title}</h1>
        <GroupTag row={row} />
        <span className={styles.tools}>
          {onStep && (
            <>
              <ActionIcon aria-label={tc('previous')} title={`${tc('previous')} ([)`} onClick={() => onStep(-1)}>
                <Icon name="chevron-up" />
              </ActionIcon>
              <ActionIcon aria-label={tc('next')} title={`${tc('next')} (])`} onClick={() => onStep(1)}>
                <Icon name="chevron-down" />
              </ActionIcon>
            </>
          )}
          {row.can.update && (
            <Button
              size="compact-sm"
              variant="light"
              leftSection={<Icon name="edit" size={14} />}
              onClick={onEdit}
              disabled={editing}
              title="E"
            >
              {tc('edit')}
            </Button>
          )}
          <CardMenu entity={entity} row={row} onHistory={onHistory} onClose={onClose} />
          <ActionIcon aria-label={tc('close')} title={tc('close')} onClick={onClose}>
            <Icon name="close" />
          </ActionIcon>
        </span>
      </div>
      <Facts entity={entity} row={row} />
    </header>
  );
}

function GroupTag({ row }: { row: DataRow }): ReactElement | null {
  const scheme = useComputedColorScheme('light');
  const reference = asReference(row.group);
  const groups = useAll('group', {}, { enabled: reference !== null });
  const group = groups.rows.find((one) => one.id === reference?.id);
  if (!reference) return null;
  const { tint, mark, text } = tintOf(asText(group?.colour), scheme);
  return (
    <span className={styles.groupTag} title={reference.label} style={{ background: tint, color: text }}>
      <i style={{ color: mark }} aria-hidden="true">
        {asText(group?.mark) || '●'}
      </i>{' '}
      {reference.label}
    </span>
  );
}

/** The first things that the registry shows of such a record: the same facts at the same glance. */
function Facts({ entity, row }: { entity: Entity; row: DataRow }): ReactElement {
  const t = useT();
  const fields = allFields(entity);
  const names = entity.list.columns.filter((name) => !['group', 'type', 'stage', 'result', 'body', labelField(entity)].includes(name)).slice(0, 4);
  return (
    <dl className={styles.facts}>
      {names.map((name) => {
        const field = fields[name];
        if (!field || isEmpty(row[name])) return null;
        // Of several telephones the first is the one to dial.
        const value = field.kind === 'list' ? asRows(row[name]).slice(0, 1) : row[name];
        const silent = field.kind === 'list' || field.classifier !== undefined;
        return (
          <div key={name}>
            <dt className={silent ? 'sr-only' : undefined}>{fieldLabel(t, entity, name)}</dt>
            <dd>{field.format === 'mono' ? <Copied text={asText(value)} label={fieldLabel(t, entity, name)} /> : <FieldDisplay entity={entity} path={name} field={field} value={value} />}</dd>
          </div>
        );
      })}
    </dl>
  );
}

export function Copied({ text, label }: { text: string; label: string }): ReactElement {
  const tc = useT(cardMessages);
  const clipboard = useClipboard({ timeout: 1500 });
  return (
    <button type="button" className={styles.copied} onClick={(event) => {
        event.stopPropagation();
        clipboard.copy(text);
      }}
      aria-label={tc('copy', { what: `${label} ${text}` })}
      title={tc(clipboard.copied ? 'copied' : 'copy.hint')}>
      {text}
      <Icon name={clipboard.copied ? 'check' : 'copy'} size={12} />
    </button>
  );
}

/** Deletes with a way back at hand. */
export function useDelete(entity: Entity): (row: DataRow, after?: () => void) => void {
  const tc = useT(cardMessages);
  const remove = useRemove(entity);
  const restore = useRestore(entity);
  return (row, after) =>
    remove.mutate(
      { id: row.id, version: row.version },
      {
        onSuccess: (gone) => {
          note({
            text: tc('deleted', { name: labelOf(entity, row) || tc('untitled') }),
            action: { text: tc('undo'), run: () => restore.mutate({ id: gone.id, version: gone.version }, { onError: noteTrouble }) },
          });
          after?.();
        },
        onError: noteTrouble,
      },
    );
}

function CardMenu({ entity, row, onHistory, onClose }: Pick<Props, 'entity' | 'row' | 'onHistory' | 'onClose'>): ReactElement {
  const tc = useT(cardMessages);
  const clipboard = useClipboard();
  const remove = useDelete(entity);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={tc('more')} title={tc('more')}>
          <Icon name="dots" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<Icon name="link" />}
          onClick={() => {
            clipboard.copy(`${location.origin}${addressOf(entity, row.id)}`);
            note({ text: tc('link.copied') });
          }}
        >
          {tc('link.copy')}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="history" />} onClick={onHistory}>
          {tc('tab.history')}
        </Menu.Item>
        {entity.name === 'contact' && (
          <Menu.Item
            leftSection={<Icon name="download" />}
            component="a"
            href={addressOfCall(`${pathOf(entity)}/${row.id}`, { as: 'vcf' })}
            download
          >
            {tc('vcard.save')}
          </Menu.Item>
        )}
        {row.can.delete && (
          <>
            <Menu.Divider />
            <Menu.Item color="red" leftSection={<Icon name="trash" />} onClick={() => remove(row, onClose)}>
              {tc('delete')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
