import { normalizePhone } from '../../kernel/phone.ts';
import { foldText } from '../../kernel/search-text.ts';
import { compactRequisite } from './requisites.ts';

/** Legal forms as `bareWord` leaves them, short and spelled out. ПК, ПО and ТД are not here: more
 *  often they are words of a name (производственная компания, по, торговый дом). */
const FORMS = new Set([
  ...`ооо одо оао зао пао нао ао ип чп пбоюл нко ано нп гуп муп фгуп фкп гкп фку фгку фгбу фгау гбу гау гку мбу мау мку
    гбуз фгбуз фгбоу гбоу маоу мбоу мбдоу мадоу тсж тсн снт спк схпк кфх гск жск аозт аоот тоо осоо чуп руп уп тов фоп
    llc ltd limited inc incorporated corp corporation co plc llp lp jsc ojsc cjsc pjsc ooo oao zao pao
    gmbh mbh ag kg ohg se sa sas sarl spa srl sl bv nv oy oyj ab as aps kft zrt uab sia oü pty sro doo`.split(/\s+/),
  'gmbh co kg',
  'co ltd',
  'co llc',
  'pty ltd',
  'sp z oo',
  'limited liability company',
  'joint stock company',
  'общество с ограниченной ответственностью',
  'общество с дополнительной ответственностью',
  'товарищество с ограниченной ответственностью',
  'индивидуальный предприниматель',
  'частный предприниматель',
  'акционерное общество',
  'публичное акционерное общество',
  'непубличное акционерное общество',
  'открытое акционерное общество',
  'закрытое акционерное общество',
  'некоммерческая организация',
  'автономная некоммерческая организация',
  'небанковская кредитная организация',
  'некоммерческое партнерство',
  'производственный кооператив',
  'потребительский кооператив',
  'сельскохозяйственный производственный кооператив',
  'крестьянское фермерское хозяйство',
  'глава крестьянского фермерского хозяйства',
  'товарищество собственников жилья',
  'товарищество собственников недвижимости',
  'садоводческое некоммерческое товарищество',
  'полное товарищество',
  'товарищество на вере',
  'частное унитарное предприятие',
  'частное учреждение',
  ...['', 'федеральное ', 'областное ', 'краевое ']
    .map((level) => level + 'государственное')
    .concat('муниципальное')
    .flatMap((owner) =>
      ['унитарное предприятие', 'казенное предприятие', 'бюджетное учреждение', 'автономное учреждение', 'казенное учреждение'].map(
        (form) => `${owner} ${form}`,
      ),
    ),
]);
const LONGEST_FORM = 5;
/** Latin forms that also stand before a name; the others only follow it (SE Ranking keeps its SE). */
const LATIN_BEFORE = new Set('llc jsc ojsc cjsc pjsc ooo oao zao pao'.split(' '));

/** Takes a company's name and gives it without its legal form, before or after it, and without quotes:
 *  `ООО «Ромашка»`, `Ромашка, ООО` and `Общество с ограниченной ответственностью "Ромашка"` all give
 *  `Ромашка`. A name that is nothing but a form comes back as it is. */
export function stripLegalForm(name: string): string {
  let words = name
    .replace(/["«»„“”‟‹›]/g, ' ')
    .trim()
    .split(/\s+/);
  for (let forms = 0; forms < 2; forms++) {
    const before = formLength(words, 'before');
    const after = before ? 0 : formLength(words, 'after');
    words = words.slice(before, words.length - after);
  }
  return trimmed(words.join(' ')) || name.trim();
}

/** How many words at that end are a legal form; a name always keeps one word. */
function formLength(words: readonly string[], end: 'before' | 'after'): number {
  for (let count = Math.min(LONGEST_FORM, words.length - 1); count > 0; count--) {
    const taken = end === 'before' ? words.slice(0, count) : words.slice(-count);
    const form = taken.map(bareWord).filter(Boolean).join(' ');
    if (!FORMS.has(form)) continue;
    if (end === 'after' || !/[a-z]/.test(form) || LATIN_BEFORE.has(form)) return count;
  }
  return 0;
}

/** О.О.О. → ооо, S.p.A., → spa, (фермерское) → фермерское, & → nothing. */
function bareWord(word: string): string {
  return word
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

function trimmed(name: string): string {
  const inside = /[^\s,;.'’‘()[\]-].*$/s.exec(name)?.[0] ?? '';
  let end = inside.length;
  while (end > 0 && " ,;'’‘([-".includes(inside.charAt(end - 1))) end--;
  return inside.slice(0, end);
}

/** Takes what is known of a counterparty or a contact and gives the keys by which another record would
 *  be its duplicate: `inn:7707083893`, `phone:+74957751737`, `email:info@x.ru`, `name:ромашка` (folded,
 *  without legal form and quotes), each once. An INN of zeros or of a wrong length, a phone that is not
 *  whole and an address without @ give no key; a wrong checksum does, for people copy mistakes too. */
export function duplicateKeys(record: {
  name?: string | null;
  inn?: string | null;
  phones?: readonly (string | null)[] | null;
  emails?: readonly (string | null)[] | null;
}): string[] {
  const keys: string[] = [];
  const inn = compactRequisite(record.inn ?? '');
  if (/^(\d{10}|\d{12})$/.test(inn) && /[1-9]/.test(inn)) keys.push('inn:' + inn);
  for (const number of record.phones ?? []) {
    const phone = normalizePhone(number ?? '');
    if (phone) keys.push('phone:' + phone);
  }
  for (const address of record.emails ?? []) {
    const email = (address ?? '').trim().toLowerCase();
    if (/^[^\s@]+@[^\s@]+$/.test(email)) keys.push('email:' + email);
  }
  const name = foldText(stripLegalForm(record.name ?? ''));
  if (name.length > 1) keys.push('name:' + name);
  return [...new Set(keys)];
}
