/** Small real files made in code: a pump's curve as PDF and PNG, tables and letters as text. */
import { crc32, deflateSync } from 'node:zlib';

export interface Curve {
  /** Latin, for the standard font of a PDF has no Cyrillic letters. */
  readonly model: string;
  /** Flow at the best point, m³/h, and head there, m. */
  readonly flow: number;
  readonly head: number;
}

/** Head at a share of the best flow: the usual parabola of a centrifugal pump. */
const headAt = (c: Curve, share: number): number => c.head * (1.22 - 0.22 * share * share);
const efficiencyAt = (share: number): number => Math.max(0, 1 - (share - 1) ** 2) * 0.76;

/** One page A5 across: axes, the curve of head, the curve of efficiency, the working point. */
export function curvePdf(c: Curve): Buffer {
  const [left, bottom, width, height] = [60, 60, 470, 290];
  const x = (share: number): string => (left + (share / 1.4) * width).toFixed(1);
  const y = (share: number): string => (bottom + share * height).toFixed(1);
  const steps = Array.from({ length: 29 }, (_, i) => i / 20);
  const path = (of: (share: number) => number): string => steps.map((s, i) => `${x(s)} ${y(of(s))} ${i === 0 ? 'm' : 'l'}`).join(' ');
  const top = c.head * 1.4;
  const grid = Array.from({ length: 8 }, (_, i) => `${x(i / 5)} ${y(0)} m ${x(i / 5)} ${y(1)} l ${x(0)} ${y(i / 7)} m ${x(1.4)} ${y(i / 7)} l`).join(' ');
  const label = (px: number | string, py: number | string, size: number, text: string): string => `BT /F1 ${size} Tf ${px} ${py} Td (${text}) Tj ET`;
  const content = [
    `0.85 G 0.5 w ${grid} S`,
    `0 G 1 w ${x(0)} ${y(1)} m ${x(0)} ${y(0)} l ${x(1.4)} ${y(0)} l S`,
    `0.04 0.35 0.7 RG 2 w ${path((s) => headAt(c, s) / top)} S`,
    `0.2 0.55 0.3 RG 1.5 w [5 3] 0 d ${path(efficiencyAt)} S [] 0 d`,
    `0.75 0.1 0.1 rg ${Number(x(1)) - 3} ${Number(y(c.head / top)) - 3} 6 6 re f 0 g`,
    label(left, 385, 16, `${c.model}   n = 2900 rpm`),
    label(Number(x(1)) + 8, Number(y(c.head / top)) + 6, 10, `Q = ${c.flow} m3/h, H = ${c.head} m`),
    label(left - 30, bottom + height + 8, 10, 'H, m'),
    label(left + width - 40, bottom - 34, 10, 'Q, m3/h'),
    ...[0, 1, 2, 3, 4, 5, 6, 7].map((i) => label(Number(x(i / 5)) - 6, bottom - 16, 8, String(Math.round((c.flow * i) / 5)))),
    ...[1, 2, 3, 4, 5, 6, 7].map((i) => label(left - 30, Number(y(i / 7)) - 3, 8, (top * (i / 7)).toFixed(0))),
  ].join('\n');
  return pdf(content);
}

function pdf(content: string): Buffer {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 420] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, i) => {
    const offset = text.length;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((o) => `${String(o).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

/** The same curve as a picture, 640 × 400. */
export function curvePng(c: Curve): Buffer {
  const [width, height] = [640, 400];
  const pixels = Buffer.alloc(width * height * 3, 0xff);
  const dot = (px: number, py: number, colour: readonly number[], size = 1): void => {
    for (let dy = 0; dy < size; dy++) {
      for (let dx = 0; dx < size; dx++) {
        const [column, row] = [Math.round(px) + dx, Math.round(py) + dy];
        if (column >= 0 && column < width && row >= 0 && row < height) pixels.set(colour, (row * width + column) * 3);
      }
    }
  };
  const x = (share: number): number => 40 + (share / 1.4) * 580;
  const y = (share: number): number => 370 - share * 340;
  for (let i = 0; i < 8; i++) {
    for (let s = 0; s < 1; s += 0.0015) {
      dot(x(i / 5), y(s), [222, 226, 230]);
      dot(x(s * 1.4), y(i / 7), [222, 226, 230]);
    }
  }
  for (let s = 0; s < 1.4; s += 0.0008) {
    dot(x(s), y(0), [40, 40, 40], 2);
    dot(x(s), y(efficiencyAt(s)), [51, 140, 77], 2);
    dot(x(s), y(headAt(c, s) / (c.head * 1.4)), [10, 90, 180], 3);
  }
  for (let s = 0; s < 1; s += 0.001) dot(x(0), y(s), [40, 40, 40], 2);
  dot(x(1) - 4, y(1 / 1.4) - 4, [190, 30, 30], 9);
  return png(width, height, pixels);
}

function png(width: number, height: number, pixels: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8); // eight bits, colours, no interlace
  const lines = Buffer.alloc(height * (width * 3 + 1));
  for (let row = 0; row < height; row++) pixels.copy(lines, row * (width * 3 + 1) + 1, row * width * 3, (row + 1) * width * 3);
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const around = Buffer.alloc(8);
    around.writeUInt32BE(data.length, 0);
    around.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([around.subarray(0, 4), body, around.subarray(4)]);
  };
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', header), chunk('IDAT', deflateSync(lines, { level: 6 })), chunk('IEND', Buffer.alloc(0))]);
}
