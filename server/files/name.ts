/** Names of files, as they are stored and as they are given back. */

/** Control characters, and what turns the direction of writing or cannot be seen: `exe.tnuocca‮.pdf` must not look like a PDF. */
// oxlint-disable-next-line no-control-regex -- it is what must go
const unseen = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;
/** Names that Windows keeps for devices, with any extension. */
const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;

/** Most file systems take names up to this many bytes of UTF-8. */
const longest = 255;

/** A name that any disk takes and that hides nothing; empty when nothing of it is left. */
export function cleanName(given: string): string {
  const last = given.toWellFormed().normalize('NFC').replace(unseen, '').split(/[/\\]/).at(-1) ?? '';
  const name = last
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^ +|[. ]+$/g, '');
  return shortened(reserved.test(name) ? `_${name}` : name);
}

/** Cuts the stem and keeps the extension, by which people and programs tell what the file is. */
function shortened(name: string): string {
  if (Buffer.byteLength(name) <= longest) return name;
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && Buffer.byteLength(name.slice(dot)) <= 40 ? name.slice(dot) : '';
  let room = longest - Buffer.byteLength(extension);
  let stem = '';
  for (const char of name) {
    room -= Buffer.byteLength(char);
    if (room < 0) break;
    stem += char;
  }
  return stem.trimEnd() + extension;
}

/** RFC 6266: a name in ASCII for old programs, the true one in the form of RFC 5987. */
export function disposition(how: 'inline' | 'attachment', name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${how}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

const extensions: Readonly<Record<string, string>> = {
  'application/pdf': '.pdf', 'image/png': '.png', 'image/jpeg': '.jpg', 'image/gif': '.gif', 'image/webp': '.webp', 'text/plain': '.txt', 'text/csv': '.csv', 'text/vcard': '.vcf',
};

/** The extension of a file that came without a name (a pasted picture). */
export const extensionOf = (type: string): string => extensions[type.split(';')[0] ?? ''] ?? '';
