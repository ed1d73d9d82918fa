import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { expectAccessible, startStory, type PageOptions } from './support.ts';

const story = startStory();
const day = (shift: number): string => new Date(Date.now() + shift * 86_400_000).toISOString().slice(0, 10);

/** A client of the manager's own with a contact, and the documents that a story needs. */
async function makeClient(name: string): Promise<{ id: string; contact: string; add: (type: string, more: Record<string, unknown>) => Promise<{ id: string; version: number }> }> {
  const manager = await story.app.as('manager');
  const { body } = await manager.post('catalogs/counterparty', { name, kind: 'legal' });
  const contact = await manager.post('catalogs/contact', { name: `Мария из «${name}»`, positions: [{ counterparty: body.id, position: 'закупки' }] });
  return {
    id: body.id,
    contact: contact.body.id,
    add: async (type, more) => (await manager.post(`documents/${type}`, { counterparty: body.id, ...more })).body,
  };
}

async function openDossier(id: string, o: Omit<PageOptions, 'at' | 'as'> = {}): Promise<Page> {
  const page = await story.open({ as: 'manager', at: `/c/counterparty/${id}?tab=documents`, ...o });
  await page.getByRole('region', { name: 'Документы' }).waitFor();
  return page;
}
const list = (page: Page) => page.getByRole('region', { name: 'Документы' });
const content = (page: Page) => page.getByRole('region', { name: 'Содержание документа' });
const documents = async (type: string, counterparty: string) => (await (await story.app.as('manager')).get(`documents/${type}`, { filter: { counterparty } })).body.rows;

let firm: Awaited<ReturnType<typeof makeClient>>;
beforeAll(async () => {
  firm = await makeClient('Вектор');
  await firm.add('task', { title: 'Отправить договор', due: `${day(-2)}T09:00:00Z`, date: day(-9) });
  await firm.add('meeting', { title: 'Осмотр склада', startsAt: `${day(3)}T09:00:00Z`, date: day(0) });
  for (let i = 0; i < 70; i++) await firm.add('note', { title: `Заметка ${i}`, date: day(-10 - i * 5), body: 'Ищут второго поставщика' });
});

test('what is overdue and what is ahead come first, then months; the list grows as one scrolls', async () => {
  const page = await openDossier(firm.id);
  const headings = list(page).getByRole('heading', { level: 2 });
  await headings.nth(2).waitFor();
  expect((await headings.allInnerTexts()).slice(0, 2)).toEqual(['Просрочено', 'Предстоит']);
  expect(await headings.nth(2).innerText()).toMatch(/^[А-Я][а-я]+ 20\d\d$/);
  await content(page).getByRole('heading', { name: 'Отправить договор' }).waitFor();
  await list(page).locator('[data-id]').last().scrollIntoViewIfNeeded();
  await expect.poll(() => list(page).locator('[data-id]').count()).toBe(72);
});

test('arrows move through the documents, and the address names the one that is open', async () => {
  const page = await openDossier(firm.id);
  await list(page).locator('[data-id]').first().click();
  await page.keyboard.press('ArrowDown');
  await content(page).getByRole('heading', { name: 'Осмотр склада' }).waitFor();
  expect(new URL(page.url()).searchParams.get('doc')).toMatch(/^meeting\./);
  await page.reload();
  await content(page).getByRole('heading', { name: 'Осмотр склада' }).waitFor();
});

test('planned becomes done with its result in two keystrokes', async () => {
  const client = await makeClient('Горизонт');
  const call = await client.add('call', { title: 'Условия на декабрь', startsAt: `${day(1)}T09:00:00Z` });
  const page = await openDossier(client.id);
  await content(page).getByRole('heading', { name: 'Условия на декабрь' }).waitFor();
  await page.keyboard.press('d');
  await page.keyboard.type('Договорились о скидке');
  await page.keyboard.press('Enter');
  await content(page).getByText('Договорились о скидке').waitFor();
  await expect.poll(() => content(page).locator('[aria-current=step]').innerText()).toBe('Состоялся');
  const { body } = await (await story.app.as('manager')).get(`documents/call/${call.id}`);
  expect(body).toMatchObject({ stage: 'done', result: 'Договорились о скидке' });
});

test('a call is noted in one line: as done today, or planned when the line begins with a day', async () => {
  const client = await makeClient('Заря');
  const page = await openDossier(client.id);
  await page.getByRole('button', { name: 'Звонок', exact: true }).click();
  await page.keyboard.type('обсудили рекламацию');
  await page.keyboard.press('Enter');
  await content(page).getByRole('heading', { name: 'Обсудили рекламацию' }).waitFor();
  await page.keyboard.type('завтра 15:30 уточнить адрес');
  await page.getByText(/Enter — запланировать: завтра/).waitFor();
  await page.keyboard.press('Enter');
  await content(page).getByRole('heading', { name: 'Уточнить адрес' }).waitFor();
  const rows = await documents('call', client.id);
  expect(rows.map((row: { title: string; stage: string }) => [row.title, row.stage]).sort()).toEqual([['Обсудили рекламацию', 'done'], ['Уточнить адрес', 'planned']]);
  const planned = rows.find((row: { stage: string }) => row.stage === 'planned');
  expect(new Date(planned.startsAt).toLocaleTimeString('ru', { timeZone: 'Europe/Moscow' })).toBe('15:30:00');
});

test('a document is edited where it stands, and a click on a stage moves it', async () => {
  const client = await makeClient('Импульс');
  await client.add('letter', { title: 'Спецификация' });
  const page = await openDossier(client.id);
  await content(page).getByRole('heading', { name: 'Спецификация' }).waitFor();
  await page.keyboard.press('e');
  await content(page).getByRole('textbox', { name: 'Дата' }).fill('8 марта 2026');
  await content(page).getByRole('textbox', { name: 'Содержание' }).fill('Двенадцать насосов');
  await expectAccessible(page, 'a document being edited');
  await page.keyboard.press('Control+Enter');
  await content(page).getByText('8 марта 2026 г.').waitFor();
  await content(page).getByRole('button', { name: 'Зарегистрировано' }).click();
  await content(page).getByText(/№ П-2026-/).waitFor();
});

test('the dossier is narrowed by type, by stage and by words', async () => {
  const client = await makeClient('Комета');
  await client.add('call', { title: 'Первый звонок' });
  await client.add('note', { title: 'Второй поставщик' });
  const page = await openDossier(client.id);
  await list(page).getByLabel('Найти в досье').fill('поставщ');
  await expect.poll(() => list(page).locator('[data-id] b').allInnerTexts()).toEqual(['Второй поставщик']);
  await list(page).getByLabel('Найти в досье').fill('');
  await list(page).getByRole('combobox', { name: 'Тип' }).or(list(page).getByLabel('Тип')).first().click();
  await page.getByRole('option', { name: 'Звонки' }).click();
  await expect.poll(() => list(page).locator('[data-id] b').allInnerTexts()).toEqual(['Первый звонок']);
});

test('what a colleague adds appears by itself', async () => {
  const client = await makeClient('Лес-Торг');
  const page = await openDossier(client.id);
  await page.getByText('Досье пока пустое').waitFor();
  const director = await story.app.as('director');
  await director.post('documents/note', { title: 'От директора', counterparty: client.id });
  await list(page).getByText('От директора').waitFor();
  await page.getByRole('tab', { name: 'Документы 1' }).waitFor();
});

test('a contact has a dossier too, and is a person of the counterparty', async () => {
  const client = await makeClient('Маяк');
  await client.add('call', { title: 'Разговор о ценах', contact: client.contact });
  const page = await story.open({ as: 'manager', at: `/c/counterparty/${client.id}?tab=contacts` });
  await page.getByRole('link', { name: 'Мария из «Маяк»' }).click();
  await page.getByRole('heading', { level: 1, name: 'Мария из «Маяк»' }).waitFor();
  await page.getByRole('tab', { name: /Документы/ }).click();
  await content(page).getByRole('heading', { name: 'Разговор о ценах' }).waitFor();
  await page.getByRole('tab', { name: 'Сведения' }).click();
  await page.getByRole('tabpanel').getByRole('link', { name: 'Маяк', exact: true }).waitFor();
});

test('an existing contact joins, a vCard brings another, and both are given out', async () => {
  const client = await makeClient('Орион');
  const manager = await story.app.as('manager');
  await manager.post('catalogs/contact', { name: 'Григорий Сторонний' });
  const page = await story.open({ as: 'manager', at: `/c/counterparty/${client.id}?tab=contacts` });
  await page.getByRole('button', { name: 'Добавить имеющийся' }).click();
  await page.getByRole('combobox', { name: 'Кого добавить' }).fill('Сторонний');
  await page.getByRole('option', { name: /Григорий Сторонний/ }).click();
  await page.getByRole('link', { name: 'Григорий Сторонний' }).waitFor();
  const vcard = 'BEGIN:VCARD\r\nVERSION:3.0\r\nN:Петрова;Ольга;;;\r\nFN:Ольга Петрова\r\nTEL;TYPE=CELL:+79161112233\r\nEND:VCARD\r\n';
  await page.locator('input[type=file][accept*=vcf]').setInputFiles({ name: 'ольга.vcf', mimeType: 'text/vcard', buffer: Buffer.from(vcard) });
  await page.getByRole('link', { name: /Петрова/ }).waitFor();
  await page.getByText('Загружен контакт: 1').or(page.getByText('Загружено контакт: 1')).waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Сохранить всех в vCard' }).click()]);
  expect(download.suggestedFilename()).toMatch(/\.vcf$/);
});

test('on a phone the list and the document take turns', async () => {
  const page = await openDossier(firm.id, { size: 'phone', theme: 'dark' });
  await list(page).getByText('Осмотр склада').click();
  await content(page).getByRole('heading', { name: 'Осмотр склада' }).waitFor();
  expect(await list(page).count()).toBe(0);
  await expectAccessible(page, 'a document on a phone');
  await page.getByRole('button', { name: 'К списку' }).click();
  await list(page).getByText('Осмотр склада').waitFor();
});
