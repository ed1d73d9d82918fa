import { useT } from '../i18n.tsx';
import { adminMessages } from '../messages/admin.ts';
import css from './admin.module.css';

/** The few keys that make editing a tree quick, where one can see them. */
export function TreeKeys({ flat = false }: { flat?: boolean }) {
  const t = useT(adminMessages);
  return (
    <p className={css.keys} aria-hidden="true">
      {!flat && <span><kbd>Enter</kbd> {t('tree.hint.add')}</span>}
      {!flat && <span><kbd>Tab</kbd> {t('tree.hint.in')}</span>}
      <span><kbd>F2</kbd> {t('tree.hint.rename')}</span>
      <span><kbd>Alt</kbd> <kbd>↑</kbd> <kbd>↓</kbd> {t('tree.hint.move')}</span>
    </p>
  );
}
