/** Files: sent in, kept once, given back to those who may have them, and harmless. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../server/files/open.ts';
import { s3Store } from '../server/files/s3.ts';
import { people } from './support/company.ts';
import { startFakeS3 } from './support/fake-s3.ts';
import { startApp, type Answer, type Client, type TestApp } from './support/app.ts';

let app: TestApp;
let manager: Client;
let outsider: Client;
let director: Client;
let foreigner: Client;

beforeAll(async () => {
  app = await startApp();
  [manager, outsider, director, foreigner] = await Promise.all([app.as('manager'), app.as('outsider'), app.as('director'), app.as('foreigner')]);
});
afterAll(() => app?.close());

const pdf = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF');
const png = Buffer.concat([Buffer.from([0x89]), Buffer.from('PNG\r\n\x1a\n'), Buffer.alloc(40)]);

const form = (...files: readonly [name: string, content: string | Uint8Array, type?: string][]): FormData => {
  const data = new FormData();
  for (const [name, content, type] of files) data.append('file', new Blob([content as BlobPart], { type: type ?? 'application/octet-stream' }), name);
  return data;
};
const send = (who: Client, name: string, content: string | Uint8Array, type?: string): Promise<Answer> => who.request('POST', 'files', form([name, content, type]));
const sendOne = async (who: Client, name: string, content: string | Uint8Array, type?: string): Promise<{ id: string; name: string; type: string; size: number; hash: string }> => {
  const answer = await send(who, name, content, type);
  expect(answer.text).toContain('rows');
  return answer.body.rows[0];
};
const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');
const keptAt = (hash: string): string => join(app.dataDir, 'files', hash.slice(0, 2), hash.slice(2, 4), hash);
const incoming = (): string[] => readdirSync(join(app.dataDir, 'files', 'incoming'));
const fileDocument = async (who: Client, file: string, more: object = {}): Promise<Answer> => who.post('documents/file', { title: 'Договор', file, ...more });

test('several files arrive in one form and come back as they were, under their Russian names', async () => {
  const answer = await manager.request('POST', 'files', form(['Договор №5.pdf', pdf, 'text/html'], ['заметка.txt', 'Ёлки — 5 шт.', 'image/png']));
  expect(answer.status).toBe(201);
  expect(answer.body.rows).toEqual([
    { id: expect.any(String), name: 'Договор №5.pdf', size: pdf.length, type: 'application/pdf', hash: sha256(pdf) },
    { id: expect.any(String), name: 'заметка.txt', size: 20, type: 'text/plain', hash: sha256('Ёлки — 5 шт.') },
  ]);
  const back = await manager.get(`files/${answer.body.rows[1].id}`);
  expect(back.status).toBe(200);
  expect(back.text).toBe('Ёлки — 5 шт.');
  expect(back.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(back.headers.get('content-disposition')).toBe(`inline; filename="_______.txt"; filename*=UTF-8''${encodeURIComponent('заметка.txt')}`);
  expect((await manager.get(`files/${answer.body.rows[1].id}`, { download: '1' })).headers.get('content-disposition')).toMatch(/^attachment;/);
});

test('the same content is stored once, whoever sends it', async () => {
  const content = `одно и то же ${randomUUID()}`;
  const [mine, theirs, foreign] = await Promise.all([sendOne(manager, 'а.txt', content), sendOne(outsider, 'б.txt', content), sendOne(foreigner, 'в.txt', content)]);
  expect(new Set([mine.hash, theirs.hash, foreign.hash]).size).toBe(1);
  expect(new Set([mine.id, theirs.id, foreign.id]).size).toBe(3);
  const inode = statSync(keptAt(mine.hash)).ino;
  await sendOne(manager, 'ещё раз.txt', content);
  expect(statSync(keptAt(mine.hash)).ino).toBe(inode);
  expect(incoming()).toEqual([]);
});

describe('who may have a file', () => {
  test('whoever uploaded it, and whoever reads a document that holds it', async () => {
    const file = await sendOne(manager, 'смета.pdf', pdf);
    for (const other of [director, outsider, foreigner]) expect((await other.get(`files/${file.id}`)).status).toBe(404);
    expect((await app.nobody.get(`files/${file.id}`)).status).toBe(401);

    const document = await fileDocument(manager, file.id);
    expect(document.status).toBe(201);
    expect(document.body.file).toEqual({ id: file.id, label: 'смета.pdf', size: pdf.length, type: 'application/pdf' });
    expect((await director.get(`files/${file.id}`)).status).toBe(200);
    for (const other of [outsider, foreigner]) expect((await other.get(`files/${file.id}`)).status).toBe(404);

    // The head sees the department's dossier; handed over to the outsider, the file is theirs too.
    expect((await (await app.as('head')).get(`files/${file.id}`)).status).toBe(200);
    const handed = await manager.patch(`documents/file/${document.body.id}`, { version: 1, assignee: people.outsider });
    expect(handed.status).toBe(200);
    expect((await outsider.get(`files/${file.id}`)).status).toBe(200);
  });

  test('nobody makes a file readable by naming it in a document of their own', async () => {
    const file = await sendOne(manager, 'тайна.txt', 'тайна');
    const attempt = await fileDocument(outsider, file.id);
    expect(attempt.status).toBe(422);
    expect(attempt.body.errors).toEqual([expect.objectContaining({ path: 'file', code: 'file' })]);
    expect((await outsider.get(`files/${file.id}`)).status).toBe(404);
    expect((await fileDocument(foreigner, file.id)).status).toBe(422);
  });

  test('a deleted document hides its file from all but those who may see the trash', async () => {
    const file = await sendOne(manager, 'черновик.txt', 'черновик');
    const document = await fileDocument(manager, file.id, { assignee: people.outsider });
    expect((await outsider.get(`files/${file.id}`)).status).toBe(200);
    expect((await manager.delete(`documents/file/${document.body.id}?version=1`)).status).toBe(200);
    expect((await outsider.get(`files/${file.id}`)).status).toBe(404);
    expect((await director.get(`files/${file.id}`)).status).toBe(200);
  });
});

test('a new version replaces the file, and the earlier ones stay readable with their document', async () => {
  const [first, second] = [await sendOne(manager, 'v1.txt', 'первая'), await sendOne(director, 'v2.txt', 'вторая')];
  const { body } = await fileDocument(manager, first.id);
  expect((await director.patch(`documents/file/${body.id}`, { version: 1, file: second.id })).status).toBe(200);
  expect((await director.patch(`documents/file/${body.id}`, { version: 2, title: 'Договор, правка' })).status).toBe(200);

  const list = await manager.get(`documents/file/${body.id}/versions`);
  expect(list.body.rows).toEqual([
    { version: 2, at: expect.any(String), by: { id: people.director, label: 'Дмитрий Директоров' }, file: { id: second.id, label: 'v2.txt', size: 12, type: 'text/plain' } },
    { version: 1, at: expect.any(String), by: { id: people.manager, label: 'Мария Менеджерова' }, file: { id: first.id, label: 'v1.txt', size: 12, type: 'text/plain' } },
  ]);
  expect((await director.get(`files/${first.id}`)).text).toBe('первая');
  expect((await manager.get(`files/${second.id}`)).text).toBe('вторая');
  expect((await outsider.get(`files/${first.id}`)).status).toBe(404);
  for (const other of [outsider, foreigner]) expect((await other.get(`documents/file/${body.id}/versions`)).status).toBe(404);
  expect((await manager.get(`documents/file/${randomUUID()}/versions`)).status).toBe(404);
});

test('names lose their tricks and keep their words', async () => {
  const nameOf = async (given: string): Promise<string> => {
    const boundary = 'granitsa';
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${given}"\r\ncontent-type: text/plain\r\n\r\n`;
    const answer = await manager.request('POST', 'files', Buffer.from(`${head}x\r\n--${boundary}--\r\n`), { 'content-type': `multipart/form-data; boundary=${boundary}` });
    expect(answer.status).toBe(201);
    return answer.body.rows[0].name;
  };
  expect(await nameOf('Акт сверки (Ёлка) №7.docx')).toBe('Акт сверки (Ёлка) №7.docx');
  expect(await nameOf('../../etc/passwd')).toBe('passwd');
  expect(await nameOf('..')).toBe('Файл.txt');
  expect(await nameOf('')).toBe('Файл.txt');
  expect(await nameOf('/')).toBe('Файл.txt');
  expect(await nameOf('a\u0000b\u0007.txt')).toBe('ab.txt');
  expect(await nameOf('счёт\u202Efdp.exe')).toBe('счётfdp.exe');
  expect(await nameOf('CON.txt')).toBe('_CON.txt');
  expect(await nameOf('имя. . .')).toBe('имя');
  expect(await nameOf('<i>x</b>|*?.txt')).toBe('b____.txt');
  const long = await nameOf(`${'ж'.repeat(400)}.docx`);
  expect(long).toMatch(/^ж+\.docx$/);
  expect(Buffer.byteLength(long)).toBeLessThanOrEqual(255);
  const tricky = await sendOne(manager, 'a"; filename=evil.exe\r\nX: y.txt', 'x');
  expect((await manager.get(`files/${tricky.id}`)).headers.get('x')).toBeNull();
});

test('the type is told by the content, whatever the sender says', async () => {
  const zip = (...entries: [string, string][]): Buffer =>
    Buffer.concat(entries.map(([name, body]) => {
      const head = Buffer.alloc(30);
      head.write('PK\x03\x04', 'latin1');
      head.writeUInt32LE(body.length, 18);
      head.writeUInt32LE(body.length, 22);
      head.writeUInt16LE(name.length, 26);
      return Buffer.concat([head, Buffer.from(name + body)]);
    }));
  const ole = Buffer.from('d0cf11e0a1b11ae10000000000000000', 'hex');
  const cases: [name: string, content: string | Buffer, type: string][] = [
    ['a.exe', png, 'image/png'],
    ['a.png', '<!doctype html><script>alert(1)</script>', 'text/html'],
    ['a.txt', '  <!-- x --><html><body>', 'text/html'],
    ['a.jpg', '<?xml version="1.0"?><!-- x --><svg xmlns="http://www.w3.org/2000/svg"/>', 'image/svg+xml'],
    ['a.docx', zip(['[Content_Types].xml', '<x/>'], ['word/document.xml', '<x/>']), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['a.zip', zip(['[Content_Types].xml', '<x/>'], ['xl/workbook.xml', '<x/>']), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['a.pptx', zip(['[Content_Types].xml', '<x/>'.repeat(2000)]), 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
    ['a.zip', zip(['mimetype', 'application/vnd.oasis.opendocument.text'], ['content.xml', '<x/>']), 'application/vnd.oasis.opendocument.text'],
    ['a.docx', zip(['readme.txt', 'hello']), 'application/zip'],
    ['a.xls', ole, 'application/vnd.ms-excel'],
    ['a.bin', ole, 'application/x-ole-storage'],
    ['a.doc', '{\\rtf1 hello}', 'application/rtf'],
    ['a.csv', 'имя;сумма\r\nРомашка;5', 'text/csv'],
    ['people', 'BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD', 'text/vcard'],
    ['old.txt', Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 0x2c, 0x20, 0xec, 0xe8, 0xf0]), 'text/plain; charset=windows-1251'],
    ['cut.txt', `${'a'.repeat(4095)}ж`, 'text/plain'],
    ['a.txt', Buffer.from([1, 2, 3, 0, 255]), 'application/octet-stream'],
    ['empty', '', 'text/plain'],
  ];
  for (const [name, content, type] of cases) expect([name, (await sendOne(manager, name, content, 'image/jpeg')).type]).toEqual([name, type]);
  const old = await sendOne(manager, 'old.txt', cases[14]![1]);
  expect((await manager.get(`files/${old.id}`)).headers.get('content-type')).toBe('text/plain; charset=windows-1251');
});

test('what could run scripts is saved and not shown, and runs nothing when shown', async () => {
  for (const [name, content] of [['a.html', '<html><script>alert(1)</script>'], ['a.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'], ['a.xml', '<?xml version="1.0"?><a/>']]) {
    const { headers } = await manager.get(`files/${(await sendOne(manager, name!, content!)).id}`);
    expect(headers.get('content-disposition')).toMatch(/^attachment;/);
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';.* sandbox$/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toMatch(/^private/);
  }
  const shown = await manager.get(`files/${(await sendOne(manager, 'a.pdf', pdf)).id}`);
  expect(shown.headers.get('content-disposition')).toMatch(/^inline;/);
  expect(shown.headers.get('content-security-policy')).not.toContain('sandbox');
  expect(shown.headers.get('content-security-policy')).toContain("default-src 'none'");
});

test('parts of a file, and a file that the browser has already', async () => {
  const content = 'abcdefghij'.repeat(1000);
  const { id, hash } = await sendOne(manager, 'part.txt', content);
  const part = (range: string, more: Record<string, string> = {}): Promise<Answer> => manager.request('GET', `files/${id}`, undefined, { range, ...more });
  const middle = await part('bytes=10-19');
  expect([middle.status, middle.text, middle.headers.get('content-range')]).toEqual([206, 'abcdefghij', 'bytes 10-19/10000']);
  expect((await part('bytes=-3')).text).toBe('hij');
  expect((await part('bytes=9998-')).text).toBe('ij');
  expect((await part('bytes=9998-20000')).headers.get('content-range')).toBe('bytes 9998-9999/10000');
  const beyond = await part('bytes=10000-');
  expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */10000']);
  for (const odd of ['bytes=5-2', 'lines=1-2', 'bytes=0-1,5-6', 'bytes=x-']) expect((await part(odd)).status).toBe(200);
  expect((await part('bytes=0-1', { 'if-range': `"${hash}"` })).status).toBe(206);
  expect((await part('bytes=0-1', { 'if-range': '"other"' })).text).toHaveLength(10_000);

  const again = await manager.request('GET', `files/${id}`, undefined, { 'if-none-match': `"x", W/"${hash}"` });
  expect([again.status, again.text]).toEqual([304, '']);
  const head = await manager.request('HEAD', `files/${id}`);
  expect([head.status, head.text, head.headers.get('content-length'), head.headers.get('etag')]).toEqual([200, '', '10000', `"${hash}"`]);
  expect((await manager.get(`files/${id}`)).headers.get('content-encoding')).toBeNull();
});

test('a form that is none, or brings no file, is refused and leaves nothing', async () => {
  const problem = async (answer: Promise<Answer>): Promise<[number, string]> => {
    const { status, body } = await answer;
    return [status, body.errors?.[0] ? `${body.errors[0].path} ${body.errors[0].code}` : body.code];
  };
  const stray = new FormData();
  stray.append('title', 'x');
  const wrongField = new FormData();
  wrongField.append('upload', new Blob(['x']), 'x.txt');
  const many = form(...Array.from({ length: 51 }, (_, i): [string, string] => [`${i}.txt`, `file ${i}`]));
  expect(await problem(manager.post('files', { file: 'x' }))).toEqual([415, 'content-type']);
  expect(await problem(manager.request('POST', 'files', 'x'.repeat(3 << 20), { 'content-type': 'text/plain' }))).toEqual([415, 'content-type']);
  expect(await problem(manager.request('POST', 'files', form()))).toEqual([422, 'file fileMissing']);
  expect(await problem(manager.request('POST', 'files', stray))).toEqual([422, 'title unknownField']);
  expect(await problem(manager.request('POST', 'files', wrongField))).toEqual([422, 'upload unknownField']);
  expect(await problem(manager.request('POST', 'files', many))).toEqual([422, 'file tooMany']);
  expect(await problem(manager.request('POST', 'files', 'rubbish', { 'content-type': 'multipart/form-data' }))).toEqual([400, 'broken-upload']);
  expect(await problem(manager.request('POST', 'files', 'rubbish', { 'content-type': 'multipart/form-data; boundary=x' }))).toEqual([400, 'broken-upload']);
  expect(await problem(manager.request('POST', 'files', '--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nhalf', { 'content-type': 'multipart/form-data; boundary=x' }))).toEqual([400, 'broken-upload']);
  expect(await problem(app.nobody.request('POST', 'files', form(['a', 'b'])))).toEqual([401, 'signInFirst']);
  expect(incoming()).toEqual([]);
  expect(existsSync(keptAt(sha256('file 0')))).toBe(false);
  expect((await manager.get('files/none')).status).toBe(404);
  expect(await problem(manager.get(`files/${randomUUID()}`, { x: '1' }))).toEqual([422, 'x parameter']);
});

test('a repeat with the same key gets the ids of the first, and a second key with it is refused', async () => {
  const key = { 'idempotency-key': randomUUID() };
  const once = (name: string, content: string): Promise<Answer> => manager.request('POST', 'files', form([name, content]), key);
  const [first, second] = await Promise.all([once('a.txt', 'раз'), once('a.txt', 'раз')]);
  const third = await once('a.txt', 'раз');
  expect(new Set([first.text, second.text, third.text]).size).toBe(1);
  expect(third.headers.get('idempotent-replay')).toBe('true');
  expect((await once('a.txt', 'другое')).body).toMatchObject({ status: 409, code: 'keyReused' });
  const { rows } = await app.db.query("select kind, count from operation where key = $1", [key['idempotency-key']]);
  expect(rows).toEqual([{ kind: 'upload', count: 1 }]);
  expect((await app.db.query('select 1 from stored_file where hash = $1', [sha256('раз')])).rowCount).toBe(1);
});

/** Sends a form of one file by hand, as the body comes. */
function sending(who: Client, size: number | undefined): { request: http.ClientRequest; answer: Promise<{ status: number; text: string }>; end: () => void } {
  const tail = '\r\n--x--\r\n';
  const head = '--x\r\ncontent-disposition: form-data; name="file"; filename="big.bin"\r\n\r\n';
  const length = size === undefined ? {} : { 'content-length': head.length + size + tail.length };
  const request = http.request(`${app.url}/api/v1/files`, { method: 'POST', headers: { cookie: who.cookie, 'content-type': 'multipart/form-data; boundary=x', ...length } });
  const answer = new Promise<{ status: number; text: string }>((resolve, reject) => {
    request.on('error', reject);
    request.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk)).on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
  });
  request.write(head);
  return { request, answer, end: () => request.end(tail) };
}

test('an upload that breaks off leaves nothing', async () => {
  const marker = randomBytes(1 << 20);
  const { request, answer } = sending(manager, 50 << 20);
  answer.catch(() => undefined);
  request.write(marker);
  await expect.poll(() => incoming().length).toBe(1);
  request.destroy();
  await expect.poll(() => incoming().length).toBe(0);
  expect(existsSync(keptAt(sha256(marker)))).toBe(false);
});

test('300 MB flow through in both directions without being held', async () => {
  const size = 300 << 20;
  const chunk = randomBytes(1 << 20);
  let peak = 0;
  const watch = (): void => void (peak = Math.max(peak, process.memoryUsage.rss()));
  const before = process.memoryUsage.rss();
  const { request, answer, end } = sending(manager, size);
  const hash = createHash('sha256');
  for (let sent = 0; sent < size; sent += chunk.length) {
    hash.update(chunk);
    watch();
    if (!request.write(chunk)) await new Promise((resolve) => request.once('drain', resolve));
  }
  end();
  const { status, text } = await answer;
  expect(status).toBe(201);
  const [file] = JSON.parse(text).rows;
  const expected = hash.digest('hex');
  expect(file).toMatchObject({ size, hash: expected, type: 'application/octet-stream' });

  const back = createHash('sha256');
  const download = await fetch(`${app.url}/api/v1/files/${file.id}`, { headers: { cookie: manager.cookie } });
  for await (const piece of download.body!) {
    back.update(piece);
    watch();
  }
  expect(back.digest('hex')).toBe(expected);
  expect(peak - before).toBeLessThan(200 << 20);
});

test('what a crash has left in the folder of uploads goes at the next start, and what another writes stays', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'flydoc-spool-'));
  const uploads = join(folder, 'files', 'incoming');
  mkdirSync(uploads, { recursive: true });
  const put = (name: string, hours: number): void => {
    writeFileSync(join(uploads, name), 'x');
    const when = Date.now() / 1000 - hours * 3600;
    utimesSync(join(uploads, name), when, when);
  };
  const host = hostname().replace(/[^\w-]/g, '_');
  put(`${host}~999999999~dead`, 0);
  put(`${host}~${process.pid}~earlier-life`, 48);
  put(`${host}~${process.pid}~now`, 0);
  put(`${host}~${process.ppid}~colleague`, 48);
  put('elsewhere~7~fresh', 1);
  put('elsewhere~7~stale', 48);
  await openStore(folder, {});
  expect(readdirSync(uploads).sort()).toEqual([`${host}~${process.pid}~now`, `${host}~${process.ppid}~colleague`, 'elsewhere~7~fresh'].sort());
  rmSync(folder, { recursive: true });
});

test('a damaged content is put right by the next upload of the same', async () => {
  const file = await sendOne(manager, 'x.txt', 'целое содержимое');
  writeFileSync(keptAt(file.hash), 'це');
  const again = await sendOne(manager, 'x.txt', 'целое содержимое');
  expect((await manager.get(`files/${again.id}`)).text).toBe('целое содержимое');
  rmSync(keptAt(file.hash));
  expect((await manager.get(`files/${again.id}`)).status).toBe(404);
});

describe('a company that keeps its files in a bucket', () => {
  const accessKey = 'AKIDEXAMPLE';

  test('sends them there once, signed, and reads them back; a limit and a failing store are told plainly', async () => {
    const s3 = await startFakeS3(accessKey);
    Object.assign(process.env, { FLYDOC_S3_ENDPOINT: s3.endpoint, FLYDOC_S3_BUCKET: 'papers', FLYDOC_S3_ACCESS_KEY: accessKey, FLYDOC_S3_SECRET_KEY: 'secret', FLYDOC_S3_PREFIX: 'firm/', FLYDOC_MAX_FILE: '3000000' });
    const remote = await startApp();
    for (const name of Object.keys(process.env)) if (name.startsWith('FLYDOC_S3_') || name === 'FLYDOC_MAX_FILE') delete process.env[name];
    try {
      const who = await remote.as('manager');
      const content = randomBytes(2_000_000);
      const hash = sha256(content);
      const key = `/papers/firm/${hash.slice(0, 2)}/${hash.slice(2, 4)}/${hash}`;
      const first = await sendOne(who, 'a.bin', content);
      const second = await sendOne(who, 'b.bin', content);
      expect(second.id).not.toBe(first.id);
      expect(s3.requests).toEqual([`HEAD ${key}`, `PUT ${key}`, `HEAD ${key}`]);
      expect(s3.objects.get(key)?.equals(content)).toBe(true);
      const back = await fetch(`${remote.url}/api/v1/files/${first.id}`, { headers: { cookie: who.cookie } });
      expect(Buffer.from(await back.arrayBuffer()).equals(content)).toBe(true);
      const part = await fetch(`${remote.url}/api/v1/files/${first.id}`, { headers: { cookie: who.cookie, range: 'bytes=5-9' } });
      expect(Buffer.from(await part.arrayBuffer()).equals(content.subarray(5, 10))).toBe(true);

      const large = await send(who, 'c.bin', randomBytes(3_000_001));
      expect([large.status, large.body.code]).toEqual([413, 'too-large']);
      const both = await who.request('POST', 'files', form(['small.txt', 'small'], ['large.bin', randomBytes(4_000_000)]));
      expect(both.status).toBe(413);
      expect([...s3.objects.keys()]).toEqual([key]);

      s3.down = true;
      const failed = await send(who, 'd.bin', 'd');
      expect([failed.status, failed.body.code]).toEqual([503, 'store-unavailable']);
      s3.objects.clear();
      expect((await who.get(`files/${first.id}`)).status).toBe(503);
      s3.down = false;
      expect((await who.get(`files/${first.id}`)).status).toBe(404);
      expect(readdirSync(join(remote.dataDir, 'files', 'incoming'))).toEqual([]);
    } finally {
      await remote.close();
      await s3.close();
    }
  });

  test('large ones go in parts, and nothing stays of one that fails', async () => {
    const s3 = await startFakeS3(accessKey);
    const folder = mkdtempSync(join(tmpdir(), 'flydoc-s3-'));
    const store = await s3Store({
      endpoint: s3.endpoint, bucket: 'papers', region: 'us-east-1', accessKey, secretKey: 'secret', prefix: '', incoming: join(folder, 'incoming'), partsAbove: 1 << 20, partSize: 600_000,
    });
    const content = randomBytes(1_500_000);
    const { hash } = await store.put(Readable.from([content.subarray(0, 7), content.subarray(7)]), 2_000_000);
    expect([...s3.objects.values()][0]?.equals(content)).toBe(true);
    expect(s3.requests.filter((r) => r.includes('part'))).toHaveLength(4);
    expect((await store.get(hash, { start: 1_499_990, end: 1_499_999 }))).not.toBeNull();

    const staged = await store.stage(Readable.from([randomBytes(1_500_000)]), 2_000_000);
    s3.down = true;
    await expect(staged.keep()).rejects.toThrow('the store of files');
    expect(s3.openUploads()).toBe(0);
    expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
    await s3.close();
    rmSync(folder, { recursive: true });
  });
});
