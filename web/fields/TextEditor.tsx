/** One line or several, numbers included: what is typed on a keyboard. */
import { Textarea, TextInput } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { formatPhone } from '../../kernel/phone.ts';
import { useFormats, useLocale } from '../i18n.tsx';
import { inputProps, type EditorProps } from './editor.ts';
import styles from './fields.module.css';
import { parseDecimal, parseInteger } from './numbers.ts';
import { asText } from './values.ts';

const inputModes = { email: 'email', phone: 'tel', url: 'url', mono: undefined } as const;

export function TextEditor(p: EditorProps): ReactElement {
  const { format } = p.field;
  const text = asText(p.value);
  return (
    <TextInput
      {...inputProps(p)}
      value={format === 'phone' ? formatPhone(text) : text}
      onChange={(event) => p.onChange(event.currentTarget.value)}
      onBlur={p.onBlur}
      inputMode={format ? inputModes[format] : undefined}
      classNames={format === 'mono' ? { input: styles.mono! } : undefined} // !: the class is in the style sheet
      autoComplete="off"
      spellCheck={format === undefined}
    />
  );
}

export function LongTextEditor(p: EditorProps): ReactElement {
  return (
    <Textarea
      {...inputProps(p)}
      value={asText(p.value)}
      onChange={(event) => p.onChange(event.currentTarget.value)}
      onBlur={p.onBlur}
      autosize
      minRows={2}
      maxRows={18}
    />
  );
}

/** Numbers of all kinds: while typed they are what was typed; on leaving they become the number, or stay to be told wrong. */
export function NumberEditor(p: EditorProps): ReactElement {
  const { locale } = useLocale();
  const formats = useFormats();
  const [typed, setTyped] = useState<string | null>(null);
  const shown = (): string => {
    if (p.value === null || p.value === undefined) return '';
    const text = asText(p.value);
    if (!/^-?\d+(\.\d+)?$/.test(text)) return text;
    return p.field.kind === 'integer' ? text : formats.number(text);
  };
  const read = (text: string): unknown => {
    if (!text.trim()) return null;
    return (p.field.kind === 'integer' ? parseInteger(text, locale) : parseDecimal(text, locale)) ?? text;
  };
  return (
    <TextInput
      {...inputProps(p)}
      value={typed ?? shown()}
      inputMode={p.field.kind === 'integer' ? 'numeric' : 'decimal'}
      onFocus={() => setTyped(shown())}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        p.onChange(read(event.currentTarget.value));
      }}
      onBlur={() => {
        setTyped(null);
        p.onBlur?.();
      }}
      classNames={{ input: styles.number! }} // !: the class is in the style sheet
      autoComplete="off"
    />
  );
}
