/**
 * The state of a form over one record: what editing began from, what stands in the fields, what is wrong, and the way to save it.
 * Changes of colleagues that arrive meanwhile are merged field by field; only where both changed the same is a person asked.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { writableFields, type Entity } from '../../kernel/declarations.ts';
import type { FieldError } from '../../kernel/errors.ts';
import type { Fields } from '../../kernel/field.ts';
import { fieldLabel } from '../../kernel/labels.ts';
import { uuidv7 } from '../../kernel/uuid.ts';
import { actionKey, api, ApiProblem, pathOf, type DataRow } from '../api.ts';
import { rowArrived } from '../cache.ts';
import { useCreate, useSave } from '../data.ts';
import { changedFields, initialValues, sameValue, toWire, withoutBlankLines, type Values } from '../fields/values.ts';
import { normalized, problemsOfRow } from '../fields/validate.ts';
import { useFormats, useT } from '../i18n.tsx';
import { useMe } from '../me.ts';
import { cardMessages } from '../messages/card.ts';
import { note } from '../ui/notes.tsx';
import { draftKey, dropDraft, keepDraft, readDraft } from './draft.ts';
import { merge, type Clash } from './merge.ts';
import { pick } from './pick.ts';
import { useProblemText } from './problem-text.ts';

interface Base {
  readonly version: number;
  readonly values: Values;
}
export interface Disagreement {
  readonly clashes: readonly Clash[];
  readonly theirs: DataRow;
}
interface Options {
  readonly entity: Entity;
  /** The record as the server has it now; none while a new one is written. */
  readonly row?: DataRow;
  readonly preset?: Values;
  /** Fields on screen; only they are checked for being filled in. */
  readonly shown: readonly string[];
}

const takeRow = (fields: Fields, row: DataRow): Base => ({ version: row.version, values: pick(row, Object.keys(fields)) });

export function useRecordForm({ entity, row, preset, shown }: Options) {
  const me = useMe();
  const t = useT();
  const tc = useT(cardMessages);
  const formats = useFormats();
  const textOf = useProblemText();
  const fields = useMemo(() => writableFields(entity), [entity]);
  const start = (): Base => (row ? takeRow(fields, row) : { version: 0, values: initialValues(fields, preset) });
  const [base, setBase] = useState(start);
  const [values, setValues] = useState(base.values);
  const [errors, setErrors] = useState<ReadonlyMap<string, string>>(new Map());
  const [failure, setFailure] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const [disagreement, setDisagreement] = useState<Disagreement | null>(null);
  /** One opening of a form makes one record, however often "save" is pressed. */
  const [identity, setIdentity] = useState(() => ({ id: uuidv7(), key: actionKey() }));
  const key = draftKey(me.id, entity.name, row?.id ?? 'new');
  const [draft, setDraft] = useState(() => readDraft(key));
  const save = useSave(entity);
  const create = useCreate(entity);

  const changed = useMemo(() => changedFields(fields, base.values, values), [fields, base, values]);
  const dirty = changed.length > 0;
  const latest = useRef({ values, base, row, errors });
  latest.current = { values, base, row, errors };

  // A colleague's change arrives while nothing is typed here: the form just shows it.
  useEffect(() => {
    if (!row || row.version <= base.version || dirty || saving) return;
    const fresh = takeRow(fields, row);
    setBase(fresh);
    setValues(fresh.values);
  }, [row, base.version, dirty, saving, fields]);

  useEffect(() => {
    if (draft) return;
    const timer = setTimeout(() => keepDraft(key, base.version, base.values, values, changed), 300);
    return () => clearTimeout(timer);
  }, [key, base, values, changed, draft]);

  const set = useCallback((name: string, value: unknown): void => {
    setValues((before) => ({ ...before, [name]: value }));
    setErrors((before) => new Map([...before].filter(([path]) => path !== name && !path.startsWith(`${name}.`))));
  }, []);

  const tell = useCallback((problems: readonly FieldError[]): void => setErrors(new Map(problems.map((p) => [p.path, textOf(p)]))), [textOf]);

  /** A field is left: its value takes the stored spelling, and a mistake is told at once. Emptiness is told only on saving. */
  const leave = useCallback(
    (path: string): void => {
      const [name = '', index, sub] = path.split('.');
      const field = fields[name];
      if (!field) return;
      const { values: now, errors: told } = latest.current;
      let value = normalized(field, now[name]);
      if (sub && Array.isArray(value)) {
        const subField = field.of?.[sub];
        if (subField) value = value.map((line: Values, at: number) => (at === Number(index) ? { ...line, [sub]: normalized(subField, line[sub]) } : line));
      }
      const next = { ...now, [name]: value };
      if (!sameValue(field, now[name], value) || now[name] !== value) setValues(next);
      tell(problemsOfRow(fields, next).filter((p) => (p.path === path && p.code !== 'required') || told.has(p.path)));
    },
    [fields, tell],
  );

  const restoreDraft = (): void => {
    if (!draft) return;
    const from = { ...base.values, ...draft.before };
    const merged = merge(fields, from, base.values, { ...from, ...draft.after });
    if (row && draft.version !== base.version) setBase({ version: draft.version, values: { ...base.values, ...draft.before } });
    setValues(merged.values);
    setDraft(null);
  };
  const discardDraft = (): void => {
    dropDraft(key);
    setDraft(null);
  };

  const tidy = (): Values =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, fields[name] ? withoutBlankLines(fields[name], normalized(fields[name], value)) : value]));

  const wire = (names: readonly string[], from: Values): Values =>
    Object.fromEntries(names.map((name) => [name, toWire(fields[name]!, from[name])])); // !: names of this form's fields

  async function send(mine: Values, from: Base, theirs: DataRow): Promise<DataRow | null> {
    const stored = takeRow(fields, theirs);
    const merged = merge(fields, from.values, stored.values, mine);
    if (merged.clashes.length > 0) {
      setDisagreement({ clashes: merged.clashes, theirs });
      return null;
    }
    const names = changedFields(fields, stored.values, merged.values);
    if (names.length === 0) return theirs;
    try {
      const saved = await save.mutateAsync({ id: theirs.id, version: theirs.version, set: wire(names, merged.values) });
      const what = formats.list(merged.theirs.map((name) => `«${fieldLabel(t, entity, name)}»`));
      if (what) note({ text: tc('form.merged', { what }) });
      return saved;
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.code !== 'conflict') throw error;
      const fresh = await api.get<DataRow>(`${pathOf(entity)}/${theirs.id}`);
      rowArrived(entity, fresh);
      return fresh.version === theirs.version ? Promise.reject(error) : send(mine, from, fresh);
    }
  }

  /** Saves; gives the row, or null when something stands in the way (told beside the fields, or asked in a dialog). */
  async function submit(mine = tidy(), from = base, theirs = row): Promise<DataRow | null> {
    if (saving) return null;
    const sent = changedFields(fields, from.values, mine);
    const checked = problemsOfRow(fields, mine).filter((p) => {
      const name = p.path.split('.')[0] ?? '';
      return row ? sent.includes(name) : shown.includes(name) || p.code !== 'required';
    });
    setValues(mine);
    tell(checked);
    setFailure(null);
    if (checked.length > 0) return null;
    setSaving(true);
    try {
      const filled = Object.keys(fields).filter((name) => !sameValue(fields[name]!, mine[name], null)); // !: its own key
      const saved = theirs ? await send(mine, from, theirs) : await create.mutateAsync({ ...identity, set: wire(filled, mine) });
      if (!saved) return null;
      dropDraft(key);
      const fresh = takeRow(fields, saved);
      setBase(fresh);
      setValues(fresh.values);
      setDisagreement(null);
      return saved;
    } catch (error) {
      const problem = error instanceof ApiProblem ? error : null;
      if (!problem) throw error;
      setErrors(new Map(problem.errors.map((e) => [e.path, e.message])));
      const besideFields = problem.errors.length > 0 && problem.errors.every((e) => shown.includes(e.path.split('.')[0] ?? ''));
      setFailure(besideFields ? null : problem.status === 0 ? 'offline' : problem.summary);
      return null;
    } finally {
      setSaving(false);
    }
  }

  /** The person has chosen, field by field, whose value stays; their record then takes the rest of mine. */
  function resolve(choices: Readonly<Record<string, 'mine' | 'theirs'>>): Promise<DataRow | null> {
    if (!disagreement) return Promise.resolve(null);
    const stored = takeRow(fields, disagreement.theirs);
    const merged = merge(fields, base.values, stored.values, tidy()).values;
    const theirs = disagreement.clashes.filter(({ path }) => choices[path] === 'theirs').map((clash) => [clash.path, clash.theirs]);
    const settled: Values = { ...merged, ...Object.fromEntries(theirs) };
    setBase(stored);
    setDisagreement(null);
    return submit(settled, stored, disagreement.theirs);
  }

  /** Starts another new record with the same preset. */
  function startAnew(): void {
    setIdentity({ id: uuidv7(), key: actionKey() });
    const fresh: Base = { version: 0, values: initialValues(fields, preset) };
    setBase(fresh);
    setValues(fresh.values);
    setErrors(new Map());
  }
  const discard = (): void => {
    dropDraft(key);
    setValues(base.values);
    setErrors(new Map());
  };

  /** What a colleague changed while this form is being filled in. */
  const news = useMemo(() => (row && dirty && row.version > base.version ? changedFields(fields, base.values, row) : []), [row, dirty, base, fields]);

  return {
    fields, values, errors, failure, saving, dirty, changed, news, draft, disagreement,
    set, leave, submit, resolve, startAnew, discard, restoreDraft, discardDraft, settleLater: () => setDisagreement(null),
  };
}

export type RecordForm = ReturnType<typeof useRecordForm>;
