/** The name of what is open, with its tools; and the menu of further actions. */
import { ActionIcon, Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import { Icon, type IconName } from '../ui/icons.tsx';
import css from './admin.module.css';

export function Head({ title, tag, sign, children }: { title: string; tag?: string | null; sign?: ReactNode; children?: ReactNode }) {
  return (
    <header className={css.detailHead}>
      {sign}
      <h2 title={title}>{title}</h2>
      {tag && <i className={css.tag}>{tag}</i>}
      <span className={css.tools}>{children}</span>
    </header>
  );
}

export interface Action {
  readonly text: string;
  readonly icon: IconName;
  readonly run: () => void;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  /** The key that does the same, as printed on it. */
  readonly keys?: string;
}

export function More({ label, items, tabIndex, size }: { label: string; items: readonly (Action | false)[]; tabIndex?: number; size?: number }) {
  return (
    <Menu position="bottom-end" width={250} withinPortal>
      <Menu.Target>
        <ActionIcon aria-label={label} tabIndex={tabIndex} size={size} data-more><Icon name="dots" /></ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {items.filter((item) => item !== false).map((item) => (
          <Menu.Item key={item.text} leftSection={<Icon name={item.icon} />} className={item.danger ? css.dangerItem : undefined} disabled={item.disabled} onClick={item.run} rightSection={item.keys && <kbd>{item.keys}</kbd>}>
            {item.text}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
