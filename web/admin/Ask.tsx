/** Asks before something that is felt elsewhere. When the server then says no, its reason stands in the same window. */
import { Button, Group } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { ApiProblem } from '../api.ts';
import { Dialog } from '../card/Dialog.tsx';
import { useT } from '../i18n.tsx';
import { adminMessages } from '../messages/admin.ts';
import { Icon } from '../ui/icons.tsx';
import css from './admin.module.css';

interface Props {
  readonly title: string;
  readonly text: ReactNode;
  readonly yes: string;
  readonly danger?: boolean;
  readonly onYes: () => Promise<unknown>;
  readonly onClose: () => void;
  /** Title after a refusal, and what one can do instead. */
  readonly refused?: { readonly title: string; readonly ways?: ReactNode };
}

export function Ask({ title, text, yes, danger = true, onYes, onClose, refused }: Props) {
  const t = useT(adminMessages);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const run = async (): Promise<void> => {
    setBusy(true);
    try {
      await onYes();
      onClose();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog size="sm" onClose={onClose} title={problem ? (refused?.title ?? problem.title) : title}>
      {problem ? (
        <p role="alert" className={css.refusal}>
          <Icon name="alert" /> <span>{problem.summary}</span>
        </p>
      ) : (
        <p className={css.askText}>{text}</p>
      )}
      <Group mt="lg" justify="flex-end" gap="xs">
        {problem ? (
          <>
            {refused?.ways}
            <Button size="xs" variant="default" data-autofocus onClick={onClose}>{t('close')}</Button>
          </>
        ) : (
          <>
            <Button size="xs" variant="default" data-autofocus onClick={onClose}>{t('cancel')}</Button>
            <Button size="xs" color={danger ? 'red' : undefined} className={danger ? css.danger : undefined} loading={busy} onClick={() => void run()}>{yes}</Button>
          </>
        )}
      </Group>
    </Dialog>
  );
}
