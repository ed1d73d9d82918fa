import { messages } from '../../kernel/i18n.ts';

export const companyMessages = messages({
  ru: {
    department: 'Отдел', 'department.many': 'Отделы', 'department.parent': 'Входит в', 'department.head': 'Руководитель',
    role: 'Роль', 'role.many': 'Роли', 'role.key': 'Ключ', 'role.scope': 'Видит', 'role.rights': 'Права',
    'role.scope:own': 'свои записи', 'role.scope:team': 'записи отдела и подчинённых отделов', 'role.scope:company': 'записи всей компании',
    'role.rights:people': 'Сотрудники, отделы и роли', 'role.rights:classifiers': 'Классификаторы', 'role.rights:groups': 'Группы и цвета',
    'role.rights:trash': 'Корзина всей компании', 'role.rights:journal': 'Журнал операций', 'role.rights:counterparties': 'Править всех контрагентов',
    'role.rights:documents': 'Править все документы',
    employee: 'Сотрудник', 'employee.many': 'Сотрудники', 'employee.name': 'Фамилия, имя, отчество', 'employee.department': 'Отдел', 'employee.roles': 'Роли',
    'employee.language': 'Язык', 'employee.language:ru': 'Русский', 'employee.language:en': 'English', 'employee.timeZone': 'Часовой пояс', 'employee.active': 'Работает',
    'error.roleBuiltIn': 'Эта роль входит в поставку, её нельзя удалить. Уберите у неё права, если она не нужна.',
    'error.timeZone': 'Такого часового пояса нет. Пример: Europe/Moscow.',
    'error.email': 'Это не похоже на адрес электронной почты. Пример: ivanov@example.ru.',
    'error.phone': 'В номере телефона нет цифр.',
    'error.url': 'Нужен адрес сайта, который начинается с http:// или https://.',
  },
  en: {
    department: 'Department', 'department.many': 'Departments', 'department.parent': 'Part of', 'department.head': 'Head',
    role: 'Role', 'role.many': 'Roles', 'role.key': 'Key', 'role.scope': 'Sees', 'role.rights': 'Rights',
    'role.scope:own': 'own records', 'role.scope:team': 'records of the department and those below it', 'role.scope:company': 'records of the whole company',
    'role.rights:people': 'People, departments and roles', 'role.rights:classifiers': 'Classifiers', 'role.rights:groups': 'Groups and colours',
    'role.rights:trash': 'Trash of the whole company', 'role.rights:journal': 'Journal of operations', 'role.rights:counterparties': 'Edit all counterparties',
    'role.rights:documents': 'Edit all documents',
    employee: 'Employee', 'employee.many': 'Employees', 'employee.name': 'Full name', 'employee.department': 'Department', 'employee.roles': 'Roles',
    'employee.language': 'Language', 'employee.language:ru': 'Русский', 'employee.language:en': 'English', 'employee.timeZone': 'Time zone', 'employee.active': 'Works here',
    'error.roleBuiltIn': 'This role comes with the product and cannot be deleted. Take its rights away if you do not need it.',
    'error.timeZone': 'There is no such time zone. Example: Europe/Moscow.',
    'error.email': 'This does not look like an e-mail address. Example: ivanov@example.ru.',
    'error.phone': 'There are no digits in this telephone number.',
    'error.url': 'A web address that starts with http:// or https:// is needed.',
  },
});
