/** Nobody loses what they typed by a click elsewhere: leaving a changed form asks first. Filtering or sorting the list beside it does not. */
import { Button, Group } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import type { ReactElement, RefObject } from 'react';
import { useT } from '../i18n.tsx';
import { cardMessages } from '../messages/card.ts';
import { Dialog } from './Dialog.tsx';

interface Props {
  readonly dirty: boolean;
  /** Set while the form itself leaves after saving. */
  readonly leaving: RefObject<boolean>;
  readonly asking: boolean;
  readonly onStay: () => void;
  readonly onDiscard: () => void;
  readonly onSave: () => Promise<boolean>;
  readonly forget: () => void;
}

const stays = (a: object, b: object): boolean => ['open', 'tab', 'new', 'doc'].every((part) => Reflect.get(a, part) === Reflect.get(b, part));

export function LeaveGuard({ dirty, leaving, asking, onStay, onDiscard, onSave, forget }: Props): ReactElement | null {
  const t = useT(cardMessages);
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => dirty && !leaving.current && !(current.pathname === next.pathname && stays(current.search, next.search)),
    enableBeforeUnload: () => dirty,
    disabled: !dirty,
    withResolver: true,
  });
  const blocked = blocker.status === 'blocked';
  const stay = (): void => (blocked ? blocker.reset() : onStay());
  const discard = (): void => {
    if (!blocked) return onDiscard();
    forget();
    blocker.proceed();
  };
  const save = async (): Promise<void> => {
    if (!blocked) return void onSave();
    // Saving may itself go elsewhere; the person's own way comes last and wins.
    if (await onSave()) blocker.proceed();
    else blocker.reset();
  };
  if (!blocked && !asking) return null;
  return (
    <Dialog title={t('leave.title')} size="sm" onClose={stay}>
      <p>{t('leave.text')}</p>
      <Group mt="md" justify="flex-end" gap="xs">
        <Button size="xs" variant="subtle" color="gray" onClick={discard}>
          {t('leave.discard')}
        </Button>
        <Button size="xs" variant="default" onClick={stay}>
          {t('leave.stay')}
        </Button>
        <Button size="xs" data-autofocus onClick={() => void save()}>
          {t('form.save')}
        </Button>
      </Group>
    </Dialog>
  );
}
