/** An administrator gives somebody a password: one is made up already, and can be copied to be handed over. */
import { Button, Group, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { api, ApiProblem, type DataRow } from '../api.ts';
import { cache } from '../cache.ts';
import { Dialog } from '../card/Dialog.tsx';
import { useT } from '../i18n.tsx';
import { adminMessages } from '../messages/admin.ts';
import { Icon } from '../ui/icons.tsx';
import { note } from '../ui/notes.tsx';
import css from './admin.module.css';
import { copyText } from './copy.ts';
import { readablePassword } from './passwords.ts';
import { nameOf } from './rows.ts';
import { sessionsKey } from './Sessions.tsx';
import { StrengthWords } from './StrengthWords.tsx';

export function PasswordDialog({ person, first, onClose }: { person: DataRow; first?: boolean; onClose: () => void }) {
  const t = useT(adminMessages);
  const [password, setPassword] = useState(readablePassword);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const [copied, setCopied] = useState(false);
  const change = (next: string): void => {
    setPassword(next);
    setProblem(null);
    setCopied(false);
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    try {
      await api.post(`/catalogs/employee/${person.id}/password`, { password });
      void cache.invalidateQueries({ queryKey: sessionsKey(person.id) });
      note({ text: t('person.password.done') });
      onClose();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog size="sm" onClose={onClose} title={t('person.password.title', { name: nameOf(person) })}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <p className={css.askText}>{first ? t('person.password.first', { name: nameOf(person) }) : t('person.password.lead')}</p>
        <div className={css.passwordLine}>
          <TextInput
            size="sm" label={t('person.password.label')} value={password} error={problem?.summary} data-autofocus autoComplete="off" spellCheck={false} className={css.grow} classNames={{ input: css.mono! }} // !: the class is in the style sheet
            onChange={(event) => change(event.currentTarget.value)} onFocus={(event) => event.currentTarget.select()}
          />
          <Button variant="default" onClick={() => void copyText(password).then(setCopied)} leftSection={<Icon name={copied ? 'check' : 'copy'} size={15} />}>{t(copied ? 'person.password.copied' : 'person.password.copy')}</Button>
          <Button variant="default" onClick={() => change(readablePassword())} leftSection={<Icon name="refresh" size={15} />}>{t('person.password.other')}</Button>
        </div>
        <StrengthWords password={password} />
        <Group mt="lg" justify="flex-end" gap="xs">
          <Button size="xs" variant="default" onClick={onClose}>{t('cancel')}</Button>
          <Button size="xs" type="submit" loading={busy}>{t('person.password.do')}</Button>
        </Group>
      </form>
    </Dialog>
  );
}
