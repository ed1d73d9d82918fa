/** The second of two keystrokes: the result is typed, Enter keeps it and the document is done. Shift+Enter begins a new line. */
import { Button, Group, Textarea } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import type { Document } from '../../kernel/document.ts';
import { fieldLabel, stageLabel } from '../../kernel/labels.ts';
import { ApiProblem, type DataRow } from '../api.ts';
import { useMove } from '../data.ts';
import { asText } from '../fields/values.ts';
import { useT } from '../i18n.tsx';
import { cardMessages } from '../messages/card.ts';
import { note, noteTrouble } from '../ui/notes.tsx';
import styles from './document.module.css';

export function FinishBox({ entity, row, onClose }: { entity: Document; row: DataRow; onClose: () => void }): ReactElement | null {
  const t = useT();
  const tc = useT(cardMessages);
  const move = useMove(entity);
  const finish = entity.finish;
  const [result, setResult] = useState(() => asText(finish && row[finish.result]));
  if (!finish) return null;
  const done = stageLabel(t, entity.name, finish.to);

  const submit = (): void => {
    if (move.isPending) return;
    const set = { [finish.result]: result.trim() || null };
    move.mutate(
      { id: row.id, version: row.version, to: finish.to, set },
      {
        onSuccess: () => {
          note({ text: tc('finish.done', { stage: done }) });
          onClose();
        },
        // The fresh row arrives by itself; the words stay in the box for another Enter.
        onError: (error) => noteTrouble(error instanceof ApiProblem && error.code === 'conflict' ? new Error(tc('finish.again')) : error),
      },
    );
  };

  return (
    <div className={styles.finish}>
      <Textarea
        label={fieldLabel(t, entity, finish.result)}
        placeholder={tc('finish.hint')}
        value={result}
        onChange={(event) => setResult(event.currentTarget.value)}
        autosize
        minRows={1}
        maxRows={8}
        autoFocus
        size="xs"
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
            event.preventDefault();
            submit();
          } else if (event.key === 'Escape') {
            event.preventDefault();
            onClose();
          }
        }}
      />
      <Group gap="xs">
        <Button size="compact-sm" loading={move.isPending} onClick={submit}>
          {done} <kbd className={styles.key}>Enter</kbd>
        </Button>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={onClose}>
          {tc('form.cancel')}
        </Button>
      </Group>
    </div>
  );
}
