import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { groups, items, people } from '../support/company.ts';
import { expectAccessible, startStory, type PageOptions } from './support.ts';

const story = startStory();
const inn = '7707083893';

/** A counterparty of the manager's own, with something in every group of fields. */
async function makeClient(name: string, more: Record<string, unknown> = {}): Promise<string> {
  const manager = await story.app.as('manager');
  const { body } = await manager.post('catalogs/counterparty', {
    name, kind: 'legal', group: groups.vip, region: items.kazan, phones: [{ number: '8 (495) 775-17-37', kind: 'work' }], ...more,
  });
  return body.id;
}
const stored = async (id: string) => (await (await story.app.as('director')).get(`catalogs/counterparty/${id}`)).body;
const card = (id: string, tab = 'record') => `/c/counterparty/${id}?tab=${tab}`;
/** The manager opens a card, and it is there. */
async function openCard(id: string, o: Omit<PageOptions, 'at' | 'as'> & { tab?: string } = {}): Promise<Page> {
  const page = await story.open({ as: 'manager', at: card(id, o.tab), ...o });
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}
const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
const notes = (page: Page) => page.getByRole('status');

let client: string;
beforeAll(async () => {
  client = await makeClient('Ромашка', { inn, note: 'Звонить после одиннадцати' });
});

test('the head of a card tells who it is: name, group with its mark, INN to copy, region, telephone to dial', async () => {
  const page = await openCard(client);
  await page.getByRole('heading', { level: 1, name: 'Ромашка' }).waitFor();
  await page.getByText('★ VIP').waitFor();
  await page.getByRole('button', { name: `Скопировать: ИНН ${inn}` }).first().waitFor();
  expect(await page.getByRole('link', { name: '+7 495 775-17-37' }).first().getAttribute('href')).toBe('tel:+74957751737');
});

test('a click on a value opens its field; a wrong INN is told at once, a right one is saved by Ctrl+Enter', async () => {
  const id = await makeClient('Василёк');
  const page = await openCard(id);
  await page.locator('[data-field=inn] dd').click();
  await expect.poll(() => field(page, 'ИНН').evaluate((input) => input === document.activeElement)).toBe(true);
  await field(page, 'ИНН').fill('77 07 08 38 94');
  await page.keyboard.press('Enter');
  await page.getByText('Контрольные цифры не сходятся').waitFor();
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-path'))).toBe('kpp');
  await field(page, 'ИНН').fill('77 07 08 38 93');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: `Скопировать: ИНН ${inn}` }).first().waitFor();
  expect((await stored(id)).inn).toBe(inn);
});

test('Enter at the end of a line opens the next one; a blank line is not kept', async () => {
  const id = await makeClient('Лютик', { phones: [] });
  const page = await openCard(id);
  await page.keyboard.press('e');
  await page.getByRole('button', { name: 'Добавить: Телефоны' }).click();
  await page.keyboard.type('8 916 123 45 67');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-path'))).toBe('phones.1.number');
  await page.keyboard.press('Control+s');
  await expect.poll(async () => (await stored(id)).phones).toEqual([{ number: '+79161234567', kind: 'work' }]);
});

test('what was typed survives a reload and is offered back', async () => {
  const id = await makeClient('Фиалка');
  const page = await openCard(id);
  await page.keyboard.press('e');
  await field(page, 'Наименование').fill('Фиалка и сыновья');
  await page.getByText('Не сохранено поле: 1').waitFor();
  await expect.poll(() => page.evaluate(() => Object.keys(localStorage).some((key) => key.startsWith('flydoc.draft.')))).toBe(true);
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('e');
  await page.getByRole('button', { name: 'Вернуть набранное' }).click();
  expect(await field(page, 'Наименование').inputValue()).toBe('Фиалка и сыновья');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { level: 1, name: 'Фиалка и сыновья' }).waitFor();
});

test('leaving a changed form asks first', async () => {
  const id = await makeClient('Астра');
  const page = await openCard(id);
  await page.keyboard.press('e');
  await field(page, 'Наименование').fill('Астра 2');
  await page.getByRole('tab', { name: 'История' }).click();
  await page.getByRole('dialog', { name: 'Сохранить изменения?' }).waitFor();
  await expectAccessible(page, 'the question before leaving');
  await page.getByRole('button', { name: 'Остаться' }).click();
  expect(await field(page, 'Наименование').inputValue()).toBe('Астра 2');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Не сохранять' }).click();
  await page.getByRole('heading', { level: 1, name: 'Астра' }).waitFor();
  expect((await stored(id)).name).toBe('Астра');
});

test('a colleague changes another field meanwhile: a quiet notice, and both changes are kept', async () => {
  const id = await makeClient('Пион');
  const page = await openCard(id);
  await page.keyboard.press('e');
  await field(page, 'Наименование').fill('Пион-Юг');
  const director = await story.app.as('director');
  await director.patch(`catalogs/counterparty/${id}`, { version: 1, okpo: '00032537' });
  await page.getByText(/Дмитрий Директоров: пока вы правили, изменено «ОКПО»/).waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { level: 1, name: 'Пион-Юг' }).waitFor();
  expect(await stored(id)).toMatchObject({ name: 'Пион-Юг', okpo: '00032537', version: 3 });
});

test('two people edit one field of the same version: the second is shown was, theirs and mine, and the chosen one stays', async () => {
  const id = await makeClient('Роза');
  const mine = await openCard(id);
  const theirs = await story.open({ as: 'director', at: card(id) });
  // The manager has both changes typed before hearing of the other's: the server has to say it.
  await mine.route('**/api/v1/live', (route) => route.abort());
  await mine.reload();
  for (const page of [mine, theirs]) {
    await page.getByRole('heading', { level: 1, name: 'Роза' }).waitFor();
    await page.keyboard.press('e');
  }
  await field(theirs, 'Наименование').fill('Роза мира');
  await field(mine, 'Наименование').fill('Роза ветров');
  await field(mine, 'Полное наименование').fill('ООО «Роза ветров»');
  await theirs.keyboard.press('Control+Enter');
  await theirs.getByRole('heading', { level: 1, name: 'Роза мира' }).waitFor();
  expect(await field(mine, 'Наименование').inputValue()).toBe('Роза ветров');

  const refused = mine.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.url().endsWith(id));
  await mine.keyboard.press('Control+Enter');
  expect((await refused).status()).toBe(409);
  const dialog = mine.getByRole('dialog', { name: 'Одно и то же поле изменили вдвоём' });
  await dialog.waitFor();
  expect(await stored(id)).toMatchObject({ name: 'Роза мира', version: 2 });
  expect(await dialog.getByRole('row').nth(1).innerText()).toMatch(/^Наименование\s+Роза\s[^]*Роза мира[^]*Роза ветров$/);
  await expectAccessible(mine, 'the conflict');
  await dialog.getByRole('radio', { name: /Роза мира/ }).check();
  await dialog.getByRole('button', { name: 'Сохранить' }).click();
  await mine.getByRole('heading', { level: 1, name: 'Роза мира' }).waitFor();
  await expect.poll(() => stored(id)).toMatchObject({ name: 'Роза мира', fullName: 'ООО «Роза ветров»', version: 3 });
});

test('a new record: what may be the same is told while typing; a double click makes one', async () => {
  const page = await story.open({ as: 'manager', at: '/c/counterparty?new=1' });
  await field(page, 'Наименование').fill('Ромашка-2');
  await field(page, 'ИНН').fill(inn);
  await page.getByText('тот же ИНН').first().waitFor();
  await expectAccessible(page, 'a new record');
  await field(page, 'ИНН').fill('');
  await page.getByRole('button', { name: 'Сохранить', exact: true }).dblclick();
  await notes(page).getByText('«Ромашка-2» — сохранено').waitFor();
  const found = await (await story.app.as('manager')).get('catalogs/counterparty', { filter: { name: 'Ромашка-2' } });
  expect(found.body.rows).toHaveLength(1);
  expect(found.body.rows[0].owner.id).toBe(people.manager);
});

test('a contact is made on the way, in the picker that misses it', async () => {
  const manager = await story.app.as('manager');
  const { body: call } = await manager.post('documents/call', { title: 'Знакомство', counterparty: client });
  const page = await story.open({ as: 'manager', at: `/d/call/${call.id}` });
  await page.getByRole('heading', { level: 1, name: 'Знакомство' }).waitFor();
  await page.keyboard.press('e');
  await page.getByRole('combobox', { name: 'Контакт' }).fill('Зинаида Новая');
  await page.getByRole('option', { name: 'Создать «Зинаида Новая»' }).click();
  const dialog = page.getByRole('dialog', { name: 'Создание: контакт' });
  expect(await dialog.getByRole('textbox', { name: 'Как зовут' }).inputValue()).toBe('Зинаида Новая');
  await dialog.getByRole('button', { name: 'Сохранить', exact: true }).click();
  await expect.poll(() => page.getByRole('combobox', { name: 'Контакт' }).inputValue()).toBe('Зинаида Новая');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('link', { name: 'Зинаида Новая' }).first().waitFor();
});

test('history tells what was and what became; a deleted record is brought back from the note', async () => {
  const id = await makeClient('Мак');
  const manager = await story.app.as('manager');
  await manager.patch(`catalogs/counterparty/${id}`, { version: 1, name: 'Мак и маковки', region: items.moscow });
  const page = await openCard(id, { tab: 'history' });
  const change = page.getByRole('listitem').filter({ hasText: 'правка' });
  expect(await change.innerText()).toMatch(/Мария Менеджерова/);
  expect(await change.locator('del').allInnerTexts()).toEqual(expect.arrayContaining([expect.stringContaining('Мак'), expect.stringContaining('Казань')]));
  expect(await change.locator('ins').allInnerTexts()).toEqual(expect.arrayContaining([expect.stringContaining('Мак и маковки'), expect.stringContaining('Москва')]));
  await page.getByRole('button', { name: 'Ещё', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Удалить' }).click();
  await notes(page).getByRole('button', { name: 'Вернуть' }).click();
  await expect.poll(async () => (await stored(id)).deletedAt).toBeNull();
});

test('a card in the trash says so and offers the way back', async () => {
  const id = await makeClient('Ирис');
  const manager = await story.app.as('manager');
  await manager.delete(`catalogs/counterparty/${id}?version=1`);
  const page = await openCard(id);
  await page.getByText(/Запись в корзине/).waitFor();
  await page.getByRole('button', { name: 'Восстановить' }).click();
  await page.getByText(/Запись в корзине/).waitFor({ state: 'detached' });
});

test('the card speaks English, and every tab can be used by everybody', async () => {
  for (const [size, theme] of [['desktop', 'light'], ['phone', 'dark']] as const) {
    const page = await openCard(client, { size, theme, language: 'en' });
    for (const tab of ['Details', 'Contacts', 'Documents', 'Files', 'History']) {
      await page.getByRole('tab', { name: tab }).click();
      await page.getByRole('tabpanel', { name: tab }).waitFor();
      await expectAccessible(page, `${tab} (${size}, ${theme})`);
    }
    await page.getByRole('tab', { name: 'Details' }).click();
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByRole('form').waitFor();
    await expectAccessible(page, `the form (${size}, ${theme})`);
  }
});
