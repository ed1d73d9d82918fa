/** One's own profile: language, theme, time zone, password, and where one is signed in. */
import { Button, PasswordInput, Select, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { useEffect, useState, type FormEvent, type ReactNode } from 'react';
import { locales } from '../../kernel/i18n.ts';
import { api, ApiProblem } from '../api.ts';
import { cache } from '../cache.ts';
import { useFormats, useLocale, useT } from '../i18n.tsx';
import { useMe, useOwnSettings } from '../me.ts';
import { adminMessages } from '../messages/admin.ts';
import { shellMessages } from '../messages/shell.ts';
import { initials } from '../shell/themes.ts';
import { Icon } from '../ui/icons.tsx';
import { note, noteTrouble } from '../ui/notes.tsx';
import css from './me.module.css';
import { OwnSessions, sessionsKey } from './Sessions.tsx';
import { StrengthWords } from './StrengthWords.tsx';
import { useZones } from './zones.ts';

const schemes: readonly MantineColorScheme[] = ['light', 'dark', 'auto'];

export default function Me() {
  const t = useT(adminMessages);
  const me = useMe();
  return (
    <div className={css.page}>
      <div className={css.column}>
        <header className={css.who}>
          <span className={css.face} aria-hidden="true">{initials(me.name)}</span>
          <div>
            <h1>{me.name}</h1>
            <p>{[me.email, me.roles.map((r) => r.label).join(', '), me.organisation.name].filter(Boolean).join(' · ')}</p>
            <p>{t('me.about')}</p>
          </div>
        </header>
        <Settings />
        <Password />
        <section className={css.card}>
          <h2>{t('me.sessions')}</h2>
          <p>{t('me.sessions.hint')}</p>
          <OwnSessions me={me.id} />
        </section>
      </div>
    </div>
  );
}

function Settings() {
  const t = useT(adminMessages);
  const ts = useT(shellMessages);
  const me = useMe();
  const { locale, setLocale } = useLocale();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const settings = useOwnSettings();
  const zones = useZones(me.timeZone);
  const time = useClock();
  const keep = (set: Parameters<typeof settings.mutate>[0]): void => settings.mutate(set, { onError: noteTrouble });
  return (
    <section className={css.card}>
      <h2>{t('me.settings')}</h2>
      <Choice label={t('me.language')} name="language" options={locales.map((l) => ({ value: l, text: ts(`language.${l}`) }))} value={locale} onChange={(l) => { setLocale(l); keep({ language: l }); }} />
      <Choice label={t('me.theme')} name="theme" hint={t('me.theme.hint')} options={schemes.map((s) => ({ value: s, text: t(`me.theme.${s}`) }))} value={colorScheme} onChange={setColorScheme} />
      <Select
        size="sm" className={css.zone} label={t('me.timeZone')} description={t('me.timeZone.hint', { time })} data={zones} value={me.timeZone} searchable allowDeselect={false} limit={80} nothingFoundMessage={t('me.timeZone.none')}
        onChange={(zone) => { if (zone && zone !== me.timeZone) keep({ timeZone: zone }); }} comboboxProps={{ shadow: 'md', transitionProps: { duration: 0 } }} checkIconPosition="right"
      />
    </section>
  );
}

/** The time by the person's own clock, as of now. */
function useClock(): string {
  const formats = useFormats();
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 10_000);
    return () => clearInterval(timer);
  }, []);
  return formats.time(now.toISOString());
}

interface ChoiceProps<V extends string> {
  readonly label: string;
  readonly name: string;
  readonly options: readonly { readonly value: V; readonly text: string }[];
  readonly value: V;
  readonly hint?: string;
  readonly onChange: (value: V) => void;
}

function Choice<V extends string>({ label, name, options, value, hint, onChange }: ChoiceProps<V>): ReactNode {
  return (
    <fieldset className={css.choice}>
      <legend>{label}</legend>
      <div>
        {options.map((o) => (
          <label key={o.value} data-on={o.value === value || undefined}>
            <input type="radio" name={name} checked={o.value === value} onChange={() => onChange(o.value)} />
            {o.text}
          </label>
        ))}
      </div>
      {hint && <p>{hint}</p>}
    </fieldset>
  );
}

const nothing = { current: '', next: '', repeat: '' };

function Password() {
  const t = useT(adminMessages);
  const me = useMe();
  const [values, setValues] = useState(nothing);
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    const missing = Object.entries(values).filter(([, value]) => !value).map(([name]) => [name, t('me.password.required')]);
    const wrong = { ...(values.next !== values.repeat && { repeat: t('me.password.differ') }), ...Object.fromEntries(missing) };
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return void setTimeout(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
    setBusy(true);
    try {
      await api.post('/me/password', { current: values.current, next: values.next });
      setValues(nothing);
      void cache.invalidateQueries({ queryKey: sessionsKey(me.id) });
      note({ text: t('me.password.done') });
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (error.errors.length > 0) setErrors(Object.fromEntries(error.errors.map((e) => [e.path, e.message])));
      else noteTrouble(error);
    } finally {
      setBusy(false);
    }
  };
  const field = (name: keyof typeof nothing, autoComplete: string): ReactNode => (
    <PasswordInput
      size="sm" label={t(`me.password.${name}`)} name={name} autoComplete={autoComplete} value={values[name]} error={errors[name]} visibilityToggleButtonProps={{ 'aria-label': t('show'), tabIndex: 0 }}
      onChange={(event) => { const { value } = event.currentTarget; setValues((before) => ({ ...before, [name]: value })); setErrors({}); }}
    />
  );
  return (
    <section className={css.card}>
      <h2>{t('me.password')}</h2>
      <form className={css.form} noValidate onSubmit={(event) => void submit(event)}>
        {/* Password managers keep the password under this name. */}
        <input type="text" name="username" autoComplete="username" value={me.email} readOnly hidden />
        {field('current', 'current-password')}
        <div>
          {field('next', 'new-password')}
          <StrengthWords password={values.next} />
        </div>
        {field('repeat', 'new-password')}
        <Button type="submit" loading={busy} leftSection={<Icon name="key" size={15} />}>{t('me.password.do')}</Button>
      </form>
    </section>
  );
}
