/**
 * Lines inside a record: telephones, addresses, bank accounts. Enter at the end of the last line opens the next one;
 * Alt+↑ and Alt+↓ move a line, Alt+Delete takes it away.
 */
import { ActionIcon, Button, Input } from '@mantine/core';
import { useEffect, useId, useRef, type KeyboardEvent, type ReactElement } from 'react';
import { fieldLabel } from '../../kernel/labels.ts';
import { useT } from '../i18n.tsx';
import { cardMessages } from '../messages/card.ts';
import { Icon } from '../ui/icons.tsx';
import { labelPath } from './ChoiceEditor.tsx';
import type { EditorProps } from './editor.ts';
import { FieldEditor } from './FieldEditor.tsx';
import styles from './fields.module.css';
import { asRows, newLine, withoutBlankLines, type Values } from './values.ts';

interface Props extends EditorProps {
  /** Messages of all fields of the form, by path. */
  readonly errors: ReadonlyMap<string, string>;
  /** The person has left a field of a line; the path names it. */
  readonly onLeave: (path: string) => void;
}

const inputsOf = (line: Element | null | undefined): HTMLElement[] =>
  [...(line?.querySelectorAll<HTMLElement>('input:not([type=hidden]), textarea') ?? [])].filter((input) => input.tabIndex >= 0);

export function ListEditor(p: Props): ReactElement {
  const t = useT();
  const tc = useT(cardMessages);
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const toFocus = useRef<number | null>(null);
  const lines = asRows(p.value);
  const fields = Object.entries(p.field.of ?? {});
  // Few sub-fields explain themselves by a hint inside; many need their names above.
  const labelled = fields.length > 3;
  const full = lines.length >= (p.field.max ?? 50);

  useEffect(() => {
    if (toFocus.current === null) return;
    inputsOf(box.current?.querySelectorAll('[data-line]')[toFocus.current])[0]?.focus();
    toFocus.current = null;
  });

  const change = (next: readonly Values[], focus: number | null = null): void => {
    toFocus.current = focus;
    p.onChange(next);
  };
  const add = (): void => change([...lines, newLine(p.field)], lines.length);
  const remove = (index: number): void => change(lines.filter((_, at) => at !== index), lines.length > 1 ? Math.min(index, lines.length - 2) : null);
  const move = (index: number, by: number): void => {
    const to = index + by;
    if (to < 0 || to >= lines.length) return;
    const next = [...lines];
    [next[index], next[to]] = [next[to]!, next[index]!]; // !: both are inside the list
    change(next, to);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>, index: number): void => {
    const line = event.currentTarget;
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      move(index, event.key === 'ArrowUp' ? -1 : 1);
    } else if (event.altKey && event.key === 'Delete') {
      event.preventDefault();
      remove(index);
    } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && !event.defaultPrevented) {
      const target = event.target as HTMLElement; // as: keys come from elements
      const last = inputsOf(line).at(-1) === target && index === lines.length - 1;
      const blank = asRows(withoutBlankLines(p.field, [lines[index]])).length === 0;
      if (!last || blank || full || target.getAttribute('aria-expanded') === 'true') return;
      event.preventDefault();
      add();
    }
  };

  return (
    <Input.Wrapper label={p.label} labelElement="div" labelProps={{ id }} error={p.error} size="xs">
      <div role="group" aria-labelledby={id} ref={box} className={styles.lines} data-lines>
        {lines.map((line, index) => (
          // Lines have no ids of their own: their place is what they are.
          <div
            key={index}
            data-line
            className={styles.line}
            role="group"
            aria-label={`${p.label} ${index + 1}`}
            onKeyDown={(event) => onKeyDown(event, index)}
          >
            <div className={styles.lineFields}>
              {fields.map(([name, field]) => {
                const path = `${p.path}.${index}.${name}`;
                return (
                  <div
                    key={name}
                    className={styles.lineField}
                    data-kind={field.kind}
                    data-wide={name === 'text' || field.kind === 'ref' || undefined}
                  >
                    <FieldEditor
                      entity={p.entity}
                      path={path}
                      field={field}
                      label={fieldLabel(t, p.entity, labelPath(path))}
                      bare={!labelled && field.kind !== 'flag'}
                      value={line[name]}
                      row={line}
                      errors={p.errors}
                      onChange={(value) => p.onChange(lines.map((other, at) => (at === index ? { ...other, [name]: value } : other)))}
                      onLeave={p.onLeave}
                    />
                  </div>
                );
              })}
            </div>
            <div className={styles.lineTools} data-labelled={labelled || undefined}>
              <ActionIcon
                variant="subtle"
                color="gray"
                size="sm"
                tabIndex={-1}
                disabled={index === 0}
                aria-label={tc('list.up')}
                title={`${tc('list.up')} (Alt+↑)`}
                onClick={() => move(index, -1)}
              >
                <Icon name="arrow-up" size={14} />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                size="sm"
                tabIndex={-1}
                aria-label={tc('list.remove')}
                title={`${tc('list.remove')} (Alt+Delete)`}
                onClick={() => remove(index)}
              >
                <Icon name="close" size={14} />
              </ActionIcon>
            </div>
          </div>
        ))}
        <Button
          variant="subtle"
          size="compact-xs"
          className={styles.addLine}
          leftSection={<Icon name="plus" size={13} />}
          disabled={full}
          onClick={add}
          data-path={p.path}
          data-add="true"
          aria-label={tc('list.add', { field: p.label })}
        >
          {tc('add')}
        </Button>
      </div>
    </Input.Wrapper>
  );
}
