/** Administration: `path` is what follows `/admin/`, and `me`, `me/…` for one's own settings. */
import { Button } from '@mantine/core';
import { lazy, type ComponentType } from 'react';
import type { Right } from '../../kernel/access.ts';
import { choiceLabel } from '../../kernel/labels.ts';
import { useGo } from '../address.ts';
import { useAll } from '../data.ts';
import { useFormats, useT } from '../i18n.tsx';
import { useMe } from '../me.ts';
import { adminMessages } from '../messages/admin.ts';
import { Empty, NoPage } from '../ui/states.tsx';
import '../fields/mantine.css';
import css from './admin.module.css';
import { idsOf } from './rows.ts';

interface Screen {
  readonly right?: Right;
  /** Given what follows the section in the address: an id, `new`, or nothing. */
  readonly show: ComponentType<{ rest: string }>;
}

const screens: Readonly<Record<string, Screen>> = {
  people: { right: 'people', show: lazy(() => import('./People.tsx')) },
  departments: { right: 'people', show: lazy(() => import('./Departments.tsx')) },
  roles: { right: 'people', show: lazy(() => import('./Roles.tsx')) },
  groups: { right: 'groups', show: lazy(() => import('./Groups.tsx')) },
  classifiers: { right: 'classifiers', show: lazy(() => import('./Classifiers.tsx')) },
  trash: { show: lazy(() => import('./Trash.tsx')) },
  operations: { show: lazy(() => import('./Operations.tsx')) },
  me: { show: lazy(() => import('./Me.tsx')) },
};

export default function Admin({ path }: { path: string }) {
  const me = useMe();
  const [name, ...rest] = path.split('/');
  const screen = screens[name || firstOpen(me.rights)];
  if (!screen) return <NoPage />;
  if (screen.right && !me.rights.includes(screen.right)) return <Denied section={name || firstOpen(me.rights)} right={screen.right} />;
  return <screen.show rest={rest.join('/')} />;
}

/** `/admin` alone leads to the first section that this person may open. */
const firstOpen = (rights: readonly string[]): string => Object.entries(screens).find(([, s]) => s.right && rights.includes(s.right))?.[0] ?? 'trash';

const titles = ['people', 'departments', 'roles', 'groups', 'classifiers'] as const;
const isTitle = (name: string): name is (typeof titles)[number] => titles.some((title) => title === name);

/** Says which right is missing and who has it, so that one knows whom to ask. */
function Denied({ section, right }: { section: string; right: Right }) {
  const t = useT(adminMessages);
  const tt = useT();
  const go = useGo();
  const formats = useFormats();
  const roles = useAll('role').rows.filter((r) => Array.isArray(r.rights) && r.rights.includes(right)).map((r) => r.id);
  const names = useAll('employee').rows.filter((e) => e.active === true && idsOf(e.roles).some((id) => roles.includes(id))).map((e) => String(e.name));
  const what = t('denied.detail', { right: choiceLabel(tt, { name: 'role' }, 'rights', right) });
  return (
    <div className={css.denied}>
      <h1 className="sr-only">{isTitle(section) ? t(section) : t('denied')}</h1>
      <Empty icon="lock" title={t('denied')} detail={names.length > 0 ? `${what} ${t('denied.ask', { names: formats.list(names.slice(0, 3)) })}` : what}>
        <Button variant="light" onClick={() => go('/c/counterparty')}>{t('denied.home')}</Button>
      </Empty>
    </div>
  );
}
