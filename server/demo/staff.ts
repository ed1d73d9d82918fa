/** The demonstration company's people: fifteen, one for every role, and three sales territories. */
import type { RoleKey } from '../../kernel/access.ts';

export const companyName = 'ООО «Гидропоток»';

/** Departments: [name, parent's place in this list]. */
export const departments: readonly (readonly [string, number | null])[] = [
  ['Дирекция', null],
  ['Отдел продаж', 0],
  ['Москва, Центр и Северо-Запад', 1],
  ['Поволжье и Юг', 1],
  ['Урал, Сибирь и Дальний Восток', 1],
  ['Склад', 0],
  ['Бухгалтерия', 0],
  ['Сервисная служба', 0],
];

export interface Colleague {
  readonly login: string;
  readonly name: string;
  readonly role: RoleKey;
  readonly department: number;
  readonly position: string;
}

const colleague = (login: string, name: string, role: RoleKey, department: number, position: string): Colleague => ({ login, name, role, department, position });

export const staff: readonly Colleague[] = [
  colleague('admin', 'Лапшин Илья Сергеевич', 'administrator', 0, 'Системный администратор'),
  colleague('director', 'Воронцов Андрей Михайлович', 'director', 0, 'Генеральный директор'),
  colleague('head1', 'Ермакова Светлана Викторовна', 'head', 1, 'Начальник отдела продаж'),
  colleague('manager1', 'Кузьмин Павел Андреевич', 'manager', 2, 'Ведущий менеджер'),
  colleague('manager2', 'Соловьёва Анна Дмитриевна', 'manager', 2, 'Менеджер по работе с клиентами'),
  colleague('manager3', 'Титов Роман Игоревич', 'manager', 2, 'Менеджер по работе с клиентами'),
  colleague('manager4', 'Галиев Тимур Ринатович', 'manager', 3, 'Ведущий менеджер'),
  colleague('manager5', 'Фролова Екатерина Олеговна', 'manager', 3, 'Менеджер по работе с клиентами'),
  colleague('manager6', 'Данилов Максим Юрьевич', 'manager', 3, 'Менеджер по работе с клиентами'),
  colleague('manager7', 'Белоусова Марина Геннадьевна', 'manager', 4, 'Ведущий менеджер'),
  colleague('manager8', 'Шестаков Денис Валерьевич', 'manager', 4, 'Менеджер по работе с клиентами'),
  colleague('manager9', 'Крылова Юлия Александровна', 'manager', 4, 'Менеджер по тендерам'),
  colleague('storekeeper', 'Носков Геннадий Павлович', 'storekeeper', 5, 'Заведующий складом'),
  colleague('accountant', 'Мельникова Татьяна Ивановна', 'accountant', 6, 'Главный бухгалтер'),
  colleague('engineer', 'Чернышёв Олег Николаевич', 'engineer', 7, 'Инженер сервисной службы'),
];
