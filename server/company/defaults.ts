/** What every company starts with, besides regions and industries: its administrator changes all of it. */
import { rights, type Right, type RoleKey, type Scope } from '../../kernel/access.ts';
import { PALETTE } from '../../kernel/colour.ts';

export interface Named {
  readonly ru: string;
  readonly en: string;
}

/** A head edits the department's rows through the scope; storekeeper, bookkeeper and engineer see all and edit their own. */
export const defaultRoles: Readonly<Record<RoleKey, Named & { readonly scope: Scope; readonly rights: readonly Right[] }>> = {
  administrator: { ru: 'Администратор', en: 'Administrator', scope: 'company', rights },
  director: { ru: 'Директор', en: 'Director', scope: 'company', rights: ['counterparties', 'documents', 'journal', 'trash'] },
  head: { ru: 'Руководитель отдела', en: 'Head of department', scope: 'team', rights: [] },
  manager: { ru: 'Менеджер', en: 'Account manager', scope: 'own', rights: [] },
  storekeeper: { ru: 'Кладовщик', en: 'Storekeeper', scope: 'company', rights: [] },
  accountant: { ru: 'Бухгалтер', en: 'Accountant', scope: 'company', rights: [] },
  engineer: { ru: 'Инженер', en: 'Service engineer', scope: 'company', rights: [] },
};

const groupNames: readonly Named[] = [
  { ru: 'VIP', en: 'VIP' },
  { ru: 'Постоянные', en: 'Regular' },
  { ru: 'Новые', en: 'New' },
  { ru: 'Спящие', en: 'Dormant' },
  { ru: 'Потерянные', en: 'Lost' },
  { ru: 'Под наблюдением', en: 'Watched' },
];

export const defaultGroups = groupNames.map((name, i) => ({ ...name, ...PALETTE[i % PALETTE.length]! })); // !: the palette is not empty

const items = (text: string): (Named & { code?: string })[] =>
  text
    .trim()
    .split('\n')
    .map((line) => {
      const [, code, ru = '', en = ''] = /^(?:(\d{5}) )?(.+)\|(.+)$/.exec(line) ?? [];
      return { ru, en, code };
    });

/** Legal forms carry the codes of the national classifier (ОКОПФ, ОК 028-2012). */
export const legalForms = items(`
12300 Общество с ограниченной ответственностью|Limited liability company
12247 Публичное акционерное общество|Public joint-stock company
12267 Непубличное акционерное общество|Private joint-stock company
11000 Товарищество|Partnership
14000 Производственный кооператив|Production cooperative
15300 Крестьянское (фермерское) хозяйство — юридическое лицо|Farm (legal entity)
65200 Унитарное предприятие на праве хозяйственного ведения|Unitary enterprise (economic management)
65100 Казённое предприятие|Unitary enterprise (operational management)
75403 Государственное бюджетное учреждение субъекта Федерации|Regional budgetary institution
75103 Федеральное бюджетное учреждение|Federal budgetary institution
75401 Муниципальное автономное учреждение|Municipal autonomous institution
75404 Муниципальное казённое учреждение|Municipal public institution
20716 Товарищество собственников жилья|Homeowners' association
20702 Садоводческое товарищество|Gardeners' association
71400 Автономная некоммерческая организация|Autonomous non-profit organisation
30002 Филиал|Branch
50102 Индивидуальный предприниматель|Sole trader
50101 Глава крестьянского (фермерского) хозяйства|Head of a farm`);

export const sources = items(`
Сайт|Web site
Звонок клиента|Inbound call
Холодный звонок|Cold call
Рекомендация|Referral
Выставка|Exhibition
Поиск и реклама в сети|Search and online advertising
Рассылка|Mailing
Тендерная площадка|Tender platform
Партнёр|Partner
Отраслевой справочник|Trade directory
Старый клиент|Former client`);

export const loyaltyLevels = items(`
Рекомендует нас|Recommends us
Доволен|Satisfied
Спокойно относится|Neutral
Недоволен|Dissatisfied
Уходит к конкуренту|Leaving for a competitor
Не знаем|Unknown`);

export const callResults = items(`
Договорились|Agreed
Просил перезвонить|Asked to call back
Отправить предложение|Send an offer
Не дозвонились|No answer
Отказ|Refused
Не тот человек|Wrong person
Вопрос решён|Question settled
Жалоба|Complaint`);

export const fileKinds = items(`
Договор|Contract
Счёт|Invoice
Коммерческое предложение|Offer
Прайс-лист|Price list
Паспорт изделия|Product passport
Чертёж или схема|Drawing
Акт|Certificate of completion
Доверенность|Power of attorney
Карточка предприятия|Company details
Фотография|Photograph
Переписка|Correspondence
Прочее|Other`);

export const positions = items(`
Генеральный директор|Chief executive
Коммерческий директор|Commercial director
Технический директор|Technical director
Главный инженер|Chief engineer
Главный энергетик|Chief power engineer
Главный механик|Chief mechanic
Начальник отдела снабжения|Head of procurement
Специалист по закупкам|Buyer
Главный бухгалтер|Chief accountant
Бухгалтер|Accountant
Начальник участка|Site manager
Инженер ПТО|Design and production engineer
Прораб|Foreman
Юрист|Lawyer
Секретарь|Secretary
Кладовщик|Storekeeper`);
