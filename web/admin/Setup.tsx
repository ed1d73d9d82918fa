/** The first start: nobody is here yet. One form makes the company and its first administrator, and signs them in. */
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { actionKey, api, ApiProblem } from '../api.ts';
import { cache } from '../cache.ts';
import { useLocale, useT } from '../i18n.tsx';
import { meKey, type Me } from '../me.ts';
import { adminMessages } from '../messages/admin.ts';
import { shellMessages } from '../messages/shell.ts';
import css from '../shell/sign-in.module.css';
import { StrengthWords } from './StrengthWords.tsx';

const fields = ['organisation', 'name', 'email', 'password'] as const;
type Field = (typeof fields)[number];

export default function Setup() {
  const t = useT(adminMessages);
  const ts = useT(shellMessages);
  const { locale } = useLocale();
  const [values, setValues] = useState<Readonly<Record<Field, string>>>({ organisation: '', name: '', email: '', password: '' });
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);
  const [key] = useState(actionKey);

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    const focusFirst = (): void => void setTimeout(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
    const missing = fields.filter((name) => !values[name].trim());
    setFailure('');
    setErrors(Object.fromEntries(missing.map((name) => [name, t('setup.required')])));
    if (missing.length > 0) return focusFirst();
    setBusy(true);
    try {
      const me = await api.post<Me>('/setup', { ...values, organisation: values.organisation.trim(), name: values.name.trim(), email: values.email.trim(), language: locale }, { key });
      cache.setQueryData(['setup'], { needed: false });
      cache.setQueryData(meKey, me);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setErrors(Object.fromEntries(error.errors.map((e) => [e.path, e.message])));
      if (error.errors.length === 0) setFailure(error.status === 0 ? ts('trouble.offline') : error.summary);
      focusFirst();
    } finally {
      setBusy(false);
    }
  };
  const given = (name: Field) => ({
    label: t(`setup.${name}`), name, size: 'md' as const, value: values[name], error: errors[name], maxLength: name === 'password' ? 256 : 200,
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => { const { value } = event.currentTarget; setValues((before) => ({ ...before, [name]: value })); setErrors({}); },
  });

  return (
    <form className={css.form} onSubmit={(event) => void submit(event)} noValidate aria-labelledby="setup-title">
      <div className={css.brand}>
        <img src="/icon.svg" width={40} height={40} alt="" />
        <span>Fly<b>Doc</b></span>
      </div>
      <h1 id="setup-title">{t('setup.title')}</h1>
      <p className={css.lead}>{t('setup.lead')}</p>
      <TextInput {...given('organisation')} placeholder={t('setup.organisation.example')} autoComplete="organization" autoFocus />
      <TextInput {...given('name')} placeholder={t('setup.name.example')} autoComplete="name" />
      <TextInput {...given('email')} type="email" autoComplete="username" description={t('setup.email.hint')} />
      <div>
        <PasswordInput {...given('password')} autoComplete="new-password" visibilityToggleButtonProps={{ 'aria-label': t('show'), tabIndex: 0 }} />
        <StrengthWords password={values.password} />
      </div>
      <div role="alert" className={css.problem}>{failure}</div>
      <Button type="submit" size="md" fullWidth loading={busy}>{t('setup.do')}</Button>
    </form>
  );
}
