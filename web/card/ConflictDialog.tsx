/** Two people changed the same fields: each field is shown as it was, as they left it and as I typed it, and one of the two stays. */
import { Button, Group } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { writableFields, type Entity } from '../../kernel/declarations.ts';
import { fieldLabel } from '../../kernel/labels.ts';
import { FieldDisplay } from '../fields/FieldDisplay.tsx';
import { asReference } from '../fields/values.ts';
import { useFormats, useT } from '../i18n.tsx';
import { cardMessages } from '../messages/card.ts';
import { Dialog } from './Dialog.tsx';
import styles from './form.module.css';
import type { Disagreement } from './useRecordForm.ts';

type Side = 'mine' | 'theirs';
interface Props {
  readonly entity: Entity;
  readonly disagreement: Disagreement;
  readonly onResolve: (choices: Readonly<Record<string, Side>>) => void;
  readonly onCancel: () => void;
}

export function ConflictDialog({ entity, disagreement, onResolve, onCancel }: Props): ReactElement {
  const t = useT();
  const tc = useT(cardMessages);
  const formats = useFormats();
  const { clashes, theirs } = disagreement;
  const fields = writableFields(entity);
  const all = (side: Side): Record<string, Side> => Object.fromEntries(clashes.map((clash) => [clash.path, side]));
  const [choices, setChoices] = useState(() => all('mine'));
  const who = asReference(theirs.updatedBy)?.label ?? tc('news.somebody');

  const side = (path: string, which: Side, value: unknown): ReactElement => (
    <td data-chosen={choices[path] === which || undefined}>
      <label className={styles.option}>
        <input type="radio" name={path} checked={choices[path] === which} onChange={() => setChoices({ ...choices, [path]: which })} />
        <span className="sr-only">{tc(which === 'mine' ? 'conflict.mine' : 'conflict.theirs')}: </span>
        <span>{fields[path] && <FieldDisplay entity={entity} path={path} field={fields[path]} value={value} />}</span>
      </label>
    </td>
  );

  return (
    <Dialog title={tc('conflict.title')} size="xl" onClose={onCancel}>
      <p className={styles.conflictText}>
        {tc('conflict.text', { who, when: typeof theirs.updatedAt === 'string' ? formats.ago(theirs.updatedAt) : '' })}
      </p>
      <div className={styles.conflictScroll}>
        <table className={styles.conflict}>
          <thead>
            <tr>
              <th scope="col">{tc('conflict.field')}</th>
              <th scope="col">{tc('conflict.original')}</th>
              <th scope="col">
                {who}{' '}
                <Button size="compact-xs" variant="subtle" onClick={() => setChoices(all('theirs'))}>
                  {tc('conflict.takeAll')}
                </Button>
              </th>
              <th scope="col">
                {tc('conflict.mine')}{' '}
                <Button size="compact-xs" variant="subtle" onClick={() => setChoices(all('mine'))}>
                  {tc('conflict.takeAllMine')}
                </Button>
              </th>
            </tr>
          </thead>
          <tbody>
            {clashes.map(({ path, original, theirs: their, mine }) => (
              <tr key={path}>
                <th scope="row">{fieldLabel(t, entity, path)}</th>
                <td>{fields[path] && <FieldDisplay entity={entity} path={path} field={fields[path]} value={original} />}</td>
                {side(path, 'theirs', their)}
                {side(path, 'mine', mine)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Group mt="md" justify="flex-end" gap="xs">
        <Button size="xs" variant="default" onClick={onCancel}>
          {tc('conflict.later')}
        </Button>
        <Button size="xs" data-autofocus onClick={() => onResolve(choices)}>
          {tc('form.save')}
        </Button>
      </Group>
    </Dialog>
  );
}
