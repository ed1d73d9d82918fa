/** A row as it looks in one of the themes, whichever the screen itself is in. */
import type { CSSProperties } from 'react';
import { THEMES, tintOf, type Theme } from '../../kernel/colour.ts';
import group from './groups.module.css';

interface Props {
  readonly theme: Theme;
  readonly colour: string;
  readonly mark: string;
  readonly name: string;
  readonly more?: readonly string[];
}

export function RowPreview({ theme, colour, mark, name, more = [] }: Props) {
  const { tint, mark: sign } = tintOf(colour, theme);
  return (
    <span className={group.preview} style={{ '--tint': tint, '--sign': sign, '--words': THEMES[theme].text } as CSSProperties}>
      <span className={group.sign}>{mark}</span>
      <span className={group.word}>{name}</span>
      {more.map((one) => <span key={one} className={group.word}>{one}</span>)}
    </span>
  );
}
