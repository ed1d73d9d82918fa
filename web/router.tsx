/** The addresses of the product and the screens behind them. Screens come when they are first opened. */
import { createRootRoute, createRoute, createRouter, Navigate, useParams } from '@tanstack/react-router';
import { lazy, useEffect } from 'react';
import type { Entity } from '../kernel/declarations.ts';
import { parsePlace, useGo, usePlace, writePlace, addressOf } from './address.ts';
import { useEntity } from './declarations.tsx';
import { useRow } from './data.ts';
import { labelOf } from './list/columns.ts';
import { useMe } from './me.ts';
import { remember } from './shell/recent.ts';
import { Shell } from './shell/Shell.tsx';
import { withStyles } from './ui/with-styles.ts';
import { Fault, NoPage } from './ui/states.tsx';

const Registry = lazy(() => import('./list/Registry.tsx').then((m) => ({ default: m.Registry })));
const Card = lazy(() => withStyles(import('./card/Card.tsx')).then((m) => ({ default: m.Card })));
const Admin = lazy(() => withStyles(import('./admin/index.tsx')));

/** `/c/…` shows catalogs and `/d/…` documents; a name of the other kind, or of none, is no page. */
function useNamed(kind: 'catalog' | 'document') {
  const params = useParams({ strict: false }) as { entity?: string; id?: string }; // as: routes below give these two
  const entity = useEntity(params.entity ?? 'document');
  return { entity: entity?.kind === kind ? entity : undefined, id: params.id };
}

const List = (kind: 'catalog' | 'document') =>
  function ListScreen() {
    const { entity } = useNamed(kind);
    return entity ? <Registry key={entity.name} entity={entity} /> : <NoPage />;
  };

const Page = (kind: 'catalog' | 'document') =>
  function CardScreen() {
    const { entity, id } = useNamed(kind);
    const [place, change] = usePlace();
    const go = useGo();
    useRemembered(entity, id);
    if (!entity || !id) return <NoPage />;
    const list = addressOf(entity);
    return (
      <Card
        key={`${entity.name} ${id}`} entity={entity.name} id={id} tab={place.tab}
        onTab={(tab) => change({ tab }, { replace: true })} onClose={() => go(list)} onSwitch={(next) => go(addressOf(entity, next))}
      />
    );
  };

/** The palette offers what was opened last. */
function useRemembered(entity: Entity | undefined, id: string | undefined): void {
  const me = useMe();
  const row = useRow(entity ?? { kind: 'catalog', name: '' }, entity && id).data;
  const label = row && entity ? String(row[labelOf(entity)] ?? '') : undefined;
  useEffect(() => {
    if (entity && id && label !== undefined) remember(me.id, { entity: entity.name, id, label });
  }, [entity, id, label, me.id]);
}

export function makeRouter() {
  const root = createRootRoute({ component: Shell, notFoundComponent: NoPage });
  const at = (path: string, component: () => React.ReactNode) => createRoute({ getParentRoute: () => root, path, component });
  const Rest = (prefix: string) =>
    function AdminScreen() {
      const { _splat } = useParams({ strict: false }) as { _splat?: string }; // as: `$` gives it
      return <Admin path={[prefix, _splat].filter(Boolean).join('/')} />;
    };
  return createRouter({
    routeTree: root.addChildren([
      at('/', () => <Navigate to="/c/counterparty" replace />),
      at('/c/$entity', List('catalog')),
      at('/c/$entity/$id', Page('catalog')),
      at('/d', List('document')),
      at('/d/$entity', List('document')),
      at('/d/$entity/$id', Page('document')),
      at('/admin', Rest('')),
      at('/admin/$', Rest('')),
      at('/me', Rest('me')),
      at('/me/$', Rest('me')),
    ]),
    parseSearch: (text) => ({ ...parsePlace(text) }),
    stringifySearch: writePlace,
    defaultPreload: false,
    defaultErrorComponent: ({ error, reset }) => <Fault error={error} again={reset} />,
  });
}
