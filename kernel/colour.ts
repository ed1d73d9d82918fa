/**
 * Colours that administrators give to groups and stages. One colour is stored; the row tint, the mark
 * and the coloured words of both themes follow from it. Colours are `#rrggbb`; contrast is WCAG 2.2.
 */
export type Theme = 'light' | 'dark';
export type ColourProblem = 'format' | 'text-light' | 'text-dark' | 'mark-light' | 'mark-dark';

/** The pane that rows lie on and its text, as the theme file has them. */
export const THEMES = {
  light: { pane: '#ffffff', text: '#1c2430', tintShare: 0.12, lift: 0 },
  dark: { pane: '#191f27', text: '#e6ebf2', tintShare: 0.16, lift: 0.35 },
} as const;

const TEXT_CONTRAST = 4.5;
const MARK_CONTRAST = 3;

/** Colours and marks offered first. Chosen by search: readable in both themes, and any two stay apart
 *  (0.08 in OKLab) for full colour vision, protanopia, deuteranopia and tritanopia alike. */
export const PALETTE = [
  { colour: '#8c6d08', mark: '★' },
  { colour: '#3f8c63', mark: '◆' },
  { colour: '#0b8bf1', mark: '▲' },
  { colour: '#7b1dac', mark: '☾' },
  { colour: '#60676f', mark: '○' },
  { colour: '#9a2b19', mark: '●' },
  { colour: '#005258', mark: '■' },
  { colour: '#d15aa3', mark: '♥' },
  { colour: '#572412', mark: '▼' },
  { colour: '#252b71', mark: '✚' },
] as const satisfies readonly { colour: string; mark: string }[];

/** Takes `#rgb` or `#rrggbb` in any case and gives `#rrggbb` in small letters, or null. */
export function normalizeColour(text: string): string | null {
  const colour = text.trim().toLowerCase();
  if (/^#[0-9a-f]{6}$/.test(colour)) return colour;
  return /^#[0-9a-f]{3}$/.test(colour) ? colour.replace(/[0-9a-f]/g, '$&$&') : null;
}

/** Takes a group's colour and gives, for that theme, `tint` (the row's background), `mark` (the mark
 *  and the bar, at least 3:1 on the tint when `colourProblems` is empty) and `text` (the same colour
 *  moved towards the theme's text as far as words need, 4.5:1 on the tint and on the pane). */
export function tintOf(colour: string, theme: Theme): { tint: string; mark: string; text: string } {
  const { pane, text, tintShare, lift } = THEMES[theme];
  const own = normalizeColour(colour) ?? GREY;
  const tint = mix(pane, own, tintShare);
  const mark = mix(own, '#ffffff', lift);
  const readable = (words: string) => contrast(words, tint) >= TEXT_CONTRAST && contrast(words, pane) >= TEXT_CONTRAST;
  return { tint, mark, text: towards(mark, text, readable) ?? text };
}

/** Takes two colours `#rrggbb` and gives their contrast ratio, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return ((lighter ?? 0) + 0.05) / ((darker ?? 0) + 0.05);
}

/** Takes a colour and gives what would be unreadable with it: the row's text on the tint below 4.5:1,
 *  or the mark on the tint below 3:1, in either theme. */
export function colourProblems(colour: string): ColourProblem[] {
  const own = normalizeColour(colour);
  if (!own) return ['format'];
  return (['light', 'dark'] as const).flatMap((theme) => {
    const { tint, mark } = tintOf(own, theme);
    const problems: ColourProblem[] = [];
    if (contrast(THEMES[theme].text, tint) < TEXT_CONTRAST) problems.push(`text-${theme}`);
    if (contrast(mark, tint) < MARK_CONTRAST) problems.push(`mark-${theme}`);
    return problems;
  });
}

/** Takes a colour and gives it darkened or lightened just as far as `colourProblems` asks; a colour
 *  without problems comes back as it is, rubbish as grey. */
export function nearestReadable(colour: string): string {
  const own = normalizeColour(colour);
  if (!own) return GREY;
  const fine = (candidate: string) => colourProblems(candidate).length === 0;
  const candidates = [towards(own, '#000000', fine), towards(own, '#ffffff', fine)].filter((candidate) => candidate !== null);
  return candidates.toSorted((a, b) => distance(own, a) - distance(own, b))[0] ?? GREY;
}

const GREY = '#60676f';

/** The first colour on the way from one to another that will do, in steps of 2 %. */
function towards(from: string, to: string, willDo: (colour: string) => boolean): string | null {
  for (let percent = 0; percent <= 100; percent += 2) {
    const colour = mix(from, to, percent / 100);
    if (willDo(colour)) return colour;
  }
  return null;
}

function channels(colour: string): [number, number, number] {
  const value = parseInt(colour.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

function mix(one: string, other: string, share: number): string {
  const to = channels(other);
  return (
    '#' +
    channels(one)
      .map((channel, index) =>
        Math.round(channel + ((to[index] ?? 0) - channel) * share)
          .toString(16)
          .padStart(2, '0'),
      )
      .join('')
  );
}

function distance(one: string, other: string): number {
  const to = channels(other);
  return Math.hypot(...channels(one).map((channel, index) => channel - (to[index] ?? 0)));
}

function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}
