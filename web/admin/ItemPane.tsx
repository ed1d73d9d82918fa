/** What is known of one item of a classifier: its code, where it is used, whether it is offered. */
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { DataRow } from '../api.ts';
import { asText } from '../fields/values.ts';
import { useT } from '../i18n.tsx';
import { adminMessages } from '../messages/admin.ts';
import { Icon } from '../ui/icons.tsx';
import css from './admin.module.css';
import { Head } from './Head.tsx';
import { nameOf } from './rows.ts';
import { Usage } from './Usage.tsx';

interface Props {
  readonly item: DataRow;
  readonly classifier: DataRow;
  /** The item above it. */
  readonly path?: DataRow;
  /** How many stand right below it. */
  readonly inside: number;
  readonly onRetire: (off: boolean) => void;
  readonly onRemove: () => void;
  readonly onCode: (code: string | null) => void;
  readonly onClose: () => void;
  readonly onOpen: (id: string) => void;
}

export function ItemPane({ item, classifier, path, inside, onRetire, onRemove, onCode, onClose, onOpen }: Props) {
  const t = useT(adminMessages);
  const [code, setCode] = useState(asText(item.code));
  const retired = item.retired === true;
  const keepCode = (): void => {
    if (code.trim() !== asText(item.code)) onCode(code.trim() || null);
  };
  return (
    <aside className={css.item} aria-label={nameOf(item)}>
      <Head title={nameOf(item)} tag={retired ? t('item.retired') : null}>
        <ActionIcon aria-label={t('close')} onClick={onClose}><Icon name="close" /></ActionIcon>
      </Head>
      <div className={css.scroll}>
        {(path || inside > 0) && (
          <dl className={css.facts}>
            {path && (
              <div>
                <dt>{t('item.under')}</dt>
                <dd><button type="button" className={css.asLink} onClick={() => onOpen(path.id)}>{nameOf(path)}</button></dd>
              </div>
            )}
            {inside > 0 && <div><dt>{t('classifier.items')}</dt><dd>{t('item.inside', { n: inside })}</dd></div>}
          </dl>
        )}
        <TextInput
          size="xs" label={t('item.code')} value={code} maxLength={50} autoComplete="off" onChange={(event) => setCode(event.currentTarget.value)} onBlur={keepCode}
          onKeyDown={(event) => { if (event.key === 'Enter') keepCode(); if (event.key === 'Escape') setCode(asText(item.code)); }}
        />
        {item.version > 0 && <Usage target="classifier-item" id={item.id} classifier={asText(classifier.key)} />}
        <section className={css.block}>
          <div className={css.tools}>
            <Button size="xs" variant="default" leftSection={<Icon name={retired ? 'eye' : 'archive'} size={14} />} onClick={() => onRetire(!retired)}>{t(retired ? 'item.return' : 'item.retire')}</Button>
            <Button size="xs" variant="default" className={css.dangerItem} leftSection={<Icon name="trash" size={14} />} onClick={onRemove}>{t('delete')}</Button>
          </div>
          {!retired && <p className={css.dim}>{t('item.refused.hint')}</p>}
        </section>
      </div>
    </aside>
  );
}
