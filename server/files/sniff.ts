/** The type of a file, told from its first bytes. What the sender says is not believed; the extension only chooses inside a family. */
import { textType } from './sniff-text.ts';

type Test = (head: Buffer) => boolean;

const at = (offset: number, ...bytes: (number | string)[]): Test => {
  const wanted = Buffer.concat(bytes.map((b) => (typeof b === 'string' ? Buffer.from(b, 'latin1') : Buffer.of(b))));
  return (head) => head.length >= offset + wanted.length && head.subarray(offset, offset + wanted.length).equals(wanted);
};
const both = (...tests: Test[]): Test => (head) => tests.every((test) => test(head));

/** Magic numbers. The order matters only where one is a part of another. */
const magic: readonly (readonly [Test, string])[] = [
  [at(0, '%PDF-'), 'application/pdf'],
  [at(0, 0x89, 'PNG\r\n', 0x1a, '\n'), 'image/png'],
  [at(0, 0xff, 0xd8, 0xff), 'image/jpeg'],
  [at(0, 'GIF87a'), 'image/gif'],
  [at(0, 'GIF89a'), 'image/gif'],
  [both(at(0, 'RIFF'), at(8, 'WEBP')), 'image/webp'],
  [both(at(0, 'RIFF'), at(8, 'WAVE')), 'audio/wav'],
  [both(at(0, 'RIFF'), at(8, 'AVI ')), 'video/x-msvideo'],
  [both(at(0, 'BM'), at(6, 0, 0, 0, 0)), 'image/bmp'],
  [at(0, 'II', 0x2a, 0), 'image/tiff'],
  [at(0, 'MM', 0, 0x2a), 'image/tiff'],
  [at(0, '{\\rtf'), 'application/rtf'],
  [at(0, 'ID3'), 'audio/mpeg'],
  [at(0, 'OggS'), 'application/ogg'],
  [at(0, 'fLaC'), 'audio/flac'],
  [at(0, 0x1a, 0x45, 0xdf, 0xa3), 'video/x-matroska'],
  [at(0, 'Rar!', 0x1a, 0x07), 'application/vnd.rar'],
  [at(0, '7z', 0xbc, 0xaf, 0x27, 0x1c), 'application/x-7z-compressed'],
  [at(0, 0x1f, 0x8b), 'application/gzip'],
  [at(257, 'ustar'), 'application/x-tar'],
];

/** Brands of the ISO container that phones write pictures and films in. */
const brands: Readonly<Record<string, string>> = {
  avif: 'image/avif', heic: 'image/heic', heix: 'image/heic', mif1: 'image/heif', 'qt  ': 'video/quicktime', 'M4A ': 'audio/mp4', 'M4B ': 'audio/mp4',
};

const oldOffice: Readonly<Record<string, string>> = {
  doc: 'application/msword', dot: 'application/msword', xls: 'application/vnd.ms-excel', xlt: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint', pps: 'application/vnd.ms-powerpoint', msg: 'application/vnd.ms-outlook', vsd: 'application/vnd.visio',
};

const ooxml = 'application/vnd.openxmlformats-officedocument.';
const office: Readonly<Record<string, string>> = {
  docx: `${ooxml}wordprocessingml.document`, xlsx: `${ooxml}spreadsheetml.sheet`, pptx: `${ooxml}presentationml.presentation`,
};
const folders: Readonly<Record<string, keyof typeof office>> = { 'word/': 'docx', 'xl/': 'xlsx', 'ppt/': 'pptx' };

/** Takes the first kilobytes of a content and its cleaned name. Text in another encoding than UTF-8 names it in `charset`. */
export function sniff(head: Buffer, name: string): string {
  const extension = /\.([a-z0-9]{1,10})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  for (const [test, type] of magic) if (test(head)) return type;
  if (at(0, 'PK', 3, 4)(head) || at(0, 'PK', 5, 6)(head)) return zipType(head, extension);
  if (at(0, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)(head)) return oldOffice[extension] ?? 'application/x-ole-storage';
  if (at(4, 'ftyp')(head)) return brands[head.toString('latin1', 8, 12)] ?? 'video/mp4';
  // Frames of MPEG audio have no more of a mark than eleven set bits.
  if (extension === 'mp3' && head[0] === 0xff && ((head[1] ?? 0) & 0xe6) === 0xe2) return 'audio/mpeg';
  // Scanners and mail gateways put rubbish before the mark; readers look for it in the first kilobyte.
  if (extension === 'pdf' && head.subarray(0, 1024).includes('%PDF-')) return 'application/pdf';
  return textType(head, extension) ?? 'application/octet-stream';
}

/** Office documents are archives: the names of their first entries tell which. */
function zipType(head: Buffer, extension: string): string {
  const names: string[] = [];
  for (let from = head.indexOf('PK\x03\x04', 0, 'latin1'); from >= 0 && from + 30 <= head.length; from = head.indexOf('PK\x03\x04', from + 4, 'latin1')) {
    const nameEnd = from + 30 + head.readUInt16LE(from + 26);
    const name = head.toString('latin1', from + 30, nameEnd);
    names.push(name);
    if (names.length === 1 && name === 'mimetype') {
      // OpenDocument and EPUB write their type here, stored as it is.
      const start = nameEnd + head.readUInt16LE(from + 28);
      const written = /^application\/(vnd\.oasis\.opendocument\.[a-z-]+|epub\+zip)/.exec(head.toString('latin1', start, start + 100).split('PK')[0] ?? '');
      if (written) return written[0];
    }
  }
  for (const [folder, kind] of Object.entries(folders)) if (names.some((n) => n.startsWith(folder))) return office[kind] ?? '';
  // Too long a first entry hides the folder; that it is of the family can still be seen.
  if (names.some((n) => n === '[Content_Types].xml' || n.startsWith('_rels/') || n.startsWith('docProps/'))) return office[extension] ?? 'application/zip';
  return 'application/zip';
}
