/** In place of a record that was open here when it left what this person may see. */
import type { ReactElement } from 'react';
import { useT } from '../i18n.tsx';
import { cardMessages } from '../messages/card.ts';
import { Empty } from '../ui/states.tsx';

export function NoLonger(): ReactElement {
  const tc = useT(cardMessages);
  return (
    <div role="alert">
      <Empty icon="lock" title={tc('noLonger')} detail={tc('noLonger.detail')} />
    </div>
  );
}
