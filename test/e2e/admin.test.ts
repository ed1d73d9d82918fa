import { expect, test } from 'vitest';
import { classifiers, departments, emailOf, groups, items, password, people, roles } from '../support/company.ts';
import { expectAccessible, startStory, type Size } from './support.ts';

const story = startStory();
const admin = () => story.app.as('admin');
const names = async (path: string, query: Record<string, unknown> = {}): Promise<string[]> => (await (await admin()).get(path, query)).body.rows.map((r: { name: string }) => r.name);

test('a new person is added, given a password that can be read out, and signs in', async () => {
  const page = await story.open({ as: 'admin', at: '/admin/people' });
  await page.getByRole('button', { name: 'Новый сотрудник' }).waitFor();
  await page.keyboard.press('n');
  await page.getByLabel('Фамилия, имя, отчество').fill('Новикова Вера Павловна');
  await page.getByLabel('Эл. почта').fill('novikova@test.example');
  await page.getByLabel('Должность').fill('Менеджер по тендерам');
  await page.keyboard.press('Control+Enter');

  const dialog = page.getByRole('dialog');
  await dialog.getByText('Осталось дать пароль').waitFor();
  const given = await dialog.getByLabel('Новый пароль').inputValue();
  expect(given).toMatch(/^([a-z]{4}-){4}\d\d$/);
  await dialog.getByRole('button', { name: 'Задать пароль' }).click();
  await page.getByText('Пароль задан.').waitFor();
  expect((await story.app.nobody.post('session', { email: 'novikova@test.example', password: given })).status).toBe(200);

  await page.getByLabel('Найти…').fill('ntylth'); // «тендер» in the other layout
  await expect.poll(() => page.getByRole('list', { name: 'Список сотрудников' }).getByRole('link').allInnerTexts()).toHaveLength(1);
});

test('somebody’s sessions are ended everywhere', async () => {
  const colleague = await story.app.as('colleague');
  expect((await colleague.get('me')).status).toBe(200);
  const page = await story.open({ as: 'admin', at: `/admin/people/${people.colleague}` });
  await page.getByRole('button', { name: 'Выйти везде' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Выйти везде' }).click();
  await page.getByText('Сейчас никто не вошёл.').waitFor();
  expect((await colleague.get('me')).status).toBe(401);
});

test('closing access is explained, can be taken back, and the last administrator is kept', async () => {
  const page = await story.open({ as: 'admin', at: `/admin/people/${people.storekeeper}` });
  await page.getByRole('button', { name: /^Действия:/ }).click();
  await page.getByRole('menuitem', { name: 'Закрыть доступ…' }).click();
  await page.getByRole('dialog').getByText('Клиенты, документы и история остаются на месте').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Закрыть доступ' }).click();
  await page.getByText('Доступ закрыт: войти этот человек не может.').waitFor();
  expect((await story.app.nobody.post('session', { email: emailOf('storekeeper'), password })).status).toBe(422);
  await page.getByRole('status').getByRole('button', { name: 'Вернуть' }).click();
  await page.getByRole('button', { name: 'Задать пароль' }).waitFor();
  expect((await story.app.nobody.post('session', { email: emailOf('storekeeper'), password })).status).toBe(200);

  await page.goto(`/admin/people/${people.admin}`);
  await page.getByRole('button', { name: /^Действия:/ }).click();
  await page.getByRole('menuitem', { name: 'Закрыть доступ…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Закрыть доступ' }).click();
  await page.getByRole('dialog').getByText('Это последний, кто управляет сотрудниками.').waitFor();
});

test('departments are written like a text: Enter adds, Tab puts inside, Alt and arrows move, F2 renames', async () => {
  const page = await story.open({ as: 'admin', at: '/admin/departments' });
  const level = (name: string): Promise<string | null> => page.getByRole('treeitem', { name: new RegExp(`^${name}`) }).getAttribute('aria-level');
  await page.getByRole('treeitem', { name: /^Сервис/ }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('Склад');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Приёмка');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Отгрузка');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect.poll(() => names('catalogs/department')).toEqual(expect.arrayContaining(['Склад', 'Приёмка', 'Отгрузка']));
  expect([await level('Склад'), await level('Приёмка'), await level('Отгрузка')]).toEqual(['2', '3', '3']);

  await page.getByRole('treeitem', { name: /^Отгрузка/ }).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await page.keyboard.press('F2');
  await page.keyboard.type('Отправка');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await names('catalogs/department')).filter((n) => ['Отправка', 'Приёмка'].includes(n))).toEqual(['Отправка', 'Приёмка']);
  await page.getByRole('treeitem', { name: /^Отправка/ }).focus();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect.poll(() => level('Отправка')).toBe('2');
});

test('a department is dragged into another, and the move is taken back', async () => {
  const page = await story.open({ as: 'admin', at: '/admin/departments' });
  const service = page.getByRole('treeitem', { name: /^Сервис/ });
  await service.dragTo(page.getByRole('treeitem', { name: /^Продажи на востоке/ }));
  await page.getByText('Перенесено: Сервис').waitFor();
  const parent = async (): Promise<string> => (await (await admin()).get(`catalogs/department/${departments.service}`)).body.parent.id;
  await expect.poll(parent).toBe(departments.salesEast);
  await page.getByRole('status').getByRole('button', { name: 'Вернуть' }).click();
  await expect.poll(parent).toBe(departments.company);
});

test('a department with people is not deleted, and one learns why', async () => {
  const page = await story.open({ as: 'admin', at: `/admin/departments/${departments.sales}` });
  await page.getByRole('treeitem', { name: /^Продажи/ }).first().focus();
  await page.keyboard.press('Delete');
  await page.getByRole('dialog').getByRole('button', { name: 'Удалить', exact: true }).click();
  await page.getByRole('dialog').getByText('На запись ссылаются другие').waitFor();
});

test('roles say in plain words what they see and do; those that come with the product stay', async () => {
  const page = await story.open({ as: 'admin', at: `/admin/roles/${roles.head}` });
  await page.getByText('Видит записи своего отдела и всех отделов ниже.').waitFor();
  expect(await page.getByRole('button', { name: /^Действия:/ }).count()).toBe(0);
  await page.keyboard.press('n');
  await page.getByLabel('Название').fill('Редактор справочников');
  await page.getByText('Классификаторы', { exact: true }).last().click();
  await page.keyboard.press('Control+Enter');
  await page.getByText('Правит классификаторы.').waitFor();
  await page.getByRole('button', { name: /^Действия:/ }).click();
  await page.getByRole('menuitem', { name: 'Удалить…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Удалить', exact: true }).click();
  await page.getByText('Удалено: Редактор справочников').waitFor();
  await page.getByRole('status').getByRole('button', { name: 'Вернуть' }).click();
  await page.getByRole('list', { name: 'Роли' }).getByText('Редактор справочников').waitFor();
});

test('items of a classifier: found, added, retired instead of deleted', async () => {
  await (await admin()).post('catalogs/counterparty', { name: 'Волга-Трейд', kind: 'legal', region: items.kazan });
  const page = await story.open({ as: 'admin', at: `/admin/classifiers/${classifiers.region}` });
  await page.getByLabel('Найти значение…').fill('каз');
  await expect.poll(() => page.getByRole('treeitem').count()).toBe(2); // with the region above it
  await page.getByRole('treeitem', { name: /^Казань/ }).click();
  await page.getByRole('link', { name: 'Контрагенты: регион' }).waitFor();
  await page.getByRole('treeitem', { name: /^Казань/ }).focus();
  await page.keyboard.press('Delete');
  await page.getByRole('dialog').getByRole('button', { name: 'Удалить', exact: true }).click();
  await page.getByRole('dialog').getByText('На запись ссылаются другие (1)').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Больше не предлагать' }).click();
  await page.getByText('Больше не предлагается: Казань').waitFor();
  expect((await (await admin()).get(`catalogs/classifier-item/${items.kazan}`)).body.retired).toBe(true);

  await page.getByLabel('Найти значение…').fill('');
  await page.getByRole('button', { name: 'Добавить', exact: true }).click();
  await page.keyboard.type('Сибирь');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect.poll(() => names('catalogs/classifier-item', { filter: { classifier: classifiers.region } })).toContain('Сибирь');
});

test('deleted records of all kinds are in the trash, and come back together', async () => {
  const client = await admin();
  const made = await client.post('catalogs/counterparty', { name: 'Ошибка', kind: 'legal' });
  const note = await client.post('documents/note', { title: 'Лишняя заметка', body: 'x' });
  await client.delete(`catalogs/counterparty/${made.body.id}?version=1`);
  await client.delete(`documents/note/${note.body.id}?version=1`);
  const page = await story.open({ as: 'admin', at: '/admin/trash' });
  await page.getByLabel('Отметить: Ошибка').check();
  await page.getByLabel('Отметить: Лишняя заметка').check();
  await page.getByRole('button', { name: 'Восстановить: 2' }).click();
  await page.getByText('Восстановлено: 2').waitFor();
  await page.getByText('Лишняя заметка').waitFor({ state: 'detached' });
  expect((await client.get(`catalogs/counterparty/${made.body.id}`)).body.deletedAt).toBeNull();
  await page.getByRole('button', { name: 'Вернуть в корзину' }).click();
  await page.getByLabel('Отметить: Ошибка').waitFor();
});

test('the journal tells who did what, and leads to the record', async () => {
  const client = await story.app.as('head');
  const made = await client.post('catalogs/counterparty', { name: 'Из журнала', kind: 'legal' });
  const page = await story.open({ as: 'admin', at: '/admin/operations' });
  const line = page.getByRole('row', { name: /Галина Главная.*Создано.*Из журнала/ });
  await line.waitFor();
  await line.getByRole('link').click();
  await page.waitForURL(new RegExp(`/c/counterparty/${made.body.id}`));
});

test('a section without its right is not offered, and its address says so kindly', async () => {
  const page = await story.open({ as: 'manager', at: '/admin/roles' });
  await page.getByText('Этот раздел вам не открыт').waitFor();
  await page.getByText('Право есть у: Анна Админова').waitFor();
  expect(await page.getByRole('link', { name: 'Роли' }).count()).toBe(0);
  expect(await page.getByRole('link', { name: 'Корзина' }).count()).toBe(1);
  await expectAccessible(page, 'a closed section');
});

const screens: readonly [string, string, RegExp][] = [
  ['people', `/admin/people/${people.head}`, /Галина Главная/], ['a new person', '/admin/people/new', /Новый сотрудник|New person/], ['departments', `/admin/departments/${departments.sales}`, /Продажи/], ['roles', `/admin/roles/${roles.director}`, /Директор/],
  ['groups', `/admin/groups/${groups.vip}`, /VIP/], ['classifiers', `/admin/classifiers/${classifiers.region}?open=${items.volga}`, /Поволжье/], ['trash', '/admin/trash', /Корзина|Trash/], ['operations', '/admin/operations', /Журнал операций|Operations/],
];
test.each<[Size, 'light' | 'dark', 'ru' | 'en']>([['desktop', 'light', 'ru'], ['small', 'dark', 'en'], ['phone', 'dark', 'ru'], ['phone', 'light', 'en']])('everybody can use every screen: %s, %s, %s', async (size, theme, language) => {
  const page = await story.open({ as: 'admin', size, theme, language, at: '/admin/people' });
  for (const [name, at, sign] of screens) {
    await page.goto(at);
    await page.getByRole('heading', { name: sign }).first().waitFor();
    await page.waitForLoadState('networkidle');
    await expectAccessible(page, `${name}, ${size}, ${theme}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${name} is wider than the screen`).toBeLessThanOrEqual(0);
  }
});
