/** Records that may be the one being typed: told at once, with the reason, and never in the way. */
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, type ReactElement } from 'react';
import type { Entity } from '../../kernel/declarations.ts';
import { addressOf } from '../address.ts';
import { api, pathOf, type Named } from '../api.ts';
import { asRows, asText, type Values } from '../fields/values.ts';
import { useT } from '../i18n.tsx';
import { cardMessages } from '../messages/card.ts';
import { Icon } from '../ui/icons.tsx';
import styles from './form.module.css';

type Why = 'inn' | 'phone' | 'email' | 'name';
interface Duplicate extends Named {
  readonly hint?: string;
  readonly why: readonly Why[];
}

/** What is compared; too short a text would find everything. */
function asked(values: Values): Readonly<Record<string, string | string[]>> {
  const name = asText(values.name).trim();
  const inn = asText(values.inn).replace(/\D/g, '');
  const phones = asRows(values.phones).map((line) => asText(line.number)).filter((phone) => phone.replace(/\D/g, '').length >= 6);
  const emails = asRows(values.emails).map((line) => asText(line.address)).filter((address) => /.@.+\../.test(address));
  return { ...(name.length >= 3 && { name }), ...(inn.length >= 10 && { inn }), ...(phones.length > 0 && { phone: phones }), ...(emails.length > 0 && { email: emails }) };
}

export function DuplicateWarning({ entity, values, except }: { entity: Entity; values: Values; except?: string }): ReactElement | null {
  const t = useT(cardMessages);
  const now = JSON.stringify(asked(values));
  const [settled] = useDebouncedValue(now, 350);
  const query: Record<string, string | string[]> = useMemo(() => JSON.parse(settled), [settled]);
  const found = useQuery({
    queryKey: ['duplicates', entity.name, settled, except],
    queryFn: ({ signal }) => api.get<{ rows: readonly Duplicate[] }>(`${pathOf(entity)}/duplicates`, { ...query, except }, { signal }),
    enabled: Object.keys(query).length > 0,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const rows = Object.keys(query).length > 0 ? (found.data?.rows ?? []) : [];
  return (
    <div aria-live="polite" className={styles.notices}>
      {rows.length > 0 && (
        <div className={styles.notice} data-kind="warning">
          <Icon name="copy" />
          <span className={styles.duplicates}>
            <b>{t('duplicates.title', { n: rows.length })}</b>
            <ul>
              {rows.slice(0, 5).map((row) => (
                <li key={row.id}>
                  <a href={addressOf(entity, row.id)} target="_blank" rel="noreferrer">
                    {row.label} <Icon name="external" size={12} />
                  </a>
                  {row.hint && <span>{row.hint}</span>}
                  <em>{row.why.map((why) => t(`duplicates.${why}`)).join(', ')}</em>
                </li>
              ))}
            </ul>
          </span>
        </div>
      )}
    </div>
  );
}
