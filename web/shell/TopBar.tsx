import { useFormats, useT } from '../i18n.tsx';
import { useConnection } from '../connection.ts';
import { shellMessages } from '../messages/shell.ts';
import { Icon } from '../ui/icons.tsx';
import { isoDay } from '../format.ts';
import { keyCaps } from '../ui/shortcuts.ts';
import css from './shell.module.css';
import { UserMenu } from './UserMenu.tsx';

export function TopBar({ onFind, onSheet }: { onFind: () => void; onSheet: () => void }) {
  const t = useT(shellMessages);
  const formats = useFormats();
  return (
    <header className={css.top}>
      <button type="button" className={css.find} onClick={onFind} aria-keyshortcuts="Control+K">
        <Icon name="search" />
        <span>{t('find')}</span>
        <span className={css.caps} aria-hidden="true">{keyCaps('mod+KeyK').map((cap) => <kbd key={cap}>{cap}</kbd>)}</span>
      </button>
      <span className={css.grow} />
      <ConnectionState />
      <span className={css.today}>{formats.weekday(isoDay())}</span>
      <UserMenu onSheet={onSheet} />
    </header>
  );
}

/** A quiet word while the server cannot be heard; reading goes on meanwhile. */
function ConnectionState() {
  const t = useT(shellMessages);
  const state = useConnection();
  return (
    <span role="status" className={css.connection} data-state={state} title={state === 'online' ? undefined : t('offline.detail')}>
      {state !== 'online' && (
        <>
          <Icon name={state === 'offline' ? 'cloud-off' : 'refresh'} />
          <span>{t(state)}</span>
        </>
      )}
    </span>
  );
}
