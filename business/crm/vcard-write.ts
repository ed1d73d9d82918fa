import type { AddressKind, EmailKind, PhoneKind, VCardPerson } from './vcard.ts';

const PHONE_TYPES: Record<PhoneKind, string> = { work: 'WORK,VOICE', mobile: 'CELL', home: 'HOME,VOICE', fax: 'FAX', other: 'VOICE' };
const EMAIL_TYPES: Record<EmailKind, string> = { work: 'INTERNET,WORK', personal: 'INTERNET,HOME', other: 'INTERNET' };
const ADDRESS_TYPES: Record<AddressKind, string> = { work: ';TYPE=WORK', home: ';TYPE=HOME', other: '' };

/** Takes people and gives the text of one vCard file, to be written in UTF-8: version 3.0, which phones,
 *  Outlook, Google and Yandex all accept. An address stands whole in the street part. */
export function writeVCards(people: readonly VCardPerson[]): string {
  return people
    .flatMap(cardLines)
    .map((line) => folded(line) + '\r\n')
    .join('');
}

function cardLines(person: VCardPerson): string[] {
  const { lastName, firstName, middleName, organisation, position, birthday, note } = person;
  return [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `N:${[lastName, firstName, middleName].map(escaped).join(';')};;`,
    `FN:${escaped(person.fullName)}`,
    ...person.phones.map(({ number, kind }) => `TEL;TYPE=${PHONE_TYPES[kind]}:${escaped(number)}`),
    ...person.emails.map(({ address, kind }) => `EMAIL;TYPE=${EMAIL_TYPES[kind]}:${escaped(address)}`),
    ...person.addresses.map(({ kind, text, postcode }) => `ADR${ADDRESS_TYPES[kind]}:;;${escaped(text)};;;${escaped(postcode)};`),
    organisation && `ORG:${escaped(organisation)}`,
    position && `TITLE:${escaped(position)}`,
    birthday && `BDAY:${birthday}`,
    ...person.sites.map((site) => `URL:${escaped(site)}`),
    note && `NOTE:${escaped(note)}`,
    'END:VCARD',
  ]
    .filter((line) => typeof line === 'string' && line !== '')
    .map(String);
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r\n?|\n/g, '\\n');
}

const LONGEST_LINE = 75;

/** Breaks a line at 75 octets of UTF-8, never inside a character; a continuation begins with a space. */
function folded(line: string): string {
  let octets = 0;
  let text = '';
  for (const char of line) {
    const code = char.codePointAt(0) ?? 0;
    const size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (octets + size > LONGEST_LINE) {
      text += '\r\n ';
      octets = 1;
    }
    text += char;
    octets += size;
  }
  return text;
}
