/** People from vCard files of versions 2.1, 3.0 and 4.0. */
import { vcardLines, type VCardLine } from './vcard-lines.ts';

export { writeVCards } from './vcard-write.ts';

export type PhoneKind = 'work' | 'mobile' | 'home' | 'fax' | 'other';
export type EmailKind = 'work' | 'personal' | 'other';
export type AddressKind = 'work' | 'home' | 'other';

export type VCardPerson = {
  fullName: string;
  lastName: string;
  firstName: string;
  middleName: string;
  phones: { number: string; kind: PhoneKind }[];
  emails: { address: string; kind: EmailKind }[];
  addresses: { kind: AddressKind; text: string; postcode: string }[];
  organisation: string;
  position: string;
  /** `YYYY-MM-DD`; null when unknown or without a year. */
  birthday: string | null;
  sites: string[];
  note: string;
};

export type VCardProblem = {
  code: 'noCards' | 'unfinished' | 'noName' | 'birthday' | 'lineCut' | 'tooMany';
  /** The card in the file, from 1; 0 when it is about the file. */
  card: number;
  /** The line in the file, from 1. */
  line: number;
};

const MOST_CARDS = 10_000;

/** Takes the text of a vCard file (already decoded; windows-1251 inside quoted-printable is decoded here)
 *  and gives its people, and what could not be read as it stood. Never throws. Preferred phones and
 *  e-mails come first. A card cut short is kept, one without any name or address to call it by is left
 *  out, reading stops after 10,000 cards, and a line counts up to a million characters: each is a problem. */
export function parseVCards(text: string): { people: VCardPerson[]; problems: VCardProblem[] } {
  const people: VCardPerson[] = [];
  const problems: VCardProblem[] = [];
  let card = 0;
  let begun = 0;
  let depth = 0;
  let lines: VCardLine[] = [];

  const finish = (line: number, whole: boolean) => {
    if (!whole) problems.push({ code: 'unfinished', card, line });
    const person = personOf(lines, (code) => problems.push({ code, card, line: begun }));
    if (person) people.push(person);
    depth = 0;
    lines = [];
  };

  for (const line of vcardLines(text)) {
    const marks = line.value.trim().toUpperCase() === 'VCARD' ? line.name : '';
    if (marks === 'BEGIN') {
      const nested = depth > 0 && lines.at(-1)?.name === 'AGENT'; // 2.1 puts an assistant's card inside
      if (depth > 0 && !nested && depth < 2) finish(line.number, false);
      if (depth === 0) {
        if (card === MOST_CARDS) {
          problems.push({ code: 'tooMany', card: 0, line: line.number });
          return { people, problems };
        }
        card++;
        begun = line.number;
      }
      depth++;
    } else if (marks === 'END') {
      if (depth === 1) finish(line.number, true);
      else if (depth > 1) depth--;
    } else if (depth === 1) {
      if (line.cut) problems.push({ code: 'lineCut', card, line: line.number });
      lines.push(line);
    }
  }
  if (depth > 0) finish(begun, false);
  if (card === 0 && text.trim()) problems.push({ code: 'noCards', card: 0, line: 1 });
  return { people, problems };
}

function personOf(lines: readonly VCardLine[], report: (code: VCardProblem['code']) => void): VCardPerson | null {
  const old = lines.some((line) => line.name === 'VERSION' && line.value.trim() === '2.1');
  const labels = new Map(lines.filter((line) => line.name === 'X-ABLABEL').map((line) => [line.group, line.value.toLowerCase()]));
  const all = (name: string) =>
    lines.filter((line) => line.name === name).toSorted((a, b) => Number(isPreferred(b)) - Number(isPreferred(a)));
  const texts = (name: string) =>
    all(name)
      .map((line) => plain(line.value, old))
      .filter(Boolean);
  const parts = (line: VCardLine | undefined) => (line ? structured(line.value, old) : []);
  const typesOf = (line: VCardLine) => [...line.types, (line.group && labels.get(line.group)) || ''].join(' ');

  const [lastName = '', firstName = '', middleName = ''] = parts(all('N')[0]);
  const organisation = parts(all('ORG')[0]).find(Boolean) ?? '';
  const phones = all('TEL')
    .map((line) => ({ number: phoneOf(plain(line.value, old)), kind: phoneKind(typesOf(line)) }))
    .filter((phone) => /\d/.test(phone.number));
  const emails = all('EMAIL')
    .map((line) => ({ address: plain(line.value, old).replace(/^mailto:/i, ''), kind: emailKind(typesOf(line)) }))
    .filter((email) => email.address);
  const fullName =
    oneLine(texts('FN')[0] ?? '') ||
    [lastName, firstName, middleName].filter(Boolean).join(' ') ||
    organisation ||
    emails[0]?.address ||
    phones[0]?.number ||
    '';
  if (!fullName) {
    report('noName');
    return null;
  }
  const written = texts('BDAY')[0] ?? '';
  const birthday = birthdayOf(written);
  if (birthday === undefined) report('birthday');
  return {
    fullName,
    lastName,
    firstName,
    middleName,
    phones,
    emails,
    addresses: all('ADR')
      .map((line) => addressOf(parts(line), placeKind(typesOf(line))))
      .filter((address) => address.text || address.postcode),
    organisation,
    position: oneLine(texts('TITLE')[0] ?? texts('ROLE')[0] ?? ''),
    birthday: birthday ?? null,
    sites: texts('URL'),
    note: texts('NOTE').join('\n'),
  };
}

/** Post box; extended; street; town; region; postcode; country: read aloud in the Russian order. */
function addressOf(parts: readonly string[], kind: AddressKind): VCardPerson['addresses'][number] {
  const [box, extended, street, town, region, postcode = '', country] = parts;
  return { kind, text: [country, region, town, street, extended, box].filter(Boolean).join(', '), postcode };
}

const isPreferred = (line: VCardLine) => line.types.includes('pref') || line.parameters.get('PREF') === '1';

/** `tel:+7-495-775-17-37;ext=12` of 4.0. */
const phoneOf = (text: string) =>
  text
    .replace(/^tel:/i, '')
    .replace(/;ext=/i, ' ext. ')
    .replace(/;[a-z-]+=.*$/i, '');

function phoneKind(types: string): PhoneKind {
  if (/fax|факс/.test(types)) return 'fax';
  if (/cell|mobile|iphone|моб|сот/.test(types)) return 'mobile';
  return placeKind(types);
}

function emailKind(types: string): EmailKind {
  const kind = placeKind(types);
  return kind === 'home' ? 'personal' : kind;
}

function placeKind(types: string): AddressKind {
  return /work|office|раб/.test(types) ? 'work' : /home|personal|дом|личн/.test(types) ? 'home' : 'other';
}

/** Null for no date and for a date without a year (`--0412`, Apple's 1604); undefined for no such date. */
function birthdayOf(text: string): string | null | undefined {
  if (!text || text.startsWith('--')) return null;
  const iso = /^(\d{4})-?(\d{2})-?(\d{2})(?=$|[T ])/.exec(text);
  const russian = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  const [year, month, day] = iso ? iso.slice(1) : russian ? russian.slice(1).toReversed() : [];
  if (!year || !month || !day) return undefined;
  if (year === '1604') return null;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = Date.parse(date + 'T00:00:00Z');
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date ? undefined : date;
}

/** Text without escapes and without the control characters that a database refuses. In 2.1 a backslash
 *  escapes only `; , : \`, so that `C:\new` stays. */
function plain(value: string, old: boolean): string {
  return value
    .replace(old ? /\\([;,:\\])/g : /\\([\s\S])/g, (_, char: string) => (/n/i.test(char) ? '\n' : char))
    .replace(/\r\n?/g, '\n')
    .replace(CONTROLS, '')
    .trim();
}

// oxlint-disable-next-line no-control-regex -- it is what must go
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

/** The parts between semicolons that no backslash escapes. */
function structured(value: string, old: boolean): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let index = 0; index <= value.length; index++) {
    if (value[index] === '\\') index++;
    else if (index === value.length || value[index] === ';') {
      parts.push(value.slice(start, index));
      start = index + 1;
    }
  }
  if (start < value.length) parts.push(value.slice(start)); // a backslash at the very end
  return parts.map((part) => oneLine(plain(part, old)));
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}
