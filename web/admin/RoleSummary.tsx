/** What a role sees and does, in plain words. */
import type { Right, Scope } from '../../kernel/access.ts';
import { useT } from '../i18n.tsx';
import { adminMessages } from '../messages/admin.ts';
import { Icon } from '../ui/icons.tsx';
import css from './admin.module.css';

export function RoleSummary({ scope, rights }: { scope: Scope; rights: readonly Right[] }) {
  const t = useT(adminMessages);
  return (
    <ul className={css.summary}>
      <li><Icon name="eye" /> {t(`role.sees:${scope}`)}</li>
      {rights.map((right) => <li key={right}><Icon name="check" /> {t(`role.does:${right}`)}</li>)}
      {rights.length === 0 && <li data-dim><Icon name="minus" /> {t('role.readOnly')}</li>}
    </ul>
  );
}
