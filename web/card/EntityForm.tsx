/**
 * The form of any record, made of its declaration. Tab and Enter go through everything, Ctrl+S saves, Ctrl+Enter saves and closes.
 * What is typed survives a reload; what a colleague changes meanwhile is told and merged.
 */
import { Button } from '@mantine/core';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactElement, type ReactNode } from 'react';
import type { Entity } from '../../kernel/declarations.ts';
import { fieldLabel } from '../../kernel/labels.ts';
import type { DataRow } from '../api.ts';
import { FieldEditor } from '../fields/FieldEditor.tsx';
import type { Values } from '../fields/values.ts';
import { useT } from '../i18n.tsx';
import { cardMessages } from '../messages/card.ts';
import { Icon } from '../ui/icons.tsx';
import { note } from '../ui/notes.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { ConflictDialog } from './ConflictDialog.tsx';
import styles from './form.module.css';
import { FormNotices } from './FormNotices.tsx';
import { goOn } from './go-on.ts';
import { groupsOf, shownFields } from './groups.ts';
import { LeaveGuard } from './LeaveGuard.tsx';
import { useRecordForm } from './useRecordForm.ts';

export type AfterSave = 'stay' | 'close' | 'new';

interface Props {
  readonly entity: Entity;
  /** The record to edit; none for a new one. */
  readonly row?: DataRow;
  /** What a new record starts with. */
  readonly preset?: Values;
  /** The field to begin with. */
  readonly focus?: string;
  /** Fields to leave out: those that the place of the form already says. */
  readonly without?: readonly string[];
  readonly onSaved: (row: DataRow, after: AfterSave) => void;
  readonly onCancel: () => void;
  /** Shown above the fields, and told what is typed: the duplicate warning. */
  readonly warning?: (values: Values) => ReactNode;
  readonly withSaveAndNew?: boolean;
}

export function EntityForm({ entity, row, preset, focus, without = [], onSaved, onCancel, warning, withSaveAndNew }: Props): ReactElement {
  const t = useT();
  const tc = useT(cardMessages);
  const box = useRef<HTMLDivElement>(null);
  const expanded = useRef(false);
  const shown = useMemo(() => shownFields(entity), [entity]);
  const form = useRecordForm({ entity, row, preset, shown });
  const [asking, setAsking] = useState(false);
  const leaving = useRef(false);
  const { set } = form;
  const setters = useMemo(() => Object.fromEntries(shown.map((name) => [name, (value: unknown) => set(name, value)])), [shown, set]);

  const saved = (made: DataRow | null, after: AfterSave): boolean => {
    if (!made) {
      // The first mistake gets the focus once it is drawn.
      setTimeout(() => box.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return false;
    }
    leaving.current = true;
    setTimeout(() => (leaving.current = false));
    if (after === 'new') {
      form.startAnew();
      goOn(box.current, null);
    }
    if (row && after === 'stay') note({ text: tc('form.saved') });
    onSaved(made, after);
    return true;
  };
  const save = async (after: AfterSave): Promise<boolean> => {
    return saved(await form.submit(), after);
  };
  const cancel = (): void => (form.dirty ? setAsking(true) : onCancel());

  useShortcuts([
    { keys: 'mod+KeyS', text: tc('form.save'), group: tc('keys.form'), run: () => void save('stay') },
    { keys: 'mod+Enter', text: tc('form.saveAndClose'), group: tc('keys.form'), run: () => void save('close') },
    ...(withSaveAndNew ? [{ keys: 'mod+shift+Enter', text: tc('form.saveAndNew'), group: tc('keys.form'), run: () => void save('new') }] : []),
    { keys: 'Escape', text: tc('form.cancel'), group: tc('keys.form'), whileTyping: true, run: () => !expanded.current && cancel() },
  ]);

  useEffect(() => {
    const at = `[data-path="${CSS.escape(focus ?? '')}"]`;
    if (focus) box.current?.querySelector<HTMLElement>(`${at}, ${at} input, [data-path^="${CSS.escape(focus)}."]`)?.focus();
    else goOn(box.current, null);
    // oxlint-disable-next-line react/exhaustive-deps -- once, when the form opens
  }, []);

  const onKeyDown = (event: KeyboardEvent): void => {
    const target = event.target;
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    if (event.key !== 'Enter' || !plain || event.defaultPrevented || expanded.current || !(target instanceof HTMLInputElement)) return;
    event.preventDefault();
    goOn(box.current, target);
  };

  return (
    <div
      ref={box}
      className={styles.form}
      role="form"
      aria-label={row ? tc('form.edit') : tc('form.new', { name: t(entity.name).toLocaleLowerCase() })}
      onKeyDownCapture={(event) => (expanded.current = event.target instanceof Element && event.target.getAttribute('aria-expanded') === 'true')}
      onKeyDown={onKeyDown}
    >
      <div className={styles.fields}>
        <FormNotices entity={entity} form={form} row={row} />
        {warning?.(form.values)}
        {groupsOf(entity).map((group) => {
          const names = group.fields.filter((name) => !without.includes(name));
          const title = group.title === 'group' ? tc(`group.${group.key}`) : null;
          if (names.length === 0) return null;
          return (
            <section key={names[0]} className={styles.group} data-group={group.key}>
              {title && <h2>{title}</h2>}
              <div className={styles.grid}>
                {names.map((name) => {
                  const field = form.fields[name]!; // !: groups name writable fields only
                  return (
                    <div key={name} className={styles.cell} data-kind={field.kind} data-name={name}>
                      <FieldEditor
                        entity={entity}
                        path={name}
                        field={field}
                        label={fieldLabel(t, entity, name)}
                        value={form.values[name]}
                        errors={form.errors}
                        onChange={setters[name]!} // !: made for every shown field
                        onLeave={form.leave}
                      />
                    </div>
                  );
                })}
              </div>
            </section>
          );
        })}
      </div>
      <div className={styles.bar}>
        <Button
          size="xs"
          loading={form.saving}
          leftSection={<Icon name="check" size={15} />}
          onClick={() => void save('close')}
          data-save
          title="Ctrl+Enter"
        >
          {tc('form.save')}
        </Button>
        {withSaveAndNew && (
          <Button size="xs" variant="light" disabled={form.saving} onClick={() => void save('new')} title="Ctrl+Shift+Enter">
            {tc('form.saveAndNew')}
          </Button>
        )}
        <Button size="xs" variant="default" onClick={cancel} title="Esc">
          {tc('form.cancel')}
        </Button>
        <span className={styles.state}>{row && form.dirty && tc('form.changed', { n: form.changed.length })}</span>
      </div>
      {form.disagreement && (
        <ConflictDialog
          entity={entity}
          disagreement={form.disagreement}
          onResolve={(choices) => void form.resolve(choices).then((made) => saved(made, 'close'))}
          onCancel={form.settleLater}
        />
      )}
      <LeaveGuard
        dirty={form.dirty}
        leaving={leaving}
        asking={asking}
        onStay={() => setAsking(false)}
        onDiscard={() => {
          form.discard();
          setAsking(false);
          onCancel();
        }}
        onSave={() => {
          setAsking(false);
          return save('close');
        }}
        forget={form.discard}
      />
    </div>
  );
}
