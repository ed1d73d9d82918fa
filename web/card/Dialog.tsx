/** A dialog with its title inside: Mantine's own head would be a second banner of the page to a screen reader. */
import { CloseButton, Modal } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { useT } from '../i18n.tsx';
import { cardMessages } from '../messages/card.ts';
import styles from './form.module.css';

interface Props {
  readonly title: string;
  readonly size: 'sm' | 'xl';
  readonly onClose: () => void;
  /** A form inside asks before it is left, so it hears Escape itself. */
  readonly holdsForm?: boolean;
  readonly children: ReactNode;
}

export function Dialog({ title, size, onClose, holdsForm, children }: Props): ReactElement {
  const t = useT(cardMessages);
  return (
    <Modal
      opened
      onClose={onClose}
      size={size}
      centered={size === 'sm'}
      padding={0}
      withCloseButton={false}
      closeOnEscape={!holdsForm}
      closeOnClickOutside={!holdsForm}
      classNames={{ body: styles.dialog! }} // !: the class is in the style sheet
    >
      <div className={styles.dialogHead}>
        <Modal.Title className={styles.dialogTitle}>{title}</Modal.Title>
        <CloseButton aria-label={t('close')} onClick={onClose} />
      </div>
      {holdsForm ? children : <div className={styles.dialogBody}>{children}</div>}
    </Modal>
  );
}
