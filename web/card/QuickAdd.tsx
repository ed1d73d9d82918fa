/**
 * A new document in one line: choose what it is, type, Enter. A text that begins with a day or a time ("завтра 10 …") is a plan;
 * without one, a call or a meeting has happened today and is kept as done.
 */
import { ActionIcon, FileButton, TextInput, Tooltip } from '@mantine/core';
import { useMemo, useRef, useState, type ReactElement } from 'react';
import type { Document } from '../../kernel/document.ts';
import type { Entity } from '../../kernel/declarations.ts';
import { entityLabel } from '../../kernel/labels.ts';
import { uuidv7 } from '../../kernel/uuid.ts';
import { actionKey, type DataRow } from '../api.ts';
import { useCreate, useMove } from '../data.ts';
import { useDeclarations } from '../declarations.tsx';
import { momentOf, parseLead, today } from '../fields/dates.ts';
import { asReference, asRows } from '../fields/values.ts';
import { useFormats, useT, useTimeZone } from '../i18n.tsx';
import { useMe } from '../me.ts';
import { cardMessages } from '../messages/card.ts';
import { Icon } from '../ui/icons.tsx';
import { noteTrouble } from '../ui/notes.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import styles from './dossier.module.css';

const LONGEST_TITLE = 140;

/** A long story gets its beginning as the subject and is kept whole as the content. */
export function splitStory(text: string): { title: string; body: string | null } {
  if (text.length <= LONGEST_TITLE) return { title: text, body: null };
  const sentence = /^.{10,140}?[.!?](?=\s)/su.exec(text)?.[0];
  return { title: sentence ?? `${text.slice(0, LONGEST_TITLE).replace(/\s+\S*$/, '')}…`, body: text };
}

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);

/** The moment of a plan: events start, tasks are due. */
function planned(type: Document, moment: string): Record<string, string> {
  return type.form.includes('startsAt') ? { startsAt: moment } : type.form.includes('due') ? { due: moment } : {};
}

interface Props {
  readonly of: { readonly entity: Entity; readonly row: DataRow };
  readonly onMade: (type: string, id: string) => void;
  readonly onFiles: (files: readonly File[]) => void;
}

export function QuickAdd({ of, onMade, onFiles }: Props): ReactElement {
  const t = useT();
  const tc = useT(cardMessages);
  const { documents } = useDeclarations();
  const [type, setType] = useState<Document | null>(null);
  const types = [...documents.values()].filter((one) => one.name !== 'file');
  const choose = (next: Document | null): void => setType(next);
  useShortcuts([{ keys: 'shift+KeyN', text: tc('quick.new'), group: tc('keys.document'), run: () => choose(type ?? types[0] ?? null) }]);
  return (
    <div className={styles.quick}>
      <div className={styles.quickTypes} role="group" aria-label={tc('quick.new')}>
        {types.map((one) => (
          <Tooltip key={one.name} label={tc('quick.type', { type: entityLabel(t, one.name).toLocaleLowerCase() })} withinPortal>
            <ActionIcon
              size={30}
              aria-label={entityLabel(t, one.name)}
              aria-pressed={type?.name === one.name}
              onClick={() => choose(type?.name === one.name ? null : one)}
            >
              <Icon name={one.icon} size={16} />
            </ActionIcon>
          </Tooltip>
        ))}
        {documents.has('file') && (
          <FileButton multiple onChange={onFiles}>
            {(props) => (
              <Tooltip label={tc('files.add')} withinPortal>
                <ActionIcon {...props} size={30} aria-label={tc('files.add')}>
                  <Icon name="paperclip" size={16} />
                </ActionIcon>
              </Tooltip>
            )}
          </FileButton>
        )}
      </div>
      {type && <Line key={type.name} type={type} of={of} onMade={onMade} onClose={() => choose(null)} />}
    </div>
  );
}

function Line({ type, of, onMade, onClose }: Omit<Props, 'onFiles'> & { type: Document; onClose: () => void }): ReactElement {
  const t = useT();
  const tc = useT(cardMessages);
  const me = useMe();
  const formats = useFormats();
  const { timeZone } = useTimeZone();
  const [text, setText] = useState('');
  const create = useCreate(type);
  const move = useMove(type);
  /** A line that did not get through keeps its id: sent again, it makes no second document. */
  const failed = useRef<{ text: string; id: string; key: string } | null>(null);
  const lead = useMemo(() => parseLead(text, timeZone), [text, timeZone]);
  const past = lead !== null && lead.date < today(timeZone);
  const plan = lead && !past ? momentOf(lead.date, lead.time ?? '10:00', timeZone) : null;
  // Of what is planned by nature only a text without a day has already happened; a task and a trip are always ahead.
  const happened = !plan && type.finish !== undefined && (type.name === 'call' || type.name === 'meeting');

  const submit = async (): Promise<void> => {
    const { title, body } = splitStory(capital((lead ? lead.rest : text).trim()));
    if (!title) return;
    const identity = failed.current?.text === text ? failed.current : { text, id: uuidv7(), key: actionKey() };
    // The line is free for the next thought at once; a second Enter finds it empty.
    setText('');
    const set = {
      title, body, owner: me.id, date: lead?.date ?? today(timeZone),
      ...placeOf(of), ...(plan ? planned(type, plan) : {}),
    };
    try {
      let made = await create.mutateAsync({ id: identity.id, key: identity.key, set });
      if (happened && type.finish) made = await move.mutateAsync({ id: made.id, version: made.version, to: type.finish.to });
      failed.current = null;
      onMade(type.name, made.id);
    } catch (error) {
      failed.current = identity;
      setText((typed) => typed || identity.text);
      noteTrouble(error);
    }
  };

  const hint = plan ? tc('quick.planned', { when: formats.moment(plan) }) : happened ? tc('quick.happened') : tc('quick.plain');
  return (
    <TextInput
      size="xs"
      autoFocus
      aria-label={tc('quick.type', { type: entityLabel(t, type.name).toLocaleLowerCase() })}
      placeholder={tc(`quick.hint.${type.finish ? (happened || plan ? 'event' : 'task') : 'note'}`)}
      description={hint}
      inputWrapperOrder={['input', 'description']}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
          event.preventDefault();
          void submit();
        } else if (event.key === 'Escape') {
          event.preventDefault();
          onClose();
        }
      }}
    />
  );
}

/** Whom the document is with: a contact brings the counterparty where he or she works. */
function placeOf({ entity, row }: Props['of']): Record<string, unknown> {
  const employer = entity.name === 'contact' ? asReference(asRows(row.positions)[0]?.counterparty)?.id : undefined;
  return { [entity.name]: row.id, ...(employer && { counterparty: employer }) };
}
