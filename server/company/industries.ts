/** Industries in two levels: sections of the national classifier of activities (ОКВЭД 2) in plain words, and what is common within them. */
export interface Industry {
  readonly code: string;
  readonly ru: string;
  readonly en: string;
  readonly within: readonly { readonly code: string; readonly ru: string; readonly en: string }[];
}

const text = `
A Сельское и лесное хозяйство|Agriculture and forestry
 01.1 Растениеводство|Crop growing
 01.4 Животноводство|Animal farming
 01.13 Тепличные хозяйства|Greenhouses
 02 Лесозаготовка|Forestry
 03 Рыбоводство и рыболовство|Fishing and fish farming
B Добыча полезных ископаемых|Mining
 05 Уголь|Coal
 06 Нефть и газ|Oil and gas
 07 Руды металлов|Metal ores
 08 Песок, щебень, соль|Sand, gravel, salt
C Производство|Manufacturing
 10 Пищевые продукты|Food
 11 Напитки|Beverages
 16 Деревообработка|Woodworking
 17 Бумага и картон|Paper and board
 20 Химия|Chemicals
 21 Лекарства|Pharmaceuticals
 22 Резина и пластмассы|Rubber and plastics
 23 Стройматериалы|Building materials
 24 Металлургия|Metallurgy
 25 Металлоизделия|Metal products
 28 Машиностроение|Machinery
D Энергетика и тепло|Power and heat
 35.1 Электростанции и сети|Power plants and grids
 35.2 Газоснабжение|Gas supply
 35.3 Котельные и тепловые сети|Boiler houses and heat networks
E Вода и отходы|Water and waste
 36 Водоснабжение|Water supply
 37 Канализация и очистные|Sewerage and treatment
 38 Сбор и переработка отходов|Waste collection and recycling
F Строительство|Construction
 41 Здания|Buildings
 42 Дороги, трубопроводы, сети|Roads, pipelines, networks
 43.2 Инженерные системы и монтаж|Engineering systems and installation
 43.9 Прочие строительные работы|Other construction work
G Торговля|Trade
 46.7 Опт: оборудование и стройматериалы|Wholesale of equipment and building materials
 46.9 Опт: разное|Other wholesale
 47 Розница|Retail
 47.9 Интернет-торговля|Online trade
H Транспорт и склады|Transport and warehousing
 49 Грузоперевозки|Freight
 50 Водный транспорт и порты|Water transport and ports
 52 Склады и логистика|Warehousing and logistics
I Гостиницы и питание|Hotels and catering
 55 Гостиницы и санатории|Hotels and health resorts
 56 Рестораны и столовые|Restaurants and canteens
J Связь и информационные технологии|Communications and IT
 61 Связь|Telecommunications
 62 Разработка программ|Software
K Финансы и страхование|Finance and insurance
 64 Банки и лизинг|Banks and leasing
 65 Страхование|Insurance
L Недвижимость|Real estate
 68.2 Аренда помещений|Letting
 68.3 Управляющие компании|Property management
M Проектирование, наука, консультации|Design, science, consulting
 71 Проектные и инженерные бюро|Design and engineering offices
 72 Научные институты|Research
 69 Право и учёт|Law and accounting
N Услуги для бизнеса|Business services
 77 Аренда техники|Equipment hire
 81 Эксплуатация зданий|Facility management
O Государственное управление|Public administration
 84 Администрации и ведомства|Administrations and agencies
P Образование|Education
 85 Школы, колледжи, вузы|Schools, colleges, universities
Q Здравоохранение|Health care
 86 Больницы и клиники|Hospitals and clinics
R Культура и спорт|Culture and sport
 93 Бассейны и спортивные объекты|Pools and sports facilities
S Прочие услуги и частные лица|Other services and private persons
 96 Бытовые услуги|Household services
 97 Частные лица|Private persons`;

function read(): Industry[] {
  const sections: { code: string; ru: string; en: string; within: { code: string; ru: string; en: string }[] }[] = [];
  for (const line of text.slice(1).split('\n')) {
    const inner = line.startsWith(' ');
    const [, code = '', ru = '', en = ''] = /^ ?(\S+) (.+)\|(.+)$/.exec(line) ?? [];
    if (inner) sections.at(-1)?.within.push({ code, ru, en });
    else sections.push({ code, ru, en, within: [] });
  }
  return sections;
}

export const industries: readonly Industry[] = read();
