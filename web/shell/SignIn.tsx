/** The way in. The address stays as it was, so that one comes out where one wanted to be. */
import { Button, PasswordInput, TextInput, useMantineColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState, type FormEvent } from 'react';
import { roleKeys } from '../../kernel/access.ts';
import { locales } from '../../kernel/i18n.ts';
import { api, ApiProblem } from '../api.ts';
import { useLocale, useT } from '../i18n.tsx';
import { useSignIn } from '../me.ts';
import { shellMessages } from '../messages/shell.ts';
import { Icon } from '../ui/icons.tsx';
import css from './sign-in.module.css';
import { initials, themes } from './themes.ts';

const Setup = lazy(() => import('../admin/Setup.tsx'));

interface Demo {
  readonly accounts: readonly { email: string; name: string; position: string; role: string; organisation: string }[];
  readonly password: string;
}

export function SignIn() {
  const t = useT(shellMessages);
  const signIn = useSignIn();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState(false);
  const demo = useQuery({ queryKey: ['demo'], queryFn: () => api.get<Demo>('/demo'), staleTime: Infinity, retry: 1 });
  const accounts = demo.data?.accounts ?? [];
  // A server without any company yet has nobody to sign in: the first visitor makes theirs.
  const setup = useQuery({ queryKey: ['setup'], queryFn: () => api.get<{ needed: boolean }>('/setup'), staleTime: Infinity, retry: false });

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(!email || !password);
    if (email && password) signIn.mutate({ email, password });
  };
  const problem = signIn.error instanceof ApiProblem ? (signIn.error.status === 0 ? t('trouble.offline') : signIn.error.summary) : null;

  if (setup.isPending) return null; // as in Entrance: a moment
  if (setup.data?.needed) {
    return (
      <div className={css.page}>
        <header className={css.switches}><Switches /></header>
        <main className={css.middle}><Suspense><Setup /></Suspense></main>
      </div>
    );
  }
  return (
    <div className={css.page}>
      <header className={css.switches}><Switches /></header>
      <main className={css.middle} data-demo={accounts.length > 0 || undefined}>
        <form className={css.form} onSubmit={submit} noValidate>
          <div className={css.brand}>
            <img src="/icon.svg" width={40} height={40} alt="" />
            <span>Fly<b>Doc</b></span>
          </div>
          <p className={css.lead}>{t('signIn.lead')}</p>
          <h1>{t('signIn.title')}</h1>
          <TextInput
            label={t('signIn.email')} type="email" name="email" autoComplete="username" autoFocus value={email} size="md"
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label={t('signIn.password')} name="password" autoComplete="current-password" value={password} size="md"
            visibilityToggleButtonProps={{ 'aria-label': t('show'), tabIndex: 0 }}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <div role="alert" className={css.problem}>{missing && (!email || !password) ? t('signIn.required') : problem}</div>
          <Button type="submit" size="md" fullWidth loading={signIn.isPending}>{t('signIn.do')}</Button>
        </form>
        {demo.data && accounts.length > 0 && <Accounts demo={demo.data} busy={signIn.isPending} onChoose={(chosen) => signIn.mutate({ email: chosen, password: demo.data.password })} />}
      </main>
    </div>
  );
}

const FIRST = 7;

/** One person of each role first; the rest of the company on demand. */
function Accounts({ demo, busy, onChoose }: { demo: Demo; busy: boolean; onChoose: (email: string) => void }) {
  const t = useT(shellMessages);
  const [all, setAll] = useState(false);
  const home = demo.accounts[0]?.organisation;
  const rank = (role: string): number => roleKeys.findIndex((key) => key === role);
  const own = demo.accounts.filter((a) => a.organisation === home).toSorted((a, b) => rank(a.role) - rank(b.role));
  const oneOfEach = own.filter((a, index) => own.findIndex((other) => other.role === a.role) === index);
  const ordered = [...oneOfEach, ...own.filter((a) => !oneOfEach.includes(a))];
  const shown = all ? [...ordered, ...demo.accounts.filter((a) => a.organisation !== home)] : ordered.slice(0, FIRST);
  const hidden = demo.accounts.length - shown.length;
  return (
    <section className={css.demo} aria-labelledby="demo-title">
      <h2 id="demo-title">{t('signIn.demo')}</h2>
      <p>{t('signIn.demo.lead')}</p>
      <ul>
        {shown.map((a) => (
          <li key={a.email}>
            <button type="button" disabled={busy} onClick={() => onChoose(a.email)} title={t('signIn.as', { name: a.name })}>
              <span className={css.face} data-initials={initials(a.name)} />
              <span className={css.who}>
                <b>{a.name}</b>
                <span>{a.position || a.role}{a.organisation !== home && ` · ${a.organisation}`}</span>
              </span>
              <Icon name="arrow-right" />
            </button>
          </li>
        ))}
      </ul>
      {(hidden > 0 || all) && (
        <button type="button" className={css.more} onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? t('signIn.less') : t('signIn.more', { n: hidden })}
        </button>
      )}
    </section>
  );
}

function Switches() {
  const t = useT(shellMessages);
  const { locale, setLocale } = useLocale();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <div role="group" aria-label={t('user.language')}>
        {locales.map((l) => (
          <button key={l} type="button" aria-pressed={l === locale} lang={l} onClick={() => setLocale(l)}>{t(`language.${l}`)}</button>
        ))}
      </div>
      <div role="group" aria-label={t('user.theme')}>
        {themes.map(({ value, icon }) => (
          <button key={value} type="button" aria-pressed={value === colorScheme} aria-label={t(`theme.${value}`)} title={t(`theme.${value}`)} onClick={() => setColorScheme(value)}>
            <Icon name={icon} />
          </button>
        ))}
      </div>
    </>
  );
}
