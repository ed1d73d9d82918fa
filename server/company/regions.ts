/**
 * The 89 subjects of the Russian Federation by federal district, with the code that the tax service, number plates
 * and INN use (constitution, art. 65). `code Russian|English`, one a line; a line without a code opens a district.
 */
export interface Region {
  readonly code: string;
  readonly ru: string;
  readonly en: string;
}

export interface District {
  readonly code: string;
  readonly ru: string;
  readonly en: string;
  readonly regions: readonly Region[];
}

const text = `
ЦФО Центральный федеральный округ|Central Federal District
31 Белгородская область|Belgorod Oblast
32 Брянская область|Bryansk Oblast
33 Владимирская область|Vladimir Oblast
36 Воронежская область|Voronezh Oblast
37 Ивановская область|Ivanovo Oblast
40 Калужская область|Kaluga Oblast
44 Костромская область|Kostroma Oblast
46 Курская область|Kursk Oblast
48 Липецкая область|Lipetsk Oblast
77 Москва|Moscow
50 Московская область|Moscow Oblast
57 Орловская область|Oryol Oblast
62 Рязанская область|Ryazan Oblast
67 Смоленская область|Smolensk Oblast
68 Тамбовская область|Tambov Oblast
69 Тверская область|Tver Oblast
71 Тульская область|Tula Oblast
76 Ярославская область|Yaroslavl Oblast
СЗФО Северо-Западный федеральный округ|Northwestern Federal District
29 Архангельская область|Arkhangelsk Oblast
35 Вологодская область|Vologda Oblast
39 Калининградская область|Kaliningrad Oblast
10 Республика Карелия|Karelia
11 Республика Коми|Komi
47 Ленинградская область|Leningrad Oblast
51 Мурманская область|Murmansk Oblast
83 Ненецкий автономный округ|Nenets Autonomous Okrug
53 Новгородская область|Novgorod Oblast
60 Псковская область|Pskov Oblast
78 Санкт-Петербург|Saint Petersburg
ЮФО Южный федеральный округ|Southern Federal District
01 Республика Адыгея|Adygea
30 Астраханская область|Astrakhan Oblast
34 Волгоградская область|Volgograd Oblast
08 Республика Калмыкия|Kalmykia
23 Краснодарский край|Krasnodar Krai
91 Республика Крым|Crimea
61 Ростовская область|Rostov Oblast
92 Севастополь|Sevastopol
СКФО Северо-Кавказский федеральный округ|North Caucasian Federal District
05 Республика Дагестан|Dagestan
06 Республика Ингушетия|Ingushetia
07 Кабардино-Балкарская Республика|Kabardino-Balkaria
09 Карачаево-Черкесская Республика|Karachay-Cherkessia
15 Республика Северная Осетия — Алания|North Ossetia–Alania
26 Ставропольский край|Stavropol Krai
20 Чеченская Республика|Chechnya
ПФО Приволжский федеральный округ|Volga Federal District
02 Республика Башкортостан|Bashkortostan
43 Кировская область|Kirov Oblast
12 Республика Марий Эл|Mari El
13 Республика Мордовия|Mordovia
52 Нижегородская область|Nizhny Novgorod Oblast
56 Оренбургская область|Orenburg Oblast
58 Пензенская область|Penza Oblast
59 Пермский край|Perm Krai
63 Самарская область|Samara Oblast
64 Саратовская область|Saratov Oblast
16 Республика Татарстан|Tatarstan
18 Удмуртская Республика|Udmurtia
73 Ульяновская область|Ulyanovsk Oblast
21 Чувашская Республика|Chuvashia
УФО Уральский федеральный округ|Ural Federal District
45 Курганская область|Kurgan Oblast
66 Свердловская область|Sverdlovsk Oblast
72 Тюменская область|Tyumen Oblast
86 Ханты-Мансийский автономный округ — Югра|Khanty-Mansi Autonomous Okrug
74 Челябинская область|Chelyabinsk Oblast
89 Ямало-Ненецкий автономный округ|Yamalo-Nenets Autonomous Okrug
СФО Сибирский федеральный округ|Siberian Federal District
04 Республика Алтай|Altai Republic
22 Алтайский край|Altai Krai
38 Иркутская область|Irkutsk Oblast
42 Кемеровская область — Кузбасс|Kemerovo Oblast
24 Красноярский край|Krasnoyarsk Krai
54 Новосибирская область|Novosibirsk Oblast
55 Омская область|Omsk Oblast
70 Томская область|Tomsk Oblast
17 Республика Тыва|Tuva
19 Республика Хакасия|Khakassia
ДФО Дальневосточный федеральный округ|Far Eastern Federal District
28 Амурская область|Amur Oblast
03 Республика Бурятия|Buryatia
79 Еврейская автономная область|Jewish Autonomous Oblast
75 Забайкальский край|Zabaykalsky Krai
41 Камчатский край|Kamchatka Krai
49 Магаданская область|Magadan Oblast
25 Приморский край|Primorsky Krai
14 Республика Саха (Якутия)|Sakha (Yakutia)
65 Сахалинская область|Sakhalin Oblast
27 Хабаровский край|Khabarovsk Krai
87 Чукотский автономный округ|Chukotka Autonomous Okrug
— Вне федеральных округов|Outside the federal districts
93 Донецкая Народная Республика|Donetsk People's Republic
94 Луганская Народная Республика|Luhansk People's Republic
90 Запорожская область|Zaporozhye Oblast
95 Херсонская область|Kherson Oblast`;

function read(): District[] {
  const districts: { code: string; ru: string; en: string; regions: Region[] }[] = [];
  for (const line of text.trim().split('\n')) {
    const space = line.indexOf(' ');
    const code = line.slice(0, space);
    const [ru = '', en = ''] = line.slice(space + 1).split('|');
    if (/^\d/.test(code)) districts.at(-1)?.regions.push({ code, ru, en });
    else districts.push({ code, ru, en, regions: [] });
  }
  return districts;
}

export const districts: readonly District[] = read();
