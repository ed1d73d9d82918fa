/** Files in the dossiers: curves, price lists, questionnaires, cards of enterprises; each kept in the store once by its content. */
import { Readable } from 'node:stream';
import type pg from 'pg';
import { FileDocument } from '../../business/crm/file.ts';
import type { Document } from '../../kernel/document.ts';
import type { Context } from '../context.ts';
import { sniff } from '../files/sniff.ts';
import { copyRows } from './copy.ts';
import { curvePdf, curvePng, type Curve } from './drawings.ts';
import type { Event } from './events.ts';
import { goods, grouped, pumps } from './goods.ts';
import { slug } from './names.ts';
import type { Random } from './random.ts';
import { spokenDay } from './tales.ts';
import type { Party, World } from './world.ts';

export const attachmentCount = 42;

interface Made {
  readonly name: string;
  readonly title: string;
  readonly sort: string;
  readonly bytes: Buffer;
}

const modelOf = (one: string): string => one.replace(/^[а-яё ]+/, '');

function curveOf(r: Random): Curve & { readonly named: string } {
  const named = modelOf(r.pick(pumps).one);
  return { named, model: slug(named).toUpperCase(), flow: r.pick([12, 25, 50, 100, 160, 315]), head: r.pick([16, 32, 50, 80, 98, 125]) };
}

const table = (lines: readonly (readonly (string | number)[])[]): Buffer => Buffer.from(`\ufeff${lines.map((l) => l.join(';')).join('\r\n')}\r\n`);

const kinds: readonly ((r: Random, party: Party, date: string) => Made)[] = [
  (r) => {
    const c = curveOf(r);
    return { name: `Характеристика ${c.named.replace('/', '-')}.pdf`, title: `Напорная характеристика ${c.named}`, sort: 'Паспорт изделия', bytes: curvePdf(c) };
  },
  (r) => {
    const c = curveOf(r);
    return { name: `Рабочая точка ${c.named.replace('/', '-')}.png`, title: `Рабочая точка ${c.named}, снимок с объекта`, sort: 'Чертёж или схема', bytes: curvePng(c) };
  },
  (r, _, date) => {
    const lines = r.sample(goods, r.int(14, 30)).map((g) => [g.one, 'шт.', grouped(r.int(4, 380) * 1000).replace(/\u00a0/g, ''), r.int(0, 40)]);
    return { name: `Прайс-лист ${date}.csv`, title: `Прайс-лист на ${spokenDay(date)}`, sort: 'Прайс-лист', bytes: table([['Наименование', 'Ед.', 'Цена с НДС, руб.', 'Остаток'], ...lines]) };
  },
  (_, party) => {
    const v = party.values;
    const [bank] = v.bankAccounts as { account: string; bic: string; bankName: string; correspondentAccount: string }[]; // as: the demonstration made them
    const [address] = v.addresses as { text: string; postcode: string }[];
    const lines = [
      'КАРТОЧКА ПРЕДПРИЯТИЯ', '', String(v.fullName), `Краткое наименование: ${String(v.name)}`, `ИНН ${String(v.inn)}${v.kpp ? `, КПП ${String(v.kpp)}` : ''}`, `ОГРН ${String(v.ogrn ?? '—')}`,
      `Адрес: ${address?.postcode ?? ''}, ${address?.text ?? ''}`, ...(bank ? [`Р/с ${bank.account}`, `${bank.bankName}, БИК ${bank.bic}`, `К/с ${bank.correspondentAccount}`] : []),
    ];
    return { name: `Карточка предприятия.txt`, title: 'Карточка предприятия', sort: 'Карточка предприятия', bytes: Buffer.from(`${lines.join('\r\n')}\r\n`) };
  },
  (r, party, date) => {
    const lines = [
      `ОПРОСНЫЙ ЛИСТ НА НАСОСНОЕ ОБОРУДОВАНИЕ от ${spokenDay(date)}`, '', `Заказчик: ${String(party.values.name)}`, `Объект: ${party.place.city}`, `Среда: ${r.pick(['вода холодная', 'вода горячая до 115 °C', 'сточные воды', 'конденсат'])}`,
      `Подача, м³/ч: ${r.pick([12, 25, 50, 100, 160])}`, `Напор, м: ${r.pick([20, 32, 50, 80, 125])}`, `Количество рабочих / резервных: ${r.int(1, 3)} / 1`, `Питание: 3×380 В`, `Управление: ${r.pick(['шкаф с плавным пуском', 'преобразователь частоты', 'прямой пуск'])}`,
    ];
    return { name: `Опросный лист ${date}.txt`, title: 'Опросный лист, заполнен заказчиком', sort: 'Прочее', bytes: Buffer.from(`${lines.join('\r\n')}\r\n`) };
  },
  (r, _, date) => {
    const lines = r.sample(goods, r.int(3, 7)).map((g, i): (string | number)[] => {
      const [pieces, price] = [r.int(1, 8), r.int(9, 320) * 1000];
      return [i + 1, g.one, pieces, price, pieces * price];
    });
    const total = lines.reduce((sum, l) => sum + Number(l[4]), 0);
    return { name: `Спецификация ${date}.csv`, title: 'Спецификация к предложению', sort: 'Коммерческое предложение', bytes: table([['№', 'Наименование', 'Кол-во', 'Цена', 'Сумма'], ...lines, ['', 'Итого', '', '', total]]) };
  },
];

/** Documents of the files; their rows of `stored_file` are written at once. Half belong to a letter that was sent with them. */
export async function makeAttachments(ctx: Context, client: pg.Client, r: Random, world: World, parties: readonly Party[], events: readonly Event[]): Promise<Event[]> {
  const byId = new Map(parties.map((p) => [p.id, p]));
  const letters = r.sample(events.filter((e) => e.entity.name === 'letter' && e.stage !== 'draft'), attachmentCount);
  const rows: unknown[][] = [];
  const documents: Event[] = [];
  for (const [i, letter] of letters.entries()) {
    const party = byId.get(String(letter.values.counterparty));
    const make = kinds[i % kinds.length];
    if (!party || !make) continue;
    const date = String(letter.values.date);
    const made = make(r, party, date);
    const at = new Date(letter.at.getTime() + 60_000);
    const content = await ctx.files.put(Readable.from([made.bytes]), made.bytes.length);
    const file = r.uuid(at.getTime());
    rows.push([world.company.id, file, content.hash, made.name, content.size, sniff(content.head, made.name), at, letter.by]);
    documents.push({
      entity: FileDocument as Document, id: r.uuid(at.getTime()), stage: 'kept', at, by: letter.by, steps: [], // as: its one stage is narrower than `string`
      values: {
        date, title: made.title, counterparty: party.id, contact: letter.values.contact, owner: letter.by, parent: i % 2 === 0 ? letter.id : null, file, sort: world.item('file-kind', made.sort),
      },
    });
  }
  await copyRows(client, 'stored_file', ['org_id', 'id', 'hash', 'name', 'size', 'type', 'created_at', 'created_by'], rows);
  return documents;
}
