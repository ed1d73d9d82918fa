import type { MantineColorScheme } from '@mantine/core';
import type { IconName } from '../ui/icons.tsx';

export const themes: readonly { value: MantineColorScheme; icon: IconName }[] = [
  { value: 'light', icon: 'sun' },
  { value: 'dark', icon: 'moon' },
  { value: 'auto', icon: 'monitor' },
];

/** Анна Ковалёва → АК */
export const initials = (name: string): string => name.split(/\s+/).slice(0, 2).map((word) => word.charAt(0)).join('').toUpperCase();
