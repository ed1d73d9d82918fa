import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { groups, items, people } from '../support/company.ts';
import { eventually, expectAccessible, rowNames, startStory } from './support.ts';

const story = startStory();
const names = ['Альтаир', 'Барс', 'Вектор', 'Горизонт', 'Дельта', 'Енисей'];

beforeAll(async () => {
  const admin = await story.app.as('admin');
  for (const [index, name] of names.entries()) {
    await admin.post('catalogs/counterparty', { name, kind: 'legal', owner: people.manager, group: index % 2 ? groups.vip : groups.sleeping, region: index < 3 ? items.kazan : items.moscow });
  }
  // Enough for several pages: lists are fetched by a hundred, then by five hundred.
  for (let from = 0; from < 700; from += 50) {
    await Promise.all(Array.from({ length: 50 }, (_, i) => admin.post('catalogs/counterparty', { name: `Ряд ${String(from + i).padStart(4, '0')}`, kind: 'legal', owner: people.director })));
  }
  const { body } = await admin.get('catalogs/counterparty', { filter: { name: 'Вектор' } });
  await admin.post('documents/call', { title: 'Условия поставки', counterparty: body.rows[0].id, owner: people.manager, date: '2026-11-23' });
  await admin.post('documents/task', { title: 'Отправить прайс-лист', owner: people.manager, date: '2026-11-23' });
});

const cell = (page: Page, row: string, column: string) => page.getByRole('row').filter({ hasText: row }).locator(`[data-name=${column}]`);
const grid = (page: Page) => page.getByRole('grid');

test('a manager sees own clients, coloured by group, and how many there are', async () => {
  const page = await story.open({ as: 'manager' });
  await page.getByText('6 записей').waitFor();
  expect(await rowNames(page)).toEqual(names);
  const tint = (name: string) => page.getByRole('row').filter({ hasText: name }).evaluate((row) => getComputedStyle(row).getPropertyValue('--row-tint'));
  expect(await tint('Барс')).not.toBe(await tint('Альтаир'));
  expect(await page.getByRole('row').filter({ hasText: 'Барс' }).getByRole('img', { name: 'VIP' }).innerText()).toBe('★');
});

test('a click on the legend shows one group; the address and a chip say so; the chip takes it away', async () => {
  const page = await story.open({ as: 'manager' });
  await page.getByRole('button', { name: 'VIP' }).click();
  await page.getByText('3 записи').waitFor();
  expect(JSON.parse(new URL(page.url()).searchParams.get('filter') ?? '')).toEqual({ group: { in: [groups.vip] } });
  await page.reload();
  await page.getByRole('button', { name: /Группа: VIP/ }).waitFor();
  await page.getByRole('button', { name: 'Убрать условие «Группа»' }).click();
  await page.getByText('6 записей').waitFor();
});

test('a column is filtered from its own menu, a branch of a tree as a whole', async () => {
  const page = await story.open({ as: 'manager' });
  await page.getByRole('button', { name: 'Столбец «Регион»: порядок и отбор' }).click();
  await page.getByRole('checkbox', { name: 'Поволжье' }).click();
  await page.getByText('3 записи').waitFor();
  expect(await rowNames(page)).toEqual(['Альтаир', 'Барс', 'Вектор']);
});

test('headings order the list; with Shift by several columns', async () => {
  const page = await story.open({ as: 'manager' });
  await page.getByText('6 записей').waitFor();
  await page.getByRole('columnheader', { name: /Регион/ }).getByRole('button').first().click();
  await page.getByRole('columnheader', { name: /Наименование/ }).getByRole('button').first().click({ modifiers: ['Shift'] });
  await page.getByRole('columnheader', { name: /Наименование/ }).getByRole('button').first().click({ modifiers: ['Shift'] });
  await expect.poll(() => new URL(page.url()).searchParams.get('sort')).toBe('region,-name');
  await expect.poll(() => rowNames(page)).toEqual(['Вектор', 'Барс', 'Альтаир', 'Енисей', 'Дельта', 'Горизонт']);
});

test('the search of the list finds in the wrong keyboard layout and says what it looked for', async () => {
  const page = await story.open({ as: 'manager' });
  await page.getByLabel('Найти в списке…').fill('dtrnjh');
  await page.getByText('Искали: вектор').waitFor();
  expect(await rowNames(page)).toEqual(['Вектор']);
  await page.getByLabel('Найти в списке…').fill('ничего такого');
  await page.getByRole('heading', { name: 'Ничего не найдено' }).waitFor();
  await page.getByRole('button', { name: 'Сбросить поиск и отбор' }).click();
  await page.getByText('6 записей').waitFor();
});

test('one goes to the last of many rows and back', async () => {
  const page = await story.open({ as: 'director' });
  await page.getByText('706 записей').waitFor();
  await grid(page).focus();
  await page.keyboard.press('End');
  await page.getByText('Ряд 0699').waitFor();
  await page.keyboard.press('Home');
  await page.getByText('Альтаир').waitFor();
  expect(await grid(page).getAttribute('aria-rowcount')).toBe('707');
});

test('the card opens beside the list; the arrows move through records; the address names the open one', async () => {
  const page = await story.open({ as: 'manager' });
  await page.getByText('Альтаир').click();
  await page.getByRole('heading', { name: 'Альтаир' }).waitFor();
  const first = new URL(page.url()).searchParams.get('open');
  await grid(page).focus();
  await page.keyboard.press('ArrowDown');
  await page.getByRole('heading', { name: 'Барс' }).waitFor();
  expect(new URL(page.url()).searchParams.get('open')).not.toBe(first);
  await page.reload();
  await page.getByRole('heading', { name: 'Барс' }).waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => new URL(page.url()).searchParams.get('open')).toBeNull();
});

test('a cell is edited in place and saved; what the server refuses is taken back and told beside the cell', async () => {
  const page = await story.open({ as: 'manager' });
  await page.getByText('Горизонт').waitFor();
  await cell(page, 'Горизонт', 'inn').click();
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: 'ИНН' }).fill('7707083893');
  await page.keyboard.press('Enter');
  const manager = await story.app.as('manager');
  await expect.poll(async () => (await manager.get('catalogs/counterparty', { filter: { name: 'Горизонт' } })).body.rows[0].inn).toBe('7707083893');

  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: 'ИНН' }).fill('7707083894');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('Контрольные цифры не сходятся').waitFor();
  await page.keyboard.press('Escape');
  expect(await cell(page, 'Горизонт', 'inn').innerText()).toBe('7707083893');
});

test('when somebody else saved the same cell meanwhile, one sees both and decides', async () => {
  const page = await story.open({ as: 'manager' });
  const manager = await story.app.as('manager');
  const row = async () => (await manager.get('catalogs/counterparty', { filter: { name: 'Дельта' } })).body.rows[0];
  await cell(page, 'Дельта', 'inn').click();
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: 'ИНН' }).fill('7736050003');
  // The stream of changes is held back, as a poor line would.
  await page.context().setOffline(true);
  const before = await row();
  await manager.patch(`catalogs/counterparty/${before.id}`, { version: before.version, inn: '7740000076' });
  await page.context().setOffline(false);
  await page.keyboard.press('Enter');
  await eventually(async () => {
    const now = await row();
    const told = await page.getByRole('alert').count();
    expect(told > 0 || now.inn === '7736050003').toBe(true);
  });
});

test('a group recoloured by the administrator changes colour in an open browser, without reload', async () => {
  const page = await story.open({ as: 'manager' });
  await page.getByText('Барс').waitFor();
  const tint = () => page.getByRole('row').filter({ hasText: 'Барс' }).evaluate((row) => getComputedStyle(row).getPropertyValue('--row-tint'));
  const before = await tint();
  const admin = await story.app.as('admin');
  const group = (await admin.get(`catalogs/group/${groups.vip}`)).body;
  expect((await admin.patch(`catalogs/group/${groups.vip}`, { version: group.version, colour: '#1f8a5b' })).status).toBe(200);
  await expect.poll(tint, { timeout: 3000, interval: 30 }).not.toBe(before);
});

test('a row that a colleague renames is renamed on screen; a new one is offered quietly', async () => {
  const page = await story.open({ as: 'manager' });
  await page.getByText('Енисей').waitFor();
  const admin = await story.app.as('admin');
  const row = (await admin.get('catalogs/counterparty', { filter: { name: 'Енисей' } })).body.rows[0];
  await admin.patch(`catalogs/counterparty/${row.id}`, { version: row.version, name: 'Енисей-2' });
  await page.getByText('Енисей-2').waitFor();
  await admin.patch(`catalogs/counterparty/${row.id}`, { version: row.version + 1, name: 'Енисей' });
  await admin.post('catalogs/counterparty', { name: 'Жемчуг', kind: 'legal', owner: people.manager });
  await page.getByRole('button', { name: 'Есть новые записи' }).click();
  await page.getByText('Жемчуг').waitFor();
});

test('columns are chosen, and stay chosen', async () => {
  const page = await story.open({ as: 'manager' });
  await page.getByRole('button', { name: 'Столбцы' }).click();
  await page.getByRole('checkbox', { name: 'КПП' }).click();
  await page.getByRole('columnheader', { name: /КПП/ }).waitFor();
  await page.reload();
  await page.getByRole('columnheader', { name: /КПП/ }).waitFor();
});

test('all documents stand in one list, each opened as what it is', async () => {
  const page = await story.open({ as: 'manager', at: '/d' });
  await page.getByText('Условия поставки').click();
  await page.getByRole('region', { name: 'Звонок' }).getByRole('heading', { name: /Условия поставки/ }).first().waitFor();
});

test('on a telephone there is one pane at a time', async () => {
  const page = await story.open({ as: 'manager', size: 'phone' });
  await page.getByText('Барс').click();
  await page.getByRole('heading', { name: 'Барс' }).waitFor();
  expect(await grid(page).isVisible()).toBe(false);
  await page.goBack();
  await grid(page).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test.each(['light', 'dark'] as const)('everybody can use the registry, its menus and filters: %s', async (theme) => {
  const page = await story.open({ as: 'admin', theme });
  await page.getByText('707 записей').or(page.getByText('706 записей')).first().waitFor();
  await expectAccessible(page, 'the registry');
  await page.getByRole('button', { name: 'Столбец «Группа»: порядок и отбор' }).click();
  await page.getByRole('checkbox', { name: /VIP/ }).waitFor();
  await expectAccessible(page, 'the menu of a column');
  await page.getByRole('checkbox', { name: /VIP/ }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Столбцы' }).click();
  await page.getByRole('checkbox', { name: 'КПП' }).waitFor();
  await expectAccessible(page, 'the panel of columns');
  await page.keyboard.press('Escape');
  await page.goto('/c/counterparty?q=нет-такого');
  await page.getByRole('heading', { name: 'Ничего не найдено' }).waitFor();
  await expectAccessible(page, 'an empty result');
  await page.goto('/d');
  await page.getByText('Условия поставки').first().waitFor();
  await expectAccessible(page, 'all documents');
});

test('everybody can use the registry on a telephone', async () => {
  const page = await story.open({ as: 'manager', size: 'phone' });
  await page.getByText('Барс').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Ещё' }).click();
  await page.getByRole('navigation', { name: 'Разделы' }).waitFor();
  await expectAccessible(page, 'the drawer');
});

test('cells stand under their headings, whatever is written in them; what does not fit ends in dots', async () => {
  const manager = await story.app.as('manager');
  for (const times of [1, 4, 9]) await manager.post('documents/call', { title: 'Обсудить условия поставки и сроки. '.repeat(times), date: '2026-11-23' });
  const page = await story.open({ as: 'manager', at: '/d' });
  await cell(page, 'Обсудить условия', 'title').first().waitFor();
  const seen = await page.evaluate(() => {
    const places = (row: Element, role: string) => [...row.querySelectorAll(`[role=${role}]`)].map((one) => { const { left, width } = one.getBoundingClientRect(); return `${Math.round(left)}+${Math.round(width)}`; });
    const [head, ...rows] = [...document.querySelectorAll('[role=grid] [role=row]')];
    const words = [...document.querySelectorAll('[role=gridcell][data-name] > span')].filter((one) => one.scrollWidth > one.clientWidth);
    return { head: head ? places(head, 'columnheader') : [], rows: rows.map((row) => places(row, 'gridcell')), cut: words.map((one) => getComputedStyle(one).textOverflow) };
  });
  expect(seen.rows.length).toBeGreaterThan(3);
  for (const row of seen.rows) expect(row).toEqual(seen.head);
  expect(new Set(seen.cut)).toEqual(new Set(['ellipsis']));
});
