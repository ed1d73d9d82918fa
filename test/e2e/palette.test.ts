import { beforeAll, expect, test } from 'vitest';
import { people } from '../support/company.ts';
import { expectAccessible, startStory } from './support.ts';

const story = startStory();

beforeAll(async () => {
  const admin = await story.app.as('admin');
  const { body } = await admin.post('catalogs/counterparty', { name: 'ООО «Ромашка»', kind: 'legal', inn: '7707083893', owner: people.manager, phones: [{ number: '+7 495 775-17-37', kind: 'work' }] });
  await admin.post('catalogs/counterparty', { name: 'Чужой клиент', kind: 'legal', owner: people.outsider });
  await admin.post('documents/call', { title: 'Привет от снабжения', counterparty: body.id, owner: people.manager, date: '2026-11-23' });
});

const palette = async (as: 'manager' | 'admin' = 'manager', theme: 'light' | 'dark' = 'light') => {
  const page = await story.open({ as, theme });
  await page.getByRole('grid').or(page.getByRole('heading', { level: 2 })).first().waitFor();
  await page.keyboard.press('Control+KeyK');
  const box = page.getByRole('combobox', { name: 'Поиск и действия' });
  await box.waitFor();
  return { page, box };
};

test('any record is found as one types, in the wrong layout too, and opened by Enter', async () => {
  const { page, box } = await palette();
  await box.fill('ghbdtn');
  await page.getByText('Искали: привет').waitFor();
  await page.getByRole('option', { name: /Привет от снабжения/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /Привет от снабжения/ }).first().waitFor();
  expect(new URL(page.url()).pathname).toMatch(/^\/d\/call\/[0-9a-f-]{36}$/);
});

test.each([['ИНН', '770708'], ['телефон', '8 (495) 775 17'], ['часть слова', 'омашк']])('a counterparty is found by %s', async (_, q) => {
  const { page, box } = await palette();
  await box.fill(q);
  await page.getByRole('option', { name: /Ромашка/ }).waitFor();
});

test('nobody finds what they may not see', async () => {
  const { page, box } = await palette();
  await box.fill('чужой');
  await page.getByRole('heading', { name: /ничего не нашлось/ }).waitFor();
});

test('what was opened last stands first the next time', async () => {
  const { page, box } = await palette();
  await box.fill('ромашка');
  await page.getByRole('option', { name: /Ромашка/ }).first().click();
  await page.getByRole('heading', { name: /Ромашка/ }).first().waitFor();
  await page.keyboard.press('Control+KeyK');
  await page.getByRole('group', { name: 'Недавнее' }).getByRole('option', { name: /Ромашка/ }).waitFor();
});

test('a new call begins from the palette', async () => {
  const { page, box } = await palette();
  await box.fill('звонок');
  await page.getByRole('option', { name: 'Создать: звонок' }).click();
  await page.getByLabel('Тема').first().waitFor();
  expect(new URL(page.url()).pathname).toBe('/d/call');
});

test('actions are found in the wrong layout; the language changes at once', async () => {
  const { page, box } = await palette();
  await box.fill('swit');
  await page.getByRole('option', { name: 'Switch to English' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Counterparties' }).waitFor();
  await (await story.app.as('manager')).patch('me', { language: 'ru' });
});

test('an action that is called what was typed comes before a record that only holds it within', async () => {
  const director = await story.app.as('director');
  await director.post('catalogs/counterparty', { name: 'ООО «Затёмное»', kind: 'legal', owner: people.manager });
  const { page, box } = await palette();
  await box.fill('тёмное');
  await page.getByRole('option', { name: /Затёмное/ }).waitFor();
  await expect.poll(() => page.locator('[role=option][aria-selected=true]').innerText()).toContain('Оформление: тёмное');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark');
});

test('one moves with the arrows and leaves with Esc', async () => {
  const { page, box } = await palette();
  const chosen = () => page.locator('[role=option][aria-selected=true]').innerText();
  const first = await chosen();
  await page.keyboard.press('ArrowDown');
  await expect.poll(chosen).not.toBe(first);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect.poll(chosen).toContain('Журнал операций');
  await page.keyboard.press('Escape');
  await box.waitFor({ state: 'hidden' });
});

test.each(['light', 'dark'] as const)('everybody can use the palette: %s', async (theme) => {
  const { page, box } = await palette('admin', theme);
  await expectAccessible(page, 'the palette');
  await box.fill('ghbdtn');
  await page.getByText('Искали: привет').waitFor();
  await expectAccessible(page, 'what it found');
});
