/** Which document to make; comes when it is first asked for, open already. */
import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import { Icon } from '../ui/icons.tsx';

export default function NewMenu({ items, onChoose, children }: { items: readonly { name: string; icon: string; text: string }[]; onChoose: (name: string) => void; children: ReactNode }) {
  return (
    <Menu position="bottom-end" defaultOpened>
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        {items.map((item) => <Menu.Item key={item.name} leftSection={<Icon name={item.icon} />} onClick={() => onChoose(item.name)}>{item.text}</Menu.Item>)}
      </Menu.Dropdown>
    </Menu>
  );
}
