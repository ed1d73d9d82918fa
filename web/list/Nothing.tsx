/** A list without rows: why, and what to do. */
import { Button } from '@mantine/core';
import type { Entity } from '../../kernel/declarations.ts';
import { entityLabel } from '../../kernel/labels.ts';
import { useT } from '../i18n.tsx';
import { listMessages } from '../messages/list.ts';
import { Icon } from '../ui/icons.tsx';
import { Empty, Trouble } from '../ui/states.tsx';
import css from './registry.module.css';

export function Nothing({ error, conditions, entity, onAgain, onClear, onNew }: { error: unknown; conditions: boolean; entity: Entity; onAgain: () => void; onClear: () => void; onNew: () => void }) {
  const t = useT(listMessages);
  const tAll = useT();
  if (error) {
    return (
      <div className={css.middle}>
        <Trouble error={error} again={onAgain} />
        {conditions && <Button variant="subtle" className={css.wayOut} onClick={onClear}>{t('nothing.clear')}</Button>}
      </div>
    );
  }
  return (
    <div className={css.middle}>
      {conditions ? (
        <Empty icon="search" title={t('nothing')} detail={t('nothing.detail')}>
          <Button variant="light" onClick={onClear}>{t('nothing.clear')}</Button>
        </Empty>
      ) : (
        <Empty title={t('empty')} detail={t('empty.detail')}>
          {entity.name !== 'document' && <Button leftSection={<Icon name="plus" />} onClick={() => onNew()}>{t('new.what', { what: entityLabel(tAll, entity.name).toLowerCase() })}</Button>}
        </Empty>
      )}
    </div>
  );
}
