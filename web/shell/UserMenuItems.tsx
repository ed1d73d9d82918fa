/** The menu of one's own things; comes when it is first asked for, open already. */
import { Menu, useMantineColorScheme } from '@mantine/core';
import type { ReactNode } from 'react';
import { locales } from '../../kernel/i18n.ts';
import { useGo } from '../address.ts';
import { useLocale, useT } from '../i18n.tsx';
import { useMe, useOwnSettings, useSignOut } from '../me.ts';
import { shellMessages } from '../messages/shell.ts';
import { Icon } from '../ui/icons.tsx';
import css from './shell.module.css';
import { themes } from './themes.ts';

export default function UserMenuItems({ onSheet, children }: { onSheet: () => void; children: ReactNode }) {
  const t = useT(shellMessages);
  const me = useMe();
  const go = useGo();
  const { locale, setLocale } = useLocale();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const settings = useOwnSettings();
  const signOut = useSignOut();
  return (
    <Menu position="bottom-end" width={250} defaultOpened>
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        <div className={css.person}>
          <b>{me.name}</b>
          <span>{me.roles.map((r) => r.label).join(', ')}</span>
          <span>{me.organisation.name}</span>
        </div>
        <Menu.Divider />
        <Menu.Item leftSection={<Icon name="user" />} onClick={() => go('/me')}>{t('user.profile')}</Menu.Item>
        <Menu.Item leftSection={<Icon name="keyboard" />} rightSection={<kbd>?</kbd>} onClick={onSheet}>{t('user.shortcuts')}</Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('user.language')}</Menu.Label>
        <Menu.RadioGroup value={locale} onChange={(value) => { const next = locales.find((l) => l === value); if (next) { setLocale(next); settings.mutate({ language: next }); } }}>
          {locales.map((l) => <Menu.RadioItem key={l} value={l} lang={l} closeMenuOnClick={false} rightSection={<Icon name="language" />}>{t(`language.${l}`)}</Menu.RadioItem>)}
        </Menu.RadioGroup>
        <Menu.Label>{t('user.theme')}</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(value) => { const next = themes.find((theme) => theme.value === value); if (next) setColorScheme(next.value); }}>
          {themes.map(({ value, icon }) => <Menu.RadioItem key={value} value={value} closeMenuOnClick={false} rightSection={<Icon name={icon} />}>{t(`theme.${value}`)}</Menu.RadioItem>)}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item leftSection={<Icon name="sign-out" />} onClick={() => signOut.mutate()}>{t('user.signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
