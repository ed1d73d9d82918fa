import { expect, test } from 'vitest';
import { tintOf } from '../../kernel/colour.ts';
import { groups } from '../support/company.ts';
import { expectAccessible, startStory } from './support.ts';

const story = startStory();

/** The background of a registry row as the browser paints it. */
const tint = (page: import('playwright-core').Page, name: string): Promise<string> =>
  page.locator('[role=grid] [role=row]', { hasText: name }).evaluate((row) => getComputedStyle(row).backgroundColor);
const painted = (colour: string): string => `rgb(${[1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16)).join(', ')})`;

test('the administrator recolours a group, and the manager’s row changes at once, without reload', async () => {
  await (await story.app.as('manager')).post('catalogs/counterparty', { name: 'Вектор-Снаб', kind: 'legal', group: groups.vip });
  const manager = await story.open({ as: 'manager', at: '/c/counterparty' });
  await manager.locator('[role=grid] [role=row]', { hasText: 'Вектор-Снаб' }).waitFor();
  await expect.poll(() => tint(manager, 'Вектор-Снаб')).toBe(painted(tintOf('#b7791f', 'light').tint));
  await manager.evaluate(() => Object.assign(globalThis, { sameDocument: true }));

  const admin = await story.open({ as: 'admin', theme: 'dark', at: '/admin/groups' });
  await admin.getByRole('treeitem', { name: 'VIP' }).click();
  await admin.getByRole('radio', { name: 'Цвет #7b1dac' }).check({ force: true });
  await admin.getByText('Читается в обоих оформлениях').waitFor();
  await admin.getByRole('button', { name: 'Сохранить' }).click();
  await admin.getByText('Группа сохранена').waitFor();
  const saved = Date.now();

  await expect.poll(() => tint(manager, 'Вектор-Снаб'), { timeout: 5000, interval: 20 }).toBe(painted(tintOf('#7b1dac', 'light').tint));
  expect(Date.now() - saved).toBeLessThan(1000);
  expect(await manager.evaluate(() => 'sameDocument' in globalThis)).toBe(true);
});

test('a colour that cannot be read is told so while choosing, with the nearest that can', async () => {
  const page = await story.open({ as: 'admin', at: '/admin/groups/new' });
  await page.getByLabel('Название').fill('Просроченные');
  await page.getByLabel('Код цвета').fill('#ffe680');
  await page.getByText('Знак теряется в светлом оформлении').waitFor();
  await page.getByRole('button', { name: 'Сохранить' }).click();
  const names = async (): Promise<string[]> => (await (await story.app.as('admin')).get('catalogs/group')).body.rows.map((g: { name: string }) => g.name);
  expect(await names()).not.toContain('Просроченные');

  await page.getByRole('button', { name: /^Взять #/ }).click();
  await page.getByText('Читается в обоих оформлениях').waitFor();
  await page.getByRole('radio', { name: '▲' }).check({ force: true });
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await page.getByRole('treeitem', { name: 'Просроченные' }).waitFor();
  expect(await names()).toContain('Просроченные');
  await expectAccessible(page, 'groups');
});

test('groups change places by keyboard, and lists follow', async () => {
  const page = await story.open({ as: 'admin', at: '/admin/groups' });
  const order = async (): Promise<string[]> => (await (await story.app.as('admin')).get('catalogs/group')).body.rows.map((g: { name: string }) => g.name);
  expect((await order()).slice(0, 2)).toEqual(['VIP', 'Спящие']);
  await page.getByRole('treeitem', { name: 'Спящие' }).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(async () => (await order()).slice(0, 2)).toEqual(['Спящие', 'VIP']);
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(async () => (await order()).slice(0, 2)).toEqual(['VIP', 'Спящие']);
});

test('leaving a changed group asks first', async () => {
  const page = await story.open({ as: 'admin', at: '/admin/groups' });
  await page.getByRole('treeitem', { name: 'Спящие' }).click();
  await page.getByLabel('Название').fill('Заснувшие');
  await page.getByRole('treeitem', { name: 'VIP' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await dialog.getByRole('button', { name: 'Сохранить' }).click();
  await page.getByRole('treeitem', { name: 'Заснувшие' }).waitFor();
  await (await story.app.as('admin')).patch(`catalogs/group/${groups.sleeping}`, { name: 'Спящие', version: (await (await story.app.as('admin')).get(`catalogs/group/${groups.sleeping}`)).body.version });
});

test('a group in use is not deleted, and the reason is told', async () => {
  const page = await story.open({ as: 'admin', at: `/admin/groups/${groups.vip}` });
  await page.getByText('Контрагенты: группа').waitFor();
  await page.getByRole('treeitem', { name: 'VIP' }).focus();
  await page.keyboard.press('Delete');
  await page.getByRole('dialog').getByRole('button', { name: 'Удалить', exact: true }).click();
  await page.getByRole('dialog').getByText('На запись ссылаются другие').waitFor();
});
