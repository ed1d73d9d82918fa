import { expect, test } from 'vitest';
import { expectAccessible, startStory } from './support.ts';

const story = startStory({ empty: true });

test('the first visitor of an empty server makes their company and is in', async () => {
  const page = await story.open({ at: '/' });
  await page.getByRole('heading', { name: 'Создайте вашу компанию' }).waitFor();
  await expectAccessible(page, 'the first start');
  await page.getByRole('button', { name: 'Создать и войти' }).click();
  await page.getByText('Заполните это поле.').first().waitFor();

  await page.getByLabel('Название компании').fill('ООО «Ромашка»');
  await page.getByLabel('Ваше имя').fill('Анна Ковалёва');
  await page.getByLabel('Эл. почта').fill('anna@romashka.example');
  await page.getByLabel('Пароль', { exact: true }).fill('12345');
  await page.getByRole('button', { name: 'Создать и войти' }).click();
  await page.getByText('Пароль слишком прост').waitFor();
  await page.getByLabel('Пароль', { exact: true }).fill('синий кит поёт по утрам');
  await page.getByRole('button', { name: 'Создать и войти' }).click();
  await page.getByRole('heading', { name: 'Контрагенты', level: 1 }).waitFor();
  await page.getByRole('link', { name: 'Сотрудники' }).click();
  await page.getByRole('list', { name: 'Список сотрудников' }).getByText('Анна Ковалёва').waitFor();
  expect((await story.app.nobody.get('setup')).body).toEqual({ needed: false });
});

test('the next visitor signs in as ever', async () => {
  const page = await story.open({ at: '/' });
  await page.getByRole('button', { name: 'Войти' }).waitFor();
});
