/** The frame of a section: its name and tools above, a list at the left, what is chosen at the right; one of the two on a narrow screen. */
import { CloseButton, TextInput } from '@mantine/core';
import { useRef, type ReactNode } from 'react';
import { useT } from '../i18n.tsx';
import { adminMessages } from '../messages/admin.ts';
import { Icon } from '../ui/icons.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { Empty } from '../ui/states.tsx';
import css from './admin.module.css';

interface Props {
  readonly title: string;
  readonly tools?: ReactNode;
  /** A line below the name. */
  readonly lead?: ReactNode;
  readonly list: ReactNode;
  /** What is chosen; null leaves the list alone where there is room for one pane only. */
  readonly detail?: ReactNode;
  /** True when the address names something, so that a narrow screen shows it instead of the list. */
  readonly opened?: boolean;
  readonly onBack?: () => void;
  /** The list is only the way to what stands at the right, and takes little room. */
  readonly narrowList?: boolean;
}

export function Screen({ title, tools, lead, list, detail, opened = false, onBack, narrowList }: Props) {
  return (
    <section className={css.screen} data-opened={opened || undefined} data-split={detail !== undefined || undefined} data-narrow={narrowList || undefined}>
      <div className={css.listPane}>
        <header className={css.head}>
          <h1>{title}</h1>
          <div className={css.tools}>{tools}</div>
          {lead && <p className={css.lead}>{lead}</p>}
        </header>
        {list}
      </div>
      {detail !== undefined && (
        <div className={css.detailPane}>
          {onBack && (
            // On a narrow screen, where the list and its heading are hidden, this is the heading.
            <h1 className={css.back}>
              <button type="button" onClick={onBack}><Icon name="arrow-left" size={15} /> {title}</button>
            </h1>
          )}
          {detail}
        </div>
      )}
    </section>
  );
}

/** In place of what is not there: an address of something deleted, or nothing to choose yet. */
export function Gone({ asked }: { asked: boolean }) {
  const t = useT(adminMessages);
  return asked ? <Empty icon="search" title={t('gone')} detail={t('gone.detail')} /> : <p className={css.hint}>{t('choose')}</p>;
}

/** The find box of a list; `/` goes to it, Escape empties it. */
export function FindBox({ value, onChange, label }: { value: string; onChange: (value: string) => void; label?: string }) {
  const t = useT(adminMessages);
  const box = useRef<HTMLInputElement>(null);
  useShortcuts([{ keys: 'Slash', text: t('find'), group: label, run: () => box.current?.focus() }]);
  return (
    <TextInput
      ref={box} size="xs" className={css.find} type="search" placeholder={label ?? t('find')} aria-label={label ?? t('find')} value={value} leftSection={<Icon name="search" size={14} />}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => { if (event.key === 'Escape' && value) { event.stopPropagation(); onChange(''); } }}
      rightSection={value && <CloseButton size="xs" aria-label={t('clear')} onClick={() => { onChange(''); box.current?.focus(); }} />}
    />
  );
}

/** Arrows move through the rows of a list, as Tab would, one stop each. Rows carry `data-row`. */
export function moveWithArrows(event: React.KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
  if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  if (at < 0) return;
  event.preventDefault();
  rows[Math.max(0, Math.min(rows.length - 1, at + step))]?.focus();
}
