/** Text or not, in which encoding, and of which sort. */

const byExtension: Readonly<Record<string, string>> = {
  csv: 'text/csv', tsv: 'text/tab-separated-values', md: 'text/markdown', json: 'application/json', xml: 'application/xml', html: 'text/html', htm: 'text/html',
  xhtml: 'text/html', svg: 'image/svg+xml', vcf: 'text/vcard', ics: 'text/calendar', eml: 'message/rfc822', js: 'text/javascript', css: 'text/css',
};

/** What only shows its nature by its first words; a text may have a mark of its byte order, blanks, comments and declarations before them. */
const byStart: readonly (readonly [RegExp, string])[] = [
  [/^BEGIN:VCARD\b/i, 'text/vcard'],
  [/^BEGIN:VCALENDAR\b/i, 'text/calendar'],
  [/^<svg[\s>]/i, 'image/svg+xml'],
  [/^<!doctype\s+svg/i, 'image/svg+xml'],
  [/^<(!doctype\s+html|html|head|body|script|iframe|style|title|meta|table|div)\b/i, 'text/html'],
];

/** The type of a text, `; charset=…` when it is not UTF-8; null for what is no text. */
export function textType(head: Buffer, extension: string): string | null {
  const charset = charsetOf(head);
  if (!charset) return null;
  const type = sortOf(new TextDecoder(charset).decode(head), extension);
  return charset === 'utf-8' ? type : `${type}; charset=${charset}`;
}

function sortOf(text: string, extension: string): string {
  const declared = /^\s*<\?xml\b/.test(text);
  const start = text.replace(/^(\s+|<\?xml[^>]*\?>|<!--[^]*?-->)+/, '');
  for (const [form, type] of byStart) if (form.test(start)) return type;
  return byExtension[extension] ?? (declared ? 'application/xml' : 'text/plain');
}

function charsetOf(head: Buffer): string | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (head.some(isControl)) return null;
  try {
    // A part of a longer text may end inside a character, so the last one is waited for.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return 'utf-8';
  } catch {
    return looksRussian(head) ? 'windows-1251' : null;
  }
}

/** Control characters that no text has; tab, line breaks and the escape of terminals are ones that some have. */
const isControl = (byte: number): boolean => (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 27) || byte === 0x7f;

/** Most bytes above ASCII are Russian letters, as windows-1251 numbers them; it has no character 0x98. */
function looksRussian(head: Buffer): boolean {
  let letters = 0;
  let high = 0;
  for (const byte of head) {
    if (byte < 0x80) continue;
    if (byte === 0x98) return false;
    high++;
    if (byte >= 0xc0 || byte === 0xa8 || byte === 0xb8) letters++;
  }
  return letters * 10 >= high * 7;
}
