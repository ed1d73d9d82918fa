import fc from 'fast-check';
import { expect, test } from 'vitest';
import { colourProblems, contrast, nearestReadable, normalizeColour, PALETTE, THEMES, tintOf } from './colour.ts';

const colours = fc.integer({ min: 0, max: 0xffffff }).map((value) => '#' + value.toString(16).padStart(6, '0'));
const themes = ['light', 'dark'] as const;

test('contrast by WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBe(21);
  expect(contrast('#ffffff', '#000000')).toBe(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.478, 3);
});

test('the palette has ten colours and marks, all readable', () => {
  expect(new Set(PALETTE.map(({ colour }) => colour)).size).toBe(10);
  expect(new Set(PALETTE.map(({ mark }) => mark)).size).toBe(10);
  for (const { colour } of PALETTE) expect(colourProblems(colour)).toEqual([]);
});

/** Machado, Oliveira and Fernandes 2009, full severity, on linear channels. */
const VISIONS = {
  full: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};
test.each(Object.entries(VISIONS))('the palette stays apart for %s', (_vision, matrix) => {
  const seen = PALETTE.map(({ colour }) =>
    oklab(
      times(
        matrix,
        [1, 3, 5].map((at) => linear(parseInt(colour.slice(at, at + 2), 16) / 255)),
      ).map((channel) => Math.min(1, Math.max(0, channel))),
    ),
  );
  seen.forEach((one, index) =>
    seen
      .slice(index + 1)
      .forEach((other) => expect(Math.hypot(...one.map((value, axis) => value - (other[axis] ?? 0)))).toBeGreaterThan(0.08)),
  );
});

test('yellow is refused as a mark on the light pane, and its nearest is a darker yellow', () => {
  expect(colourProblems('#ffeb3b')).toEqual(['mark-light']);
  expect(colourProblems('#000000')).toEqual(['mark-dark']);
  expect(colourProblems('yellow')).toEqual(['format']);
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => parseInt(nearestReadable('#ffeb3b').slice(at, at + 2), 16));
  expect(Math.min(red, green)).toBeGreaterThan(2 * blue);
});

test('any colour has a readable neighbour, and a readable one is its own', () => {
  fc.assert(
    fc.property(colours, (colour) => {
      const near = nearestReadable(colour);
      return colourProblems(near).length === 0 && nearestReadable(near) === near && (colourProblems(colour).length > 0 || near === colour);
    }),
  );
  expect(colourProblems(nearestReadable('rubbish'))).toEqual([]);
});

test('coloured words and the row text are readable on any tint', () => {
  fc.assert(
    fc.property(colours, fc.constantFrom(...themes), (colour, theme) => {
      const { tint, text } = tintOf(colour, theme);
      return contrast(text, tint) >= 4.5 && contrast(text, THEMES[theme].pane) >= 4.5 && contrast(THEMES[theme].text, tint) >= 4.5;
    }),
  );
});

test('spellings of a colour', () => {
  expect(normalizeColour(' #ABC ')).toBe('#aabbcc');
  expect(normalizeColour('#12345')).toBeNull();
});

function times(matrix: readonly (readonly number[])[], vector: readonly number[]): number[] {
  return matrix.map((row) => row.reduce((sum, value, index) => sum + value * (vector[index] ?? 0), 0));
}
function linear(share: number): number {
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
function oklab(rgb: readonly number[]): number[] {
  const cones = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    rgb,
  );
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    cones.map(Math.cbrt),
  );
}
