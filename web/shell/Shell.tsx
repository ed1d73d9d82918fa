/** The frame: sections at the left, the find box above, and the screen that the address names. */
import { useMantineColorScheme } from '@mantine/core';
import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { usePath } from '../address.ts';
import { useT } from '../i18n.tsx';
import { shellMessages } from '../messages/shell.ts';
import { useShortcuts } from '../ui/shortcuts.ts';
import { Boundary, Shape } from '../ui/states.tsx';
import { withStyles } from '../ui/with-styles.ts';
import { BottomBar, Rail } from './Rail.tsx';
import css from './shell.module.css';
import { TopBar } from './TopBar.tsx';

const loadPalette = () => withStyles(import('./Palette.tsx'));
const Palette = lazy(loadPalette);
const ShortcutSheet = lazy(() => withStyles(import('./ShortcutSheet.tsx')));

const KEY = 'flydoc.rail';

export function Shell() {
  const t = useT(shellMessages);
  const path = usePath();
  const [open, setOpen] = useState<'palette' | 'sheet' | 'drawer' | null>(null);
  const [narrow, setNarrow] = useState(() => (localStorage.getItem(KEY) ?? (innerWidth < 1200 ? 'narrow' : 'wide')) === 'narrow');
  const { setColorScheme } = useMantineColorScheme();
  const turn = (): void => {
    localStorage.setItem(KEY, narrow ? 'wide' : 'narrow');
    setNarrow(!narrow);
  };

  // Whoever presses Ctrl+K types on at once: the palette is there before it is asked for.
  useEffect(() => {
    const soon = setTimeout(() => void loadPalette(), 1500);
    return () => clearTimeout(soon);
  }, []);
  useEffect(() => setOpen((before) => (before === 'drawer' ? null : before)), [path]);
  useShortcuts([
    { keys: 'mod+KeyK', text: t('key.palette'), group: t('group.everywhere'), whileTyping: true, run: () => setOpen('palette') },
    { keys: 'shift+Slash', text: t('key.sheet'), group: t('group.everywhere'), run: () => setOpen('sheet') },
    { keys: 'mod+Backslash', text: t('key.rail'), group: t('group.everywhere'), run: turn },
  ]);

  const overlay = useMemo(() => {
    const close = (): void => setOpen(null);
    if (open === 'palette') return <Palette onClose={close} onSheet={() => setOpen('sheet')} setTheme={setColorScheme} />;
    return open === 'sheet' ? <ShortcutSheet onClose={close} /> : null;
  }, [open, setColorScheme]);

  return (
    <div className={css.shell} data-narrow={narrow || undefined} data-drawer={open === 'drawer' || undefined}>
      <a className={css.skip} href="#content" onClick={(event) => { event.preventDefault(); document.getElementById('content')?.focus(); }}>{t('skip')}</a>
      <Rail narrow={narrow} onTurn={turn} />
      {open === 'drawer' && <div className={css.veil} onClick={() => setOpen(null)} />}
      <TopBar onFind={() => setOpen('palette')} onSheet={() => setOpen('sheet')} />
      <main id="content" tabIndex={-1} className={css.content}>
        <Boundary key={path.split('/').slice(0, 3).join('/')}>
          <Suspense fallback={<Shape />}>
            <Outlet />
          </Suspense>
        </Boundary>
      </main>
      <BottomBar onMore={() => setOpen(open === 'drawer' ? null : 'drawer')} open={open === 'drawer'} />
      <Suspense fallback={null}>{overlay}</Suspense>
    </div>
  );
}
