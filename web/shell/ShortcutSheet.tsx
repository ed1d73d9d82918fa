/** All shortcuts that work on this screen, as the registry has them. */
import { CloseButton, Modal } from '@mantine/core';
import { useT } from '../i18n.tsx';
import { shellMessages } from '../messages/shell.ts';
import { keyCaps, useBoundShortcuts } from '../ui/shortcuts.ts';
import css from './palette.module.css';

export default function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const t = useT(shellMessages);
  const shortcuts = useBoundShortcuts();
  const groups = [...new Set(shortcuts.map((s) => s.group ?? ''))].toReversed();
  return (
    <Modal opened onClose={onClose} size={720} withCloseButton={false} radius="lg" padding="lg">
      <div className={css.sheetHead}>
        <Modal.Title className={css.heading}>{t('sheet')}</Modal.Title>
        <CloseButton aria-label={t('close')} onClick={onClose} />
      </div>
      <div className={css.sheet}>
        {groups.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {shortcuts.filter((s) => (s.group ?? '') === group).map((s) => (
                <div key={s.keys}>
                  <dt>{s.text}</dt>
                  <dd>{keyCaps(s.keys).map((cap) => <kbd key={cap}>{cap}</kbd>)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className={css.foot}>{t('sheet.layout')}</p>
    </Modal>
  );
}
