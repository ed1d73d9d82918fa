import { expect, test } from 'vitest';
import { password } from '../support/company.ts';
import { expectAccessible, startStory, type Size } from './support.ts';

const story = startStory();

test('one’s own language, theme and time zone are kept', async () => {
  const page = await story.open({ as: 'colleague', at: '/me' });
  await page.getByRole('radio', { name: 'English' }).check({ force: true });
  await page.getByRole('heading', { name: 'Where you are signed in' }).waitFor();
  await page.getByRole('radio', { name: 'Dark' }).check({ force: true });
  expect(await page.evaluate(() => document.documentElement.dataset.mantineColorScheme)).toBe('dark');
  await page.getByRole('combobox', { name: 'Time zone' }).fill('Omsk');
  await page.getByRole('option', { name: /Asia\/Omsk/ }).click();
  const client = await story.app.as('colleague');
  await expect.poll(async () => (await client.get('me')).body).toMatchObject({ language: 'en', timeZone: 'Asia/Omsk' });
  await client.patch('me', { language: 'ru', timeZone: 'Europe/Moscow' });
});

test('a password is changed: its strength is told in words, and other devices are signed out', async () => {
  const page = await story.open({ as: 'outsider', at: '/me' });
  const other = await story.app.nobody.post('session', { email: 'outsider@test.example', password });
  const elsewhere = { cookie: (other.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
  const next = page.getByLabel('Новый пароль', { exact: true });
  await next.fill('кит');
  await page.getByText('Коротко: добавьте ещё 7 знаков.').waitFor();
  await next.fill('qwerty123456');
  await page.getByText('Такой пароль подбирают первым.').waitFor();
  await next.fill('синий кит поёт по утрам');
  await page.getByText('Отличный пароль.').waitFor();
  await page.getByLabel('Новый пароль ещё раз').fill('синий кит поёт');
  await page.getByLabel('Нынешний пароль').fill('not-this-one');
  await page.getByRole('button', { name: 'Сменить пароль' }).click();
  await page.getByText('Пароли не совпадают.').waitFor();
  await page.getByLabel('Новый пароль ещё раз').fill('синий кит поёт по утрам');
  await page.getByRole('button', { name: 'Сменить пароль' }).click();
  await page.getByText('Нынешний пароль не подходит.').waitFor();
  await page.getByLabel('Нынешний пароль').fill(password);
  await page.getByRole('button', { name: 'Сменить пароль' }).click();
  await page.getByText('Пароль сменён.').waitFor();
  expect((await story.app.nobody.request('GET', 'me', undefined, elsewhere)).status).toBe(401);
  expect((await story.app.nobody.post('session', { email: 'outsider@test.example', password: 'синий кит поёт по утрам' })).status).toBe(200);
});

test('a session left open elsewhere is ended from here', async () => {
  const page = await story.open({ as: 'storekeeper', at: '/me' });
  const agent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0';
  const left = await story.app.nobody.post('session', { email: 'storekeeper@test.example', password }, { 'user-agent': agent });
  const elsewhere = { cookie: (left.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
  await page.reload();
  await page.getByText('это устройство').waitFor();
  await page.getByRole('button', { name: 'Закончить сеанс: Firefox, Windows' }).click();
  await page.getByText('Сеанс закончен').waitFor();
  await page.getByText('Firefox, Windows').waitFor({ state: 'detached' });
  expect((await story.app.nobody.request('GET', 'me', undefined, elsewhere)).status).toBe(401);
});

test.each<[Size, 'light' | 'dark', 'ru' | 'en']>([['desktop', 'light', 'ru'], ['small', 'dark', 'en'], ['phone', 'dark', 'ru']])('the profile can be used by everybody: %s, %s, %s', async (size, theme, language) => {
  const page = await story.open({ as: 'director', at: '/me', size, theme, language });
  await page.getByText(language === 'ru' ? 'это устройство' : 'this device').first().waitFor();
  await expectAccessible(page, 'the profile');
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});
