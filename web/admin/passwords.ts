/** Passwords: made so that they can be read out over the telephone, and judged in words while one types. */
import type { Params } from '../../kernel/i18n.ts';

export const shortestPassword = 10;

// Letters that look or sound alike are left out.
const consonants = 'bdfgkmnprstvz';
const vowels = 'aeiou';

const random = (below: number): number => {
  // Numbers above the last whole multiple are drawn again: all outcomes stay equally likely.
  const limit = 256 - (256 % below);
  for (;;) {
    const [byte = 0] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < limit) return byte % below;
  }
};
const letter = (of: string): string => of.charAt(random(of.length));
const syllable = (): string => letter(consonants) + letter(vowels);

/** `kavo-lemi-tuzo-sani-48`: eight syllables and two figures, about 54 bits. */
export const readablePassword = (): string => [...Array.from({ length: 4 }, () => syllable() + syllable()), `${2 + random(8)}${2 + random(8)}`].join('-');

const triedFirst = /^(password|qwerty|\d{1,6}$|12345|йцукен|пароль|abc123|letmein|admin|welcome|qazwsx)/;

export interface Strength {
  readonly key: 'strength.empty' | 'strength.short' | 'strength.plain' | 'strength.common' | 'strength.fair' | 'strength.good' | 'strength.excellent';
  readonly params?: Params;
  /** 0 will be refused; 1 to 3 are better and better. */
  readonly level: 0 | 1 | 2 | 3;
}

/** What to say about a password that is being typed. The server has the last word. */
export function strengthOf(password: string): Strength {
  if (!password) return { key: 'strength.empty', params: { min: shortestPassword }, level: 0 };
  if (triedFirst.test(password.toLowerCase()) && password.length < 16) return { key: 'strength.common', level: 0 };
  if (password.length < shortestPassword) return { key: 'strength.short', params: { n: shortestPassword - password.length }, level: 0 };
  const different = new Set(password.toLowerCase()).size;
  if (different < 5) return { key: 'strength.plain', level: 0 };
  if (password.length >= 18 && different >= 9) return { key: 'strength.excellent', level: 3 };
  return password.length >= 14 && different >= 8 ? { key: 'strength.good', level: 2 } : { key: 'strength.fair', level: 1 };
}
