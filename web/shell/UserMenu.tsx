import { lazy, Suspense, useState } from 'react';
import { useT } from '../i18n.tsx';
import { useMe } from '../me.ts';
import { shellMessages } from '../messages/shell.ts';
import { withStyles } from '../ui/with-styles.ts';
import css from './shell.module.css';
import { initials } from './themes.ts';

export { initials };

const load = () => withStyles(import('./UserMenuItems.tsx'));
const UserMenuItems = lazy(load);

export function UserMenu({ onSheet }: { onSheet: () => void }) {
  const t = useT(shellMessages);
  const me = useMe();
  const [wanted, setWanted] = useState(false);
  const face = { type: 'button', className: css.face, 'aria-label': `${t('user.menu')}: ${me.name}`, 'data-initials': initials(me.name) } as const; // as: a button's type is one of three words
  if (!wanted) return <button {...face} aria-haspopup="menu" aria-expanded="false" onPointerEnter={() => void load()} onClick={() => setWanted(true)} />;
  return (
    <Suspense fallback={<button {...face} />}>
      <UserMenuItems onSheet={onSheet}>
        <button {...face} />
      </UserMenuItems>
    </Suspense>
  );
}
