/**
 * All colours, sizes and type of the product. Components take them as CSS variables: `var(--pane)`, `var(--accent)`.
 * The pane and its text are those of kernel/colour.ts, which computes readable tints on them.
 */
import { createTheme, defaultVariantColorsResolver, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';
import { THEMES, type Theme } from '../kernel/colour.ts';
import type { StageColour } from '../kernel/document.ts';

const palettes = {
  light: {
    bg: '#f5f6f9', pane: THEMES.light.pane, raised: '#ffffff', line: '#e5e8ed', 'line-strong': '#cfd5de', control: '#8a94a6',
    text: THEMES.light.text, dim: '#5c677a', faint: '#667185', accent: '#2561e0', 'on-accent': '#ffffff', 'accent-soft': '#e8f0ff', 'accent-hover': '#1c50c4',
    hover: '#f0f3f8', selected: '#e3ecff', danger: '#c62f2f', 'danger-soft': '#fdecec', warning: '#8a5a00', 'warning-soft': '#fff5dd', ok: '#177245', 'ok-soft': '#e6f6ee',
    shadow: '0 1px 2px rgb(28 36 48 / 6%)', 'shadow-high': '0 10px 32px rgb(28 36 48 / 16%), 0 2px 6px rgb(28 36 48 / 8%)', veil: 'rgb(28 36 48 / 32%)',
    'stage-grey': '#5c677a', 'stage-blue': '#2561e0', 'stage-amber': '#8f5a00', 'stage-green': '#177245', 'stage-red': '#c62f2f', 'stage-violet': '#7442c8',
  },
  dark: {
    bg: '#12161c', pane: THEMES.dark.pane, raised: '#1f2630', line: '#2a323d', 'line-strong': '#3b4654', control: '#77839a',
    text: THEMES.dark.text, dim: '#98a5b8', faint: '#8f9cb0', accent: '#7aa5ff', 'on-accent': '#0d1420', 'accent-soft': '#1f2c47', 'accent-hover': '#9bbcff',
    hover: '#212934', selected: '#233353', danger: '#ff8a8a', 'danger-soft': '#3a1f22', warning: '#f0bd62', 'warning-soft': '#332915', ok: '#62d3a3', 'ok-soft': '#15301f',
    shadow: 'none', 'shadow-high': '0 12px 36px rgb(0 0 0 / 50%), 0 0 0 1px #2a323d', veil: 'rgb(0 0 0 / 55%)',
    'stage-grey': '#98a5b8', 'stage-blue': '#7aa5ff', 'stage-amber': '#f0bd62', 'stage-green': '#62d3a3', 'stage-red': '#ff8a8a', 'stage-violet': '#b797f2',
  },
} as const satisfies Record<Theme, Record<string, string>>;

/** Colours of stages as tintOf takes them: the one of the light theme, from which both tints follow. */
export const stageColour = (colour: StageColour): string => palettes.light[`stage-${colour}`];

const sizes = { row: '34px', control: '30px', rail: '208px', 'rail-narrow': '52px', top: '46px', radius: '7px', 'radius-large': '10px' };

const blue: MantineColorsTuple = ['#e8f0ff', '#d0e0ff', '#a3c1ff', '#7aa5ff', '#5288f7', '#3672ec', '#2561e0', '#1c50c4', '#1743a6', '#0f3385'];
const red: MantineColorsTuple = ['#fdecec', '#fad3d3', '#f5a9a9', '#ff8a8a', '#ea6060', '#d94545', '#c62f2f', '#a82525', '#8c1f1f', '#701919'];
const dark: MantineColorsTuple = ['#e6ebf2', '#c3ccd9', '#98a5b8', '#77839a', '#3b4654', '#2a323d', '#1f2630', '#191f27', '#12161c', '#0d1117'];

export const theme = createTheme({
  colors: { blue, red, dark },
  primaryColor: 'blue',
  primaryShade: { light: 6, dark: 3 },
  // On the light blue of the dark theme white words could not be read.
  variantColorResolver: (given) => {
    const resolved = defaultVariantColorsResolver(given);
    return given.variant === 'filled' ? { ...resolved, color: 'var(--on-accent)' } : resolved;
  },
  black: palettes.light.text,
  fontFamily: '"Golos Text Variable", system-ui, "Segoe UI", Roboto, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", "SF Mono", "DejaVu Sans Mono", monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '13px', lg: '15px', xl: '19px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.45', lg: '1.4', xl: '1.3' },
  spacing: { xs: '6px', sm: '10px', md: '14px', lg: '20px', xl: '28px' },
  radius: { xs: '4px', sm: '6px', md: '7px', lg: '10px', xl: '14px' },
  defaultRadius: 'md',
  headings: { fontWeight: '600' },
  cursorType: 'pointer',
  components: {
    Button: { defaultProps: { size: 'sm' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    Tooltip: { defaultProps: { openDelay: 450, fz: 12 } },
    Modal: { defaultProps: { transitionProps: { duration: 90 } } },
    Menu: { defaultProps: { transitionProps: { duration: 60 }, shadow: 'md' } },
    Popover: { defaultProps: { transitionProps: { duration: 60 }, shadow: 'md' } },
  },
});

const named = (palette: Record<string, string>): Record<string, string> => Object.fromEntries(Object.entries(palette).map(([name, value]) => [`--${name}`, value]));

/** Gives our colours their names, and Mantine's own colours our values. */
export const cssVariables: CSSVariablesResolver = () => {
  const mantine = {
    '--mantine-color-body': 'var(--pane)', '--mantine-color-text': 'var(--text)', '--mantine-color-dimmed': 'var(--dim)', '--mantine-color-error': 'var(--danger)',
    '--mantine-color-placeholder': 'var(--faint)', '--mantine-color-anchor': 'var(--accent)', '--mantine-color-default': 'var(--pane)',
    '--mantine-color-default-hover': 'var(--hover)', '--mantine-color-default-color': 'var(--text)', '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-disabled': 'var(--hover)', '--mantine-color-disabled-color': 'var(--dim)',
    '--mantine-primary-color-filled': 'var(--accent)', '--mantine-primary-color-filled-hover': 'var(--accent-hover)', '--mantine-primary-color-contrast': 'var(--on-accent)',
    '--mantine-primary-color-light': 'var(--accent-soft)', '--mantine-primary-color-light-hover': 'var(--selected)', '--mantine-primary-color-light-color': 'var(--accent)',
    '--mantine-color-blue-filled': 'var(--accent)', '--mantine-color-blue-filled-hover': 'var(--accent-hover)', '--mantine-color-blue-light': 'var(--accent-soft)',
    '--mantine-color-blue-light-color': 'var(--accent)', '--mantine-color-gray-light-color': 'var(--dim)', '--mantine-color-red-text': 'var(--danger)',
    '--mantine-shadow-md': 'var(--shadow-high)',
  };
  return {
    variables: named(sizes),
    light: { ...named(palettes.light), ...mantine },
    dark: { ...named(palettes.dark), ...mantine },
  };
};
