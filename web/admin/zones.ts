/** Time zones to choose from, named in the reader's language, with how far each is from Greenwich. */
import { useMemo } from 'react';
import { useLocale } from '../i18n.tsx';

export interface Zone {
  readonly value: string;
  readonly label: string;
}

function nameOf(zone: string, tag: string, style: 'long' | 'longOffset'): string {
  const parts = new Intl.DateTimeFormat(tag, { timeZone: zone, timeZoneName: style }).formatToParts();
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
}

/** All zones that the browser knows, from east of Greenwich to west; the one in use is always among them. */
export function zonesFor(tag: string, current: string): readonly Zone[] {
  const known = Intl.supportedValuesOf('timeZone');
  const all = current && !known.includes(current) ? [current, ...known] : known;
  return all
    .map((value) => {
      const offset = nameOf(value, 'en-GB', 'longOffset').replace('GMT', '') || '+00:00';
      const name = nameOf(value, tag, 'long').replace(/,? (стандартное время|Standard Time)$/, '');
      return { value, offset, label: `UTC${offset} · ${/\d/.test(name) ? '' : `${name} · `}${value.replaceAll('_', ' ')}` };
    })
    .toSorted((a, b) => minutes(a.offset) - minutes(b.offset) || a.value.localeCompare(b.value));
}

const minutes = (offset: string): number => {
  const [hours = 0, rest = 0] = offset.slice(1).split(':').map(Number);
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + rest);
};

export function useZones(current: string): Zone[] {
  const { locale } = useLocale();
  return useMemo(() => [...zonesFor(locale === 'ru' ? 'ru-RU' : 'en-GB', current)], [locale, current]);
}
