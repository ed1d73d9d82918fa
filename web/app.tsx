/** The client as a whole: language, theme, data, and either the sign-in page or the product. The address stays through signing in. */
import { MantineProvider, localStorageColorSchemeManager } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import type { Declarations } from '../kernel/declarations.ts';
import type { Catalogue } from '../kernel/i18n.ts';
import { cache } from './cache.ts';
import { DeclarationsContext, entityOf, useDeclarations } from './declarations.tsx';
import { LanguageProvider, useLocale, useTimeZone } from './i18n.tsx';
import { startLive } from './live.ts';
import { useSession } from './me.ts';
import { makeRouter } from './router.tsx';
import { SignIn } from './shell/SignIn.tsx';
import { cssVariables, theme } from './theme.ts';
import { Notes } from './ui/notes.tsx';
import { Boundary, Trouble } from './ui/states.tsx';
import './theme.css';

const colourScheme = localStorageColorSchemeManager({ key: 'flydoc.theme' });

export function App({ declarations, catalogues }: { declarations: Declarations; catalogues: readonly Catalogue[] }) {
  return (
    <DeclarationsContext value={declarations}>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} colorSchemeManager={colourScheme} defaultColorScheme="auto">
        <LanguageProvider catalogues={catalogues}>
          <QueryClientProvider client={cache}>
            <Boundary>
              <Entrance />
            </Boundary>
            <Notes />
          </QueryClientProvider>
        </LanguageProvider>
      </MantineProvider>
    </DeclarationsContext>
  );
}

function Entrance() {
  const session = useSession();
  const { setLocale } = useLocale();
  const { setTimeZone } = useTimeZone();
  const me = session.data;
  useEffect(() => {
    if (!me) return;
    setLocale(me.language);
    setTimeZone(me.timeZone);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only what the server tells changes the screen, not the switch itself
  }, [me?.id, me?.language, me?.timeZone]);

  if (session.isPending) return null; // a moment: anything drawn here would only flicker
  if (session.isError && me === undefined) return <Trouble error={session.error} again={() => void session.refetch()} />;
  return me ? <Product key={me.id} /> : <SignIn />;
}

function Product() {
  const declarations = useDeclarations();
  const router = useMemo(makeRouter, []);
  useEffect(() => startLive((name) => entityOf(declarations, name) ?? null), [declarations]);
  return <RouterProvider router={router} />;
}
