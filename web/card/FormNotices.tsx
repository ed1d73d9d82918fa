/** What a form has to say above its fields: a draft found, a colleague's change, a refusal of the server. */
import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Entity } from '../../kernel/declarations.ts';
import { fieldLabel } from '../../kernel/labels.ts';
import type { DataRow } from '../api.ts';
import { asReference } from '../fields/values.ts';
import { useFormats, useT } from '../i18n.tsx';
import { cardMessages } from '../messages/card.ts';
import { Icon } from '../ui/icons.tsx';
import styles from './form.module.css';
import type { RecordForm } from './useRecordForm.ts';

export function FormNotices({ entity, form, row }: { entity: Entity; form: RecordForm; row?: DataRow }): ReactElement {
  const t = useT();
  const tc = useT(cardMessages);
  const formats = useFormats();
  return (
    <div aria-live="polite" className={styles.notices}>
      {form.draft && (
        <div className={styles.notice} data-kind="info">
          <Icon name="history" />
          <span>{tc('draft.found', { when: formats.moment(form.draft.at) })}</span>
          <Button size="compact-xs" variant="light" onClick={form.restoreDraft}>
            {tc('draft.restore')}
          </Button>
          <Button size="compact-xs" variant="subtle" color="gray" onClick={form.discardDraft}>
            {tc('draft.discard')}
          </Button>
        </div>
      )}
      {form.news.length > 0 && (
        <div className={styles.notice} data-kind="info">
          <Icon name="users" />
          <span>
            {tc('news', {
              who: asReference(row?.updatedBy)?.label ?? tc('news.somebody'),
              what: formats.list(form.news.map((name) => `«${fieldLabel(t, entity, name)}»`)),
            })}
          </span>
        </div>
      )}
      {form.failure && (
        <div className={styles.notice} data-kind="trouble" role="alert">
          <Icon name={form.failure === 'offline' ? 'cloud-off' : 'alert'} />
          <span>{form.failure === 'offline' ? tc('form.offline') : form.failure}</span>
        </div>
      )}
      {form.errors.size > 0 && (
        <div className={styles.notice} data-kind="trouble" role="alert">
          <Icon name="alert" />
          <span>{tc('form.mistakes', { n: form.errors.size })}</span>
        </div>
      )}
    </div>
  );
}
