/** The calendar of the date editor, with its library and styles: a piece of its own, loaded at the first click. */
import '@mantine/dates/styles.layer.css';
import { DatePicker } from '@mantine/dates';
import 'dayjs/locale/ru';
import 'dayjs/locale/en-gb';
import type { ReactElement } from 'react';
import { useLocale, useT } from '../i18n.tsx';
import { cardMessages } from '../messages/card.ts';

export default function Calendar({ value, onChange }: { value: string | null; onChange: (date: string | null) => void }): ReactElement {
  const { locale } = useLocale();
  const t = useT(cardMessages);
  return (
    <DatePicker
      value={value}
      onChange={onChange}
      defaultDate={value ?? undefined}
      locale={locale === 'ru' ? 'ru' : 'en-gb'}
      firstDayOfWeek={1}
      size="xs"
      highlightToday
      hideOutsideDates
      ariaLabels={{ previousMonth: t('date.previousMonth'), nextMonth: t('date.nextMonth'), previousYear: t('date.previousYear'), nextYear: t('date.nextYear') }}
      getDayProps={(date) => ({ 'data-autofocus': date === value || undefined })}
    />
  );
}
