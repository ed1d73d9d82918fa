import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { people } from '../support/company.ts';
import { expectAccessible, startStory } from './support.ts';

const story = startStory();
const names = ['Альтаир', 'Барс', 'Вектор', 'Горизонт'];

beforeAll(async () => {
  const admin = await story.app.as('admin');
  for (const name of names) await admin.post('catalogs/counterparty', { name, kind: 'legal', owner: people.manager });
});

const registry = async (o: Parameters<typeof story.open>[0] = {}): Promise<Page> => {
  const page = await story.open({ as: 'manager', at: '/c/counterparty', ...o });
  await page.getByText(o.language === 'en' ? '4 records' : '4 записи').waitFor();
  return page;
};

/** A key as the Russian layout gives it: the place on the keyboard is the same, the letter is not. */
const pressRussian = (page: Page, code: string, key: string) =>
  page.evaluate(([c, k]) => document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { code: c, key: k, bubbles: true, cancelable: true })), [code, key] as const);

test('n begins a new record in the Russian layout too', async () => {
  const page = await registry();
  await pressRussian(page, 'KeyN', 'т');
  await page.getByLabel('Наименование').first().waitFor();
  expect(new URL(page.url()).searchParams.get('new')).toBe('1');
});

test('/ goes to the search, Enter from there into the list', async () => {
  const page = await registry();
  await page.keyboard.press('Slash');
  await page.keyboard.type('век');
  await page.keyboard.press('Enter');
  await page.getByText('1 запись').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Вектор' }).waitFor();
});

test('letters typed into a field are letters and not shortcuts', async () => {
  const page = await registry();
  await page.keyboard.press('Slash');
  await page.keyboard.type('n?');
  expect(await page.getByLabel('Найти в списке…').inputValue()).toBe('n?');
  expect(new URL(page.url()).searchParams.get('new')).toBeNull();
});

test('one walks through the grid, and what has the cursor is told to screen readers', async () => {
  const page = await registry();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  const grid = page.getByRole('grid');
  await expect.poll(() => grid.getAttribute('aria-activedescendant')).toBe('cell-1-1');
  expect(await page.locator('#cell-1-1').getAttribute('data-name')).toBe('group');
  await page.keyboard.press('End');
  await expect.poll(() => grid.getAttribute('aria-activedescendant')).toBe('cell-3-1');
});

test('Enter opens the card, brackets move on, Esc closes and gives the focus back', async () => {
  const page = await registry();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Барс' }).waitFor();
  await page.keyboard.press('BracketRight');
  await page.getByRole('heading', { name: 'Вектор' }).waitFor();
  await page.keyboard.press('BracketLeft');
  await page.getByRole('heading', { name: 'Барс' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: 'Барс' }).waitFor({ state: 'hidden' });
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('grid');
});

test('Space selects, Shift and the arrows select more, Esc lets go', async () => {
  const page = await registry();
  await page.keyboard.press('Space');
  await page.getByText('Выбрано: 1').waitFor();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.getByText('Выбрано: 3').waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('Выбрано: 3').waitFor({ state: 'hidden' });
});

test('a cell is edited by F2, left by Esc unchanged, and Tab goes on to the next', async () => {
  const page = await registry();
  await page.keyboard.press('F2');
  const name = page.getByRole('textbox', { name: 'Наименование' });
  await name.fill('Передумал');
  await page.keyboard.press('Escape');
  await page.getByText('Альтаир').waitFor();
  await page.keyboard.press('F2');
  await name.fill('Альтаир-2');
  await page.keyboard.press('Tab');
  await page.getByText('Альтаир-2').waitFor();
  await expect.poll(async () => (await (await story.app.as('manager')).get('catalogs/counterparty', { q: 'Альтаир-2' })).body.rows.length).toBe(1);
  await page.getByRole('combobox', { name: 'Группа' }).waitFor();
});

test('? shows what the keys do on this screen, in either language', async () => {
  const page = await registry();
  await page.keyboard.press('Shift+Slash');
  const sheet = page.getByRole('dialog', { name: 'Сочетания клавиш' });
  await sheet.getByText('Править ячейку').waitFor();
  await expectAccessible(page, 'the sheet of shortcuts');
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'hidden' });

  const english = await registry({ language: 'en', as: 'director', theme: 'dark' });
  await english.keyboard.press('Shift+Slash');
  await english.getByRole('dialog', { name: 'Keyboard shortcuts' }).getByText('Edit the cell').waitFor();
  await expectAccessible(english, 'the sheet of shortcuts in the dark');
});

test('the rail collapses by a key and stays so', async () => {
  const page = await registry();
  await page.keyboard.press('Control+Backslash');
  await page.getByRole('button', { name: 'Развернуть панель' }).waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Развернуть панель' }).waitFor();
});

test('the first Tab offers a way past the sections', async () => {
  const page = await registry();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('content');
});
