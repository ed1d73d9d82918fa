/** The lines of a vCard file, versions 2.1 (versit), 3.0 (RFC 2426) and 4.0 (RFC 6350), without meaning. */
export type VCardLine = {
  /** `ITEM1` of `item1.TEL`, or an empty text. */
  group: string;
  /** In capitals. */
  name: string;
  /** Values of TYPE, and the bare words of 2.1, in small letters. */
  types: string[];
  /** The other parameters, names in capitals. */
  parameters: Map<string, string>;
  /** Unfolded and decoded to text, escapes still in it. */
  value: string;
  /** Number of the first physical line, from 1. */
  number: number;
  cut: boolean;
};

const LONGEST_LINE = 1_000_000;
/** Name and parameters of a line; what is longer is no vCard. */
const LONGEST_HEAD = 2_000;

/** Takes the text of a file and gives its logical lines one by one: folded lines and soft line breaks
 *  of quoted-printable joined, values decoded. A line over a million characters is cut there. What has
 *  no colon, or two thousand characters before it, is not a line and is left out. */
export function* vcardLines(text: string): Generator<VCardLine> {
  let pieces: string[] = [];
  let length = 0;
  let first = 0;
  let number = 0;
  let cut = false;
  let quotedPrintable = false;
  let softBreak = false;

  const take = (piece: string) => {
    const room = LONGEST_LINE - length;
    cut ||= piece.length > room;
    if (room > 0) pieces.push(piece.slice(0, room));
    length += Math.min(piece.length, room);
  };
  for (const physical of physicalLines(text)) {
    number++;
    const folded = !softBreak && /^[ \t]/.test(physical);
    if (!softBreak && !(folded && pieces.length)) {
      const line = lineOf(pieces.join(''), first, cut);
      if (line) yield line;
      pieces = [];
      length = 0;
      first = number;
      cut = false;
      quotedPrintable = /^[^:]{1,200}quoted-printable/i.test(physical.slice(0, 300));
    }
    softBreak = quotedPrintable && physical.endsWith('=');
    take(physical.slice(folded ? 1 : 0, softBreak ? -1 : undefined));
  }
  const line = lineOf(pieces.join(''), first, cut);
  if (line) yield line;
}

function* physicalLines(text: string): Generator<string> {
  const breaks = /\r\n?|\n/g;
  let start = text.startsWith('\ufeff') ? 1 : 0;
  breaks.lastIndex = start;
  for (let found = breaks.exec(text); found; found = breaks.exec(text)) {
    yield text.slice(start, found.index);
    start = breaks.lastIndex;
  }
  yield text.slice(start);
}

function lineOf(text: string, number: number, cut: boolean): VCardLine | null {
  const [head, value] = splitOutsideQuotes(text, ':');
  if (value === undefined || head.length > LONGEST_HEAD) return null;
  const [fullName = '', ...parts] = splitAll(head.trim(), ';');
  const dot = fullName.lastIndexOf('.');
  const types: string[] = [];
  const parameters = new Map<string, string>();
  for (const part of parts) {
    const [key = '', given] = splitOutsideQuotes(part, '=');
    const values = (given ?? key).replace(/"/g, '');
    if (given === undefined && /^(quoted-printable|base64)$/i.test(key)) parameters.set('ENCODING', key.toLowerCase());
    else if (given === undefined || key.toUpperCase() === 'TYPE')
      types.push(
        ...values
          .toLowerCase()
          .split(',')
          .map((type) => type.trim()),
      );
    else parameters.set(key.trim().toUpperCase(), values);
  }
  return {
    group: fullName.slice(0, Math.max(dot, 0)).toUpperCase(),
    name: fullName.slice(dot + 1).toUpperCase(),
    types,
    parameters,
    value: decoded(value, parameters),
    number,
    cut,
  };
}

function decoded(value: string, parameters: Map<string, string>): string {
  const encoding = parameters.get('ENCODING')?.toLowerCase();
  const charset = parameters.get('CHARSET');
  if (encoding === 'quoted-printable') {
    return value.replace(/(?:=[0-9a-f]{2})+/gi, (run) =>
      bytesToText(
        Uint8Array.from(run.slice(1).split('='), (hex) => parseInt(hex, 16)),
        charset,
      ),
    );
  }
  if ((encoding !== 'b' && encoding !== 'base64') || value.length > 100_000) return value;
  try {
    return bytesToText(
      Uint8Array.from(atob(value.replace(/\s+/g, '')), (char) => char.charCodeAt(0)),
      charset,
    );
  } catch {
    return value; // not base64 after all: the text as it stands
  }
}

/** Old phones write windows-1251 without saying so: strict UTF-8 first, as in every import here. */
function bytesToText(bytes: Uint8Array, charset = 'utf-8'): string {
  for (const label of [charset, 'utf-8']) {
    try {
      return new TextDecoder(label, { fatal: true }).decode(bytes);
    } catch {
      /* an unknown label or other bytes: the next one */
    }
  }
  return new TextDecoder('windows-1251').decode(bytes);
}

function splitOutsideQuotes(text: string, mark: string): [string, string | undefined] {
  let quoted = false;
  for (let index = 0; index < text.length; index++) {
    if (text[index] === '"') quoted = !quoted;
    else if (text[index] === mark && !quoted) return [text.slice(0, index), text.slice(index + 1)];
  }
  return [text, undefined];
}

function splitAll(text: string, mark: string): string[] {
  const parts: string[] = [];
  for (let rest: string | undefined = text; rest !== undefined;) {
    const [part, more] = splitOutsideQuotes(rest, mark);
    parts.push(part);
    rest = more;
  }
  return parts;
}
