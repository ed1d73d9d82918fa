/** One group: its name, mark and colour, with the row as everybody will see it while one chooses. */
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { useEffect, useMemo, useRef, useState, type FormEvent } from 'react';
import { colourProblems, normalizeColour, PALETTE } from '../../kernel/colour.ts';
import { uuidv7 } from '../../kernel/uuid.ts';
import { actionKey, ApiProblem, type DataRow } from '../api.ts';
import { LeaveGuard } from '../card/LeaveGuard.tsx';
import { useCreate, useSave } from '../data.ts';
import { asText } from '../fields/values.ts';
import { useT } from '../i18n.tsx';
import { adminMessages } from '../messages/admin.ts';
import { Icon } from '../ui/icons.tsx';
import { note } from '../ui/notes.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import css from './admin.module.css';
import { ColourChoice } from './ColourChoice.tsx';
import group from './groups.module.css';
import { Head } from './Head.tsx';
import { nameOf } from './rows.ts';
import { RowPreview } from './RowPreview.tsx';
import { Usage } from './Usage.tsx';

const entityName = { kind: 'catalog', name: 'group' } as const;

interface Props {
  /** None for a new one. */
  readonly group: DataRow | null;
  readonly groups: readonly DataRow[];
  /** The place of a new group. */
  readonly order: number;
  readonly onDone: (id: string | null) => void;
  readonly onRemove: () => void;
}

export function GroupForm({ group: row, groups, order, onDone, onRemove }: Props) {
  const t = useT(adminMessages);
  const free = useMemo(() => PALETTE.find((p) => groups.every((g) => g.colour !== p.colour)) ?? PALETTE[0], [groups]);
  const stored = { name: row ? nameOf(row) : '', mark: row ? asText(row.mark) : free.mark, colour: row ? asText(row.colour) : free.colour };
  const [start, setStart] = useState(stored);
  const [values, setValues] = useState(stored);
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [identity] = useState(() => ({ id: uuidv7(), key: actionKey() }));
  const leaving = useRef(false);
  const save = useSave(entityName);
  const create = useCreate(entityName);
  const dirty = JSON.stringify(values) !== JSON.stringify(start);
  const colour = normalizeColour(values.colour);
  const set = (change: Partial<typeof values>): void => {
    setValues((before) => ({ ...before, ...change }));
    setErrors({});
  };

  // A colleague's change is taken over while nothing is typed here.
  useEffect(() => {
    if (dirty) return;
    setStart(stored);
    setValues(stored);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- when the stored row changes
  }, [row?.version]);

  const submit = async (): Promise<boolean> => {
    const wrong = { ...(!values.name.trim() && { name: t('group.nameMissing') }), ...(!values.mark.trim() && { mark: t('group.markMissing') }) };
    setErrors(wrong);
    if (Object.keys(wrong).length > 0 || colourProblems(values.colour).length > 0) return false;
    const given = { name: values.name.trim(), mark: values.mark.trim(), colour };
    try {
      const saved = row ? await save.mutateAsync({ id: row.id, version: row.version, set: given }) : await create.mutateAsync({ ...identity, set: { ...given, order } });
      setStart(values);
      leaving.current = true;
      note({ text: t('group.saved') });
      onDone(saved.id);
      return true;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setErrors(error.errors.length > 0 ? Object.fromEntries(error.errors.map((e) => [e.path, e.message])) : { form: error.summary });
      return false;
    }
  };
  useShortcuts([{ keys: 'mod+KeyS', text: t('save'), group: t('groups'), run: () => void submit() }]);

  return (
    <form className={css.detail} noValidate onSubmit={(event: FormEvent) => { event.preventDefault(); void submit(); }}>
      <Head title={row ? nameOf(row) : t('groups.new')}>
        {row && <ActionIcon aria-label={t('delete')} title={t('delete')} onClick={onRemove}><Icon name="trash" /></ActionIcon>}
      </Head>
      <div className={css.scroll}>
        {errors.form && <p role="alert" className={css.refusal}><Icon name="alert" /> <span>{errors.form}</span></p>}
        <TextInput size="xs" className={css.picker} label={t('group.name')} value={values.name} error={errors.name} maxLength={100} data-autofocus autoFocus={!row} onChange={(event) => set({ name: event.currentTarget.value })} />
        <Marks value={values.mark} error={errors.mark} onChange={(mark) => set({ mark })} />
        <ColourChoice value={values.colour} error={errors.colour} taken={groups.filter((g) => g.id !== row?.id)} onChange={(next) => set({ colour: next })} />
        <section className={css.block} aria-label={t('group.preview')}>
          <h3>{t('group.preview')}</h3>
          {(['light', 'dark'] as const).map((theme) => (
            <figure key={theme} className={group.sample} data-theme={theme}>
              <figcaption>{t(`group.${theme}`)}</figcaption>
              <RowPreview theme={theme} colour={colour ?? '#60676f'} mark={values.mark} name={values.name || t('group.sample1')} more={[t('group.sample2'), t('group.sample3')]} />
            </figure>
          ))}
        </section>
        {row && <Usage target="group" id={row.id} />}
      </div>
      <footer className={group.bar}>
        <Button size="xs" type="submit" loading={save.isPending || create.isPending} disabled={row !== null && !dirty} leftSection={<Icon name="check" size={15} />}>{t('save')}</Button>
        <Button size="xs" variant="default" disabled={row !== null && !dirty} onClick={() => { setValues(start); setErrors({}); if (!row) { leaving.current = true; onDone(null); } }}>{t('cancel')}</Button>
      </footer>
      <LeaveGuard dirty={dirty} leaving={leaving} asking={false} onStay={() => {}} onDiscard={() => {}} onSave={submit} forget={() => setValues(start)} />
    </form>
  );
}

function Marks({ value, error, onChange }: { value: string; error?: string; onChange: (mark: string) => void }) {
  const t = useT(adminMessages);
  const offered = PALETTE.map((p) => p.mark);
  return (
    <fieldset className={group.marks}>
      <legend>{t('group.mark')}</legend>
      {offered.map((mark) => (
        <label key={mark} data-on={mark === value || undefined}>
          <input type="radio" name="mark" checked={mark === value} aria-label={mark} onChange={() => onChange(mark)} />
          <span aria-hidden="true">{mark}</span>
        </label>
      ))}
      <TextInput
        size="xs" className={group.own} aria-label={t('group.mark.own')} placeholder={t('group.mark.own')} value={offered.some((m) => m === value) ? '' : value} error={error} maxLength={2}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </fieldset>
  );
}
