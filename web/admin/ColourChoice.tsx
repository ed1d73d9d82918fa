/** A colour, chosen from the palette or by eye, with the verdict of the contrast rules and the nearest colour that passes. */
import { Button, TextInput } from '@mantine/core';
import { colourProblems, contrast, nearestReadable, normalizeColour, PALETTE, tintOf } from '../../kernel/colour.ts';
import type { DataRow } from '../api.ts';
import { useFormats, useT } from '../i18n.tsx';
import { adminMessages } from '../messages/admin.ts';
import { Icon } from '../ui/icons.tsx';
import group from './groups.module.css';
import { nameOf } from './rows.ts';

interface Props {
  readonly value: string;
  readonly error?: string;
  /** Other groups, whose colours are better left to them. */
  readonly taken: readonly DataRow[];
  readonly onChange: (colour: string) => void;
}

export function ColourChoice({ value, error, taken, onChange }: Props) {
  const t = useT(adminMessages);
  const colour = normalizeColour(value);
  return (
    <fieldset className={group.colours}>
      <legend>{t('group.colour')}</legend>
      <div role="radiogroup" aria-label={t('group.palette')} className={group.palette}>
        {PALETTE.map((p) => (
          <label key={p.colour} data-on={p.colour === colour || undefined} style={{ background: p.colour }} title={p.colour}>
            <input type="radio" name="colour" checked={p.colour === colour} aria-label={t('group.colour.n', { colour: p.colour })} onChange={() => onChange(p.colour)} />
            {p.colour === colour && <Icon name="check" size={15} />}
          </label>
        ))}
      </div>
      <div className={group.exact}>
        <input type="color" aria-label={t('group.pick')} title={t('group.pick')} value={colour ?? '#60676f'} onChange={(event) => onChange(event.currentTarget.value)} />
        <TextInput size="xs" aria-label={t('group.code')} value={value} maxLength={7} spellCheck={false} error={error} onChange={(event) => onChange(event.currentTarget.value)} />
      </div>
      <Verdict colour={value} onTake={onChange} />
      {taken.filter((g) => g.colour === colour).slice(0, 1).map((g) => (
        <p key={g.id} className={group.verdict} data-kind="warning"><Icon name="info" /> <span>{t('group.taken', { name: nameOf(g) })}</span></p>
      ))}
    </fieldset>
  );
}

function Verdict({ colour, onTake }: { colour: string; onTake: (colour: string) => void }) {
  const t = useT(adminMessages);
  const formats = useFormats();
  const problems = colourProblems(colour);
  const ratio = (theme: 'light' | 'dark'): string => {
    const { tint, mark } = tintOf(colour, theme);
    // Rounded down: 2.96 must not be told as the 3 that is asked for.
    return formats.number(Math.floor(contrast(mark, tint) * 10) / 10);
  };
  if (problems.length === 0) {
    return (
      <p role="status" className={group.verdict} data-kind="ok">
        <Icon name="check-circle" /> <span>{t('group.readable')} <small>{t('group.contrast', { light: ratio('light'), dark: ratio('dark') })}</small></span>
      </p>
    );
  }
  const nearest = nearestReadable(colour);
  return (
    <div role="status" className={group.verdict} data-kind="trouble">
      <Icon name="alert" />
      <div>
        {problems.map((problem) => <p key={problem}>{t(`group.problem.${problem}`, { ratio: problem.endsWith('light') ? ratio('light') : ratio('dark') })}</p>)}
        {problems[0] !== 'format' && (
          <Button size="compact-xs" variant="default" leftSection={<i className={group.drop} style={{ background: nearest }} />} onClick={() => onTake(nearest)}>{t('group.take', { colour: nearest })}</Button>
        )}
      </div>
    </div>
  );
}
