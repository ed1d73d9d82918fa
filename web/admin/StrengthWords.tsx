import { useT } from '../i18n.tsx';
import { adminMessages } from '../messages/admin.ts';
import css from './admin.module.css';
import { strengthOf } from './passwords.ts';

/** How good a password is, in words; the bar says the same to the eye. */
export function StrengthWords({ password, id }: { password: string; id?: string }) {
  const t = useT(adminMessages);
  const { key, params, level } = strengthOf(password);
  return (
    <div id={id} className={css.strength} data-level={password ? level : undefined}>
      <span aria-hidden="true">{[0, 1, 2, 3].map((n) => <i key={n} data-on={(password && n <= level) || undefined} />)}</span>
      <span role="status">{t(key, params)}</span>
    </div>
  );
}
