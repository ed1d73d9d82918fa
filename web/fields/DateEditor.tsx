/** A date or a moment: typed in the person's own way (`23.11`, `завтра 10`, `Nov 23`), or picked in a calendar that loads when opened. */
import { ActionIcon, Popover, Skeleton, TextInput } from '@mantine/core';
import { lazy, Suspense, useState, type ReactElement } from 'react';
import { useFormats, useT, useTimeZone } from '../i18n.tsx';
import { cardMessages } from '../messages/card.ts';
import { Icon } from '../ui/icons.tsx';
import { editMoment, inZone, momentOf, parseDate, parseDateTime, today } from './dates.ts';
import { inputProps, type EditorProps } from './editor.ts';
import { asText } from './values.ts';

const load = () => import('./Calendar.tsx');
const Calendar = lazy(load);

const readable = (value: string): boolean => /^\d{4}-\d{2}-\d{2}/.test(value) && !Number.isNaN(Date.parse(value));

export function DateEditor(p: EditorProps): ReactElement {
  const t = useT(cardMessages);
  const formats = useFormats();
  const { timeZone } = useTimeZone();
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const withTime = p.field.kind === 'datetime';
  const value = asText(p.value);
  const shown = !readable(value) ? value : withTime ? editMoment(value, formats) : formats.date(value);
  const day = readable(value) ? (withTime ? inZone(new Date(value), timeZone).date : value) : null;

  // What cannot be read stays as typed: the check beside the field then says so, and nothing typed is lost.
  const read = (text: string): unknown => (text.trim() ? ((withTime ? parseDateTime(text, timeZone) : parseDate(text, today(timeZone))) ?? text) : null);
  // Opened when it is there, so that the focus can go into it.
  const show = (): void => void load().then(() => setOpen(true));
  const pick = (date: string | null): void => {
    setOpen(false);
    setTyped(null);
    p.onChange(date && withTime ? momentOf(date, readable(value) ? inZone(new Date(value), timeZone).time : '10:00', timeZone) : date);
  };

  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus returnFocus withinPortal withRoles={false} shadow="md">
      <Popover.Target>
        <TextInput
          {...inputProps(p)}
          value={typed ?? shown}
          placeholder={p.bare ? undefined : t(withTime ? 'date.hint.moment' : 'date.hint')}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            p.onChange(read(event.currentTarget.value));
          }}
          onBlur={() => {
            setTyped(null);
            p.onBlur?.();
          }}
          onKeyDown={(event) => {
            if (event.altKey && event.key === 'ArrowDown') show();
          }}
          autoComplete="off"
          rightSectionPointerEvents="all"
          rightSection={
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              tabIndex={-1}
              aria-haspopup="dialog"
              aria-expanded={open}
              aria-label={t('date.calendar', { field: p.label })}
              onClick={() => (open ? setOpen(false) : show())}
            >
              <Icon name="calendar" size={15} />
            </ActionIcon>
          }
        />
      </Popover.Target>
      <Popover.Dropdown p="xs" role="dialog" aria-label={t('date.calendar', { field: p.label })}>
        <Suspense fallback={<Skeleton w={230} h={240} />}>{open && <Calendar value={day} onChange={pick} />}</Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
