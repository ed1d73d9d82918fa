/** Sections of the product. Wide with names, narrow with icons only, a drawer on a telephone. */
import { Link } from '@tanstack/react-router';
import { entitiesLabel } from '../../kernel/labels.ts';
import { usePath } from '../address.ts';
import { useDeclarations } from '../declarations.tsx';
import { useT } from '../i18n.tsx';
import { useMe } from '../me.ts';
import { shellMessages } from '../messages/shell.ts';
import { Icon, type IconName } from '../ui/icons.tsx';
import css from './shell.module.css';

export interface Section {
  readonly title?: string;
  readonly items: readonly { to: string; icon: string; text: string }[];
}

const administration: readonly { to: string; icon: IconName; text: keyof (typeof shellMessages)['ru'] & string; right?: string }[] = [
  { to: '/admin/people', icon: 'users', text: 'admin.people', right: 'people' },
  { to: '/admin/departments', icon: 'tree', text: 'admin.departments', right: 'people' },
  { to: '/admin/roles', icon: 'shield', text: 'admin.roles', right: 'people' },
  { to: '/admin/groups', icon: 'tag', text: 'admin.groups', right: 'groups' },
  { to: '/admin/classifiers', icon: 'list', text: 'admin.classifiers', right: 'classifiers' },
  // Everybody may look for what they deleted and did; the server shows each what is theirs.
  { to: '/admin/trash', icon: 'trash', text: 'admin.trash' },
  { to: '/admin/operations', icon: 'history', text: 'admin.operations' },
];

/** What this person may go to; the palette offers the same. */
export function useSections(): readonly Section[] {
  const t = useT(shellMessages);
  const tt = useT();
  const me = useMe();
  const { documents } = useDeclarations();
  const allowed = administration.filter((item) => !item.right || me.rights.includes(item.right));
  return [
    {
      items: [
        { to: '/c/counterparty', icon: 'building', text: entitiesLabel(tt, 'counterparty') },
        { to: '/c/contact', icon: 'card', text: entitiesLabel(tt, 'contact') },
      ],
    },
    {
      title: t('rail.documents'),
      items: [
        { to: '/d', icon: 'folder', text: t('rail.all') },
        ...[...documents.values()].map((d) => ({ to: `/d/${d.name}`, icon: d.icon, text: entitiesLabel(tt, d.name) })),
      ],
    },
    {
      title: t(allowed.some((item) => item.right) ? 'rail.admin' : 'rail.more'),
      items: allowed.map((item) => ({ to: item.to, icon: item.icon, text: t(item.text) })),
    },
  ];
}

/** `/d` is all documents and not the beginning of `/d/call`. */
const isAt = (path: string, to: string): boolean => path === to || (to !== '/d' && path.startsWith(`${to}/`)) || (to === '/d' && /^\/d\/document(\/|$)/.test(path));

export function Rail({ narrow, onTurn }: { narrow: boolean; onTurn: () => void }) {
  const t = useT(shellMessages);
  const path = usePath();
  const sections = useSections();
  return (
    <nav className={css.rail} aria-label={t('rail')}>
      <Link to="/c/counterparty" className={css.logo} aria-label="FlyDoc">
        <img src="/icon.svg" width={24} height={24} alt="" />
        <span>Fly<b>Doc</b></span>
      </Link>
      <div className={css.sections}>
        {sections.map((section, index) => (
          <div key={index} className={css.section}>
            {section.title && <h2>{section.title}</h2>}
            {section.items.map((item) => (
              <Link
                key={item.to} to={item.to} activeOptions={{ exact: true }} className={css.item} aria-label={item.text} title={narrow ? item.text : undefined}
                aria-current={isAt(path, item.to) ? 'page' : undefined}
              >
                <Icon name={item.icon} size={17} />
                <span>{item.text}</span>
              </Link>
            ))}
          </div>
        ))}
      </div>
      <button type="button" className={css.turn} onClick={onTurn} aria-label={t(narrow ? 'rail.expand' : 'rail.collapse')}>
        <Icon name="sidebar" size={17} />
        <span>{t('rail.collapse')}</span>
      </button>
    </nav>
  );
}

/** On a telephone: the four places one goes to most, and the drawer with the rest. */
export function BottomBar({ onMore, open }: { onMore: () => void; open: boolean }) {
  const t = useT(shellMessages);
  const path = usePath();
  const sections = useSections();
  const items = [...(sections[0]?.items ?? []), ...(sections[1]?.items.filter((i) => ['/d', '/d/task'].includes(i.to)) ?? [])];
  return (
    <nav className={css.bottom} aria-label={t('rail.more')}>
      {items.map((item) => (
        <Link key={item.to} to={item.to} activeOptions={{ exact: true }} aria-current={isAt(path, item.to) ? 'page' : undefined}>
          <Icon name={item.icon} size={20} />
          <span>{item.to === '/d' ? t('rail.documents') : item.text}</span>
        </Link>
      ))}
      <button type="button" onClick={onMore} aria-expanded={open}>
        <Icon name="menu" size={20} />
        <span>{t('rail.more')}</span>
      </button>
    </nav>
  );
}
