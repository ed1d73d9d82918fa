import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseVCards, writeVCards, type VCardPerson } from './vcard.ts';

const nobody: VCardPerson = {
  fullName: '',
  lastName: '',
  firstName: '',
  middleName: '',
  phones: [],
  emails: [],
  addresses: [],
  organisation: '',
  position: '',
  birthday: null,
  sites: [],
  note: '',
};
const card = (...lines: string[]) => ['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n');
const one = (...lines: string[]) => parseVCards(card(...lines)).people[0];

describe('version 2.1', () => {
  test('quoted-printable in UTF-8 with soft breaks', () => {
    expect(
      one(
        'VERSION:2.1',
        'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=98=D0=B2=D0=B0=D0=BD=D0=BE=D0=B2;=D0=98=D0=B2=D0=',
        '=B0=D0=BD;;;',
        'TEL;CELL;PREF:+79161234567',
        'TEL;WORK;FAX:8 495 775-17-38',
        'EMAIL;INTERNET;HOME:ivan@example.ru',
        'NOTE;ENCODING=QUOTED-PRINTABLE:first=0D=0Asecond=3D',
        'URL:http://example.ru/a',
      ),
    ).toEqual({
      ...nobody,
      fullName: 'Иванов Иван',
      lastName: 'Иванов',
      firstName: 'Иван',
      phones: [
        { number: '+79161234567', kind: 'mobile' },
        { number: '8 495 775-17-38', kind: 'fax' },
      ],
      emails: [{ address: 'ivan@example.ru', kind: 'personal' }],
      note: 'first\nsecond=',
      sites: ['http://example.ru/a'],
    });
  });
  test('quoted-printable in windows-1251, said and unsaid', () => {
    for (const charset of [';CHARSET=windows-1251', '', ';CHARSET=rubbish']) {
      expect(one('VERSION:2.1', `FN${charset};ENCODING=QUOTED-PRINTABLE:=C8=E2=E0=ED`)?.fullName).toBe('Иван');
    }
  });
  test('a backslash is a backslash', () => expect(one('VERSION:2.1', 'FN:A', 'NOTE:C:\\new\\;x')?.note).toBe('C:\\new;x'));
  test('a card inside a card', () =>
    expect(parseVCards(card('VERSION:2.1', 'FN:Boss', 'AGENT:', 'BEGIN:VCARD', 'FN:Aide', 'END:VCARD', 'TITLE:CEO')).people).toEqual([
      { ...nobody, fullName: 'Boss', position: 'CEO' },
    ]));
});

test('version 3.0 as Apple writes it', () => {
  expect(
    one(
      'VERSION:3.0',
      'N:Петрова;Анна;Сергеевна;;',
      'FN:Анна Петрова',
      'ORG:ООО «Ромашка\\; Юг»;Отдел',
      'TITLE:Директор',
      'item1.TEL;type=pref:+7 495 775-17-37',
      'item1.X-ABLabel:рабочий',
      'TEL;type=HOME;type=VOICE:84950000000',
      'TEL;TYPE=CELL,PREF:1234567',
      'item2.ADR;type=WORK:;кв. 5;ул. Ленина\\, 1;Тула;Тульская обл.;300000;Россия',
      'BDAY;VALUE=date:1985-04-12',
      'NOTE:длинная за',
      ' писка\\nв две строки',
      'PHOTO;ENCODING=b:AAAA',
      ' BBBB',
    ),
  ).toEqual({
    fullName: 'Анна Петрова',
    lastName: 'Петрова',
    firstName: 'Анна',
    middleName: 'Сергеевна',
    phones: [
      { number: '+7 495 775-17-37', kind: 'work' },
      { number: '1234567', kind: 'mobile' },
      { number: '84950000000', kind: 'home' },
    ],
    emails: [],
    addresses: [{ kind: 'work', text: 'Россия, Тульская обл., Тула, ул. Ленина, 1, кв. 5', postcode: '300000' }],
    organisation: 'ООО «Ромашка; Юг»',
    position: 'Директор',
    birthday: '1985-04-12',
    sites: [],
    note: 'длинная записка\nв две строки',
  });
});

test('version 4.0', () => {
  expect(
    one(
      'VERSION:4.0',
      'FN:Ann',
      'TEL;VALUE=uri;TYPE="work,voice":tel:+7-495-775-17-37;ext=12',
      'EMAIL;PREF=2:b@x.ru',
      'EMAIL;PREF=1;TYPE=work:a@x.ru',
      'ADR;LABEL="Tula; Lenina: 1":;;Lenina 1;Tula;;;',
      'BDAY:19850412',
    ),
  ).toEqual({
    ...nobody,
    fullName: 'Ann',
    phones: [{ number: '+7-495-775-17-37 ext. 12', kind: 'work' }],
    emails: [
      { address: 'a@x.ru', kind: 'work' },
      { address: 'b@x.ru', kind: 'other' },
    ],
    addresses: [{ kind: 'other', text: 'Tula, Lenina 1', postcode: '' }],
    birthday: '1985-04-12',
  });
});

test.each([
  ['1985-04-12', '1985-04-12'],
  ['19850412T000000Z', '1985-04-12'],
  ['1985-04-12T00:00:00Z', '1985-04-12'],
  ['2.4.1985', '1985-04-02'],
  ['--0412', null],
  ['1604-04-12', null],
  ['', null],
])('birthday %s', (text, birthday) =>
  expect(parseVCards(card('FN:A', 'BDAY:' + text))).toEqual({ people: [{ ...nobody, fullName: 'A', birthday }], problems: [] }),
);

describe('what cannot be read is told', () => {
  test.each([
    ['', []],
    ['hello', ['noCards']],
    [card('FN:A', 'BDAY:1985-02-30'), ['birthday']],
    [card('TITLE:x'), ['noName']],
    ['BEGIN:VCARD\nFN:A\nBEGIN:VCARD\nFN:B\nEND:VCARD', ['unfinished']],
    ['BEGIN:VCARD\rFN:A', ['unfinished']],
    [card('FN:A', 'NOTE:' + 'x'.repeat(1_100_000)), ['lineCut']],
  ])('%#', (text, codes) => expect(parseVCards(text).problems.map((problem) => problem.code)).toEqual(codes));
  test('with the card and the line', () =>
    expect(parseVCards(card('FN:A') + card('FN:B', 'BDAY:soon')).problems).toEqual([{ code: 'birthday', card: 2, line: 4 }]));
  test('both of an unfinished pair are kept', () =>
    expect(parseVCards('BEGIN:VCARD\nFN:A\nBEGIN:VCARD\nFN:B\nEND:VCARD').people.map((person) => person.fullName)).toEqual(['A', 'B']));
  test('after ten thousand cards', () => {
    const { people, problems } = parseVCards(card('FN:A').repeat(10_002));
    expect([people.length, problems.map((problem) => problem.code)]).toEqual([10_000, ['tooMany']]);
  });
});

test('rubbish never throws and never takes long', () => {
  const piece = fc.constantFrom(
    'BEGIN:VCARD\n',
    'END:VCARD\n',
    'FN',
    'N',
    'TEL',
    'ADR',
    ';',
    ':',
    '"',
    '\\',
    '=',
    '=D0',
    '=\n',
    '\n ',
    '\r',
    ';ENCODING=B',
    ';ENCODING=QUOTED-PRINTABLE',
    ';CHARSET=x',
    ',',
    '\0',
    'ё',
    '\ud800',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      parseVCards(pieces.join(''));
    }),
    { numRuns: 1_000 },
  );
  for (const text of [
    'a=\n'.repeat(500_000),
    ';'.repeat(1e6) + ':',
    'TEL;' + 'a,'.repeat(5e5) + ':1',
    '"'.repeat(1e6),
    ' \n'.repeat(5e5),
    '\\'.repeat(1e6),
  ]) {
    const start = performance.now();
    parseVCards('BEGIN:VCARD\nNOTE;ENCODING=QUOTED-PRINTABLE:' + text);
    parseVCards('BEGIN:VCARD\n' + text + '\nN:' + text);
    expect(performance.now() - start).toBeLessThan(3_000);
  }
});

const words = fc.string({ unit: fc.constantFrom(...'aя ;,:\\"=\'😀ё«»-1') }).map((text) => text.trim());
const name = words.filter(Boolean);
const people = fc.array(
  fc.record({
    fullName: name,
    lastName: words,
    firstName: words,
    middleName: words,
    phones: fc.array(
      fc.record({
        number: fc.constantFrom('+74957751737', '8 (495) 775-17-37', '12'),
        kind: fc.constantFrom('work', 'mobile', 'home', 'fax', 'other'),
      }),
    ),
    emails: fc.array(
      fc.record({
        address: fc.constantFrom('a@x.ru', 'длинный.адрес.почты@очень-длинное-имя.рф'),
        kind: fc.constantFrom('work', 'personal', 'other'),
      }),
    ),
    addresses: fc.array(fc.record({ kind: fc.constantFrom('work', 'home', 'other'), text: name, postcode: words })),
    organisation: words,
    position: words,
    birthday: fc.option(
      fc
        .date({ min: new Date('1700-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
        .map((date) => date.toISOString().slice(0, 10)),
    ),
    sites: fc.array(name),
    note: fc.array(words).map((lines) => lines.join('\n').trim()),
  }),
  { maxLength: 4 },
);

test('what is written is read back', () => {
  fc.assert(
    fc.property(people, (given) => {
      expect(parseVCards(writeVCards(given))).toEqual({ people: given, problems: [] });
    }),
  );
});

test('no line is longer than 75 octets, and no character is broken', () => {
  const encoder = new TextEncoder();
  fc.assert(
    fc.property(people, (given) => {
      const lines = writeVCards(given).split('\r\n');
      return lines.every((line) => encoder.encode(line).length <= 75 && line.isWellFormed());
    }),
  );
});
