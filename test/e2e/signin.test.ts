import { expect, test } from 'vitest';
import { password, people } from '../support/company.ts';
import { expectAccessible, startStory } from './support.ts';

const story = startStory();

test('a wrong password is told in words; the right one leads where one wanted to go', async () => {
  const page = await story.open({ at: '/d/call?q=договор' });
  await page.getByLabel('Эл. почта').fill('manager@test.example');
  await page.getByLabel('Пароль', { exact: true }).fill('not-this-one');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('Почта или пароль не подходят.').waitFor();

  await page.getByLabel('Пароль', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Звонки', level: 1 }).waitFor();
  expect(decodeURIComponent(page.url())).toContain('/d/call?q=договор');
  expect(await page.getByLabel('Найти в списке…').inputValue()).toBe('договор');
});

test('an empty form asks for both fields and sends nothing', async () => {
  const page = await story.open();
  await page.getByRole('button', { name: 'Войти' }).click();
  await page.getByText('Впишите почту и пароль.').waitFor();
});

test('language and theme switch before signing in', async () => {
  const page = await story.open();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
  await page.getByRole('button', { name: 'Dark' }).click();
  expect(await page.evaluate(() => document.documentElement.dataset.mantineColorScheme)).toBe('dark');
});

test('the language that a person chooses goes with them to another browser', async () => {
  const page = await story.open({ as: 'head' });
  await page.getByRole('button', { name: /Меню пользователя/ }).click();
  await page.getByRole('menuitemradio', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Counterparties' }).waitFor();
  await expect.poll(async () => (await (await story.app.as('head')).get('me')).body.language).toBe('en');
  await (await story.app.as('head')).patch('me', { language: 'ru' });
});

test('when the session ends elsewhere, one signs in again and comes back to the same place', async () => {
  const page = await story.open({ at: '/c/contact?sort=-name' });
  await page.getByLabel('Эл. почта').fill('director@test.example');
  await page.getByLabel('Пароль', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Контакты', level: 1 }).waitFor();
  await story.app.db.query('delete from session where employee = $1', [people.director]);
  await story.app.db.query('select pg_notify($1, $2)', ['unused', '']);

  await page.getByRole('link', { name: 'Звонки' }).click();
  // A moment's memory of sessions is the server's right; the next question meets the closed door.
  await expect.poll(async () => {
    if (await page.getByRole('button', { name: 'Войти' }).isVisible()) return true;
    await page.getByRole('link', { name: 'Задачи' }).click();
    await page.getByRole('link', { name: 'Звонки' }).click();
    return false;
  }, { timeout: 20_000, interval: 500 }).toBe(true);
  expect(page.url()).toMatch(/\/d\/(call|task)$/);
});

test('signing out closes the product', async () => {
  const page = await story.open({ as: 'colleague' });
  await page.getByRole('button', { name: /Меню пользователя/ }).click();
  await page.getByRole('menuitem', { name: 'Выйти' }).click();
  await page.getByRole('button', { name: 'Войти' }).waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Войти' }).waitFor();
});

test.each(['light', 'dark'] as const)('everybody can use the sign-in page: %s', async (theme) => {
  const page = await story.open({ theme });
  await page.getByRole('button', { name: 'Войти' }).waitFor();
  await expectAccessible(page);
});

test('without a server one stays signed in and is told; signing out works when it is back', async () => {
  const page = await story.open({ as: 'manager' });
  const signOut = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Меню пользователя' }).click();
    await page.getByRole('menuitem', { name: 'Выйти' }).click();
  };
  await page.route('**/api/v1/session', (route) => route.abort());
  await signOut();
  await page.getByRole('status').getByText('Сервер не отвечает').waitFor();
  expect(await page.getByRole('button', { name: 'Войти', exact: true }).isVisible()).toBe(false);
  await page.unroute('**/api/v1/session');
  await signOut();
  await page.getByRole('button', { name: 'Войти', exact: true }).waitFor();
});
