import type { Page, Route } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible, startStory } from './support.ts';

const story = startStory();
const text = (name: string, words: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(words) });
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

async function openFiles(name: string, tab = 'files'): Promise<{ page: Page; id: string }> {
  const { body } = await (await story.app.as('manager')).post('catalogs/counterparty', { name, kind: 'legal' });
  const page = await story.open({ as: 'manager', at: `/c/counterparty/${body.id}?tab=${tab}` });
  await page.getByRole('heading', { level: 1, name }).waitFor();
  return { page, id: body.id };
}
const chooseFiles = (page: Page, ...files: ReturnType<typeof text>[]) => page.locator('input[type=file][multiple]').first().setInputFiles(files);
const items = (page: Page) => page.getByRole('region', { name: 'Файлы' }).locator('[data-id]');

/** Drops or pastes files as the browser does: with a transfer of its own. */
async function give(page: Page, selector: string, kind: 'drop' | 'paste', file: { name: string; type: string; base64: string }): Promise<void> {
  await page.evaluate(
    ([at, how, given]) => {
      const bytes = Uint8Array.from(atob(given.base64), (c) => c.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], given.name, { type: given.type }));
      const target = document.querySelector(at) ?? document.body;
      if (how === 'paste') target.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }));
      else for (const step of ['dragenter', 'dragover', 'drop']) target.dispatchEvent(new DragEvent(step, { dataTransfer: transfer, bubbles: true, cancelable: true }));
    },
    [selector, kind, file] as const,
  );
}

test('several files at once; a text and a picture are seen in place', async () => {
  const { page } = await openFiles('Альтаир');
  await chooseFiles(page, text('договор.txt', 'Договор поставки'), { name: 'печать.png', mimeType: 'image/png', buffer: png });
  await expect.poll(() => items(page).count()).toBe(2);
  await items(page).filter({ hasText: 'договор.txt' }).click();
  await page.getByText('Договор поставки', { exact: true }).waitFor();
  await items(page).filter({ hasText: 'печать.png' }).click();
  await page.getByRole('img', { name: 'печать.png' }).waitFor();
  await expectAccessible(page, 'a file');
  expect(await page.getByRole('link', { name: 'Скачать' }).getAttribute('href')).toMatch(/\?download=1$/);
});

test('a file dropped anywhere on the card, and a pasted screenshot, land in the dossier', async () => {
  const { page } = await openFiles('Барс', 'record');
  await give(page, 'h1', 'drop', { name: 'прайс.png', type: 'image/png', base64: png.toString('base64') });
  await page.getByRole('tab', { name: 'Файлы 1' }).waitFor();
  await give(page, 'body', 'paste', { name: 'image.png', type: 'image/png', base64: png.toString('base64') });
  await page.getByRole('tab', { name: 'Файлы 2' }).waitFor();
  await page.getByRole('tab', { name: 'Файлы 2' }).click();
  await items(page).filter({ hasText: /^20\d\d-\d\d-\d\d .*\.png/ }).waitFor();
});

test('a new version replaces the file; the earlier one can still be opened', async () => {
  const { page } = await openFiles('Дельта');
  await chooseFiles(page, text('устав.txt', 'Первая редакция'));
  await page.getByText('Первая редакция').waitFor();
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Новая версия' }).click()]);
  await chooser.setFiles(text('устав 2.txt', 'Вторая редакция'));
  await page.getByText('Вторая редакция').waitFor();
  await page.getByRole('region', { name: 'Версии' }).getByRole('button', { name: /устав\.txt/ }).click();
  await page.getByText('Показана прежняя версия.').waitFor();
  await page.getByText('Первая редакция').waitFor();
  await page.getByRole('button', { name: 'К нынешней' }).click();
  await page.getByText('Вторая редакция').waitFor();
});

test('a broken line: the file waits to be tried again, and is stored once', async () => {
  const { page, id } = await openFiles('Енисей');
  await page.route('**/api/v1/files', (route) => route.abort('connectionreset'));
  await chooseFiles(page, text('акт.txt', 'Акт осмотра'));
  await page.getByRole('button', { name: 'Повторить' }).waitFor();
  await page.unroute('**/api/v1/files');
  await page.getByRole('button', { name: 'Повторить' }).click();
  await page.getByText('Акт осмотра').waitFor();
  const { body } = await (await story.app.as('manager')).get('documents/file', { filter: { counterparty: id } });
  expect(body.rows).toHaveLength(1);
});

test('an answer lost on its way back: tried again, the same is said, and the file is stored once', async () => {
  const { page, id } = await openFiles('Печора');
  const keys = { content: new Set<string>(), document: new Set<string>() };
  const losing = (step: keyof typeof keys) => async (route: Route): Promise<void> => {
    if (route.request().method() !== 'POST') return route.continue();
    keys[step].add(route.request().headers()['idempotency-key'] ?? '');
    await route.fetch();
    await route.abort('connectionreset');
  };
  await page.route('**/api/v1/files', losing('content'));
  await chooseFiles(page, text('смета.txt', 'Смета'));
  const again = page.getByRole('button', { name: 'Повторить' });
  await again.waitFor();
  await page.unroute('**/api/v1/files');
  await page.route('**/api/v1/documents/file', losing('document'));
  await again.click();
  await again.waitFor({ state: 'detached' });
  await again.waitFor();
  await page.unroute('**/api/v1/documents/file');
  await again.click();
  await page.getByText('Смета', { exact: true }).waitFor();
  expect([keys.content.size, keys.document.size]).toEqual([1, 1]);
  const { body } = await (await story.app.as('manager')).get('documents/file', { filter: { counterparty: id } });
  expect(body.rows).toHaveLength(1);
  const { rows } = await story.app.db.query(`select count(*)::int as n from stored_file where name = 'смета.txt'`);
  expect(rows[0].n).toBe(1);
});

test('texts of other encodings are read as they were written', async () => {
  const { page } = await openFiles('Ангара');
  const words = 'Протокол разногласий';
  const russian = Buffer.from([...words].map((c) => (c === ' ' ? 0x20 : c.charCodeAt(0) - 0x350)));
  await chooseFiles(page, { ...text('старый.txt', ''), buffer: russian }, { ...text('блокнот.txt', ''), buffer: Buffer.from(`\ufeff${words}`, 'utf16le') });
  await expect.poll(() => items(page).count()).toBe(2);
  for (const name of ['старый.txt', 'блокнот.txt']) {
    await items(page).filter({ hasText: name }).click();
    await expect.poll(() => page.locator(`pre[aria-label="${name}"]`).textContent()).toBe(words);
  }
});

test('a file dropped on a document belongs to it', async () => {
  const { page, id } = await openFiles('Кама', 'documents');
  const manager = await story.app.as('manager');
  const { body: letter } = await manager.post('documents/letter', { title: 'Претензия', counterparty: id });
  await page.getByRole('heading', { name: 'Претензия' }).waitFor();
  await give(page, 'article h2', 'drop', { name: 'фото.png', type: 'image/png', base64: png.toString('base64') });
  await page.getByRole('article').getByRole('link', { name: /фото\.png/ }).waitFor();
  const { body } = await manager.get('documents/file', { filter: { parent: letter.id } });
  expect(body.rows.map((row: { title: string; counterparty: { id: string } }) => [row.title, row.counterparty.id])).toEqual([['фото.png', id]]);
});
