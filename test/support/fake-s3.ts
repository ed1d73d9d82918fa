/** A store of objects that speaks as much of S3 as FlyDoc uses, and looks at every request as the real one would. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeS3 {
  readonly endpoint: string;
  readonly objects: Map<string, Buffer>;
  /** `METHOD /bucket/key`, parts of uploads with their number. */
  readonly requests: string[];
  /** Answers everything with 503 while set. */
  down: boolean;
  /** Uploads in parts that were neither completed nor aborted. */
  openUploads(): number;
  close(): Promise<void>;
}

export async function startFakeS3(accessKey: string): Promise<FakeS3> {
  const objects = new Map<string, Buffer>();
  const uploads = new Map<string, Map<number, Buffer>>();
  const requests: string[] = [];

  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => answer(request, response, body));
  });

  function answer(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
    const url = new URL(request.url ?? '/', 'http://s3');
    const key = url.pathname;
    const part = url.searchParams.get('partNumber');
    requests.push(`${request.method} ${key}${part ? ` part ${part}` : url.searchParams.has('uploads') ? ' parts' : url.searchParams.has('uploadId') ? ' end' : ''}`);
    const refuse = refusal(request, body, accessKey);
    if (fake.down) return void response.writeHead(503).end();
    if (refuse) return void response.writeHead(403, { 'content-type': 'application/xml' }).end(`<Error><Code>${refuse}</Code></Error>`);
    const xml = (text: string): void => void response.writeHead(200, { 'content-type': 'application/xml' }).end(text);
    const upload = url.searchParams.get('uploadId') ?? '';
    switch (request.method) {
      case 'HEAD': {
        const found = objects.get(key);
        return void response.writeHead(found ? 200 : 404, found ? { 'content-length': found.length } : {}).end();
      }
      case 'GET': {
        const found = objects.get(key);
        if (!found) return void response.writeHead(404, { 'content-type': 'application/xml' }).end('<Error><Code>NoSuchKey</Code></Error>');
        const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
        const bytes = from === undefined ? found : found.subarray(Number(from), Number(to) + 1);
        return void response.writeHead(from === undefined ? 200 : 206, { 'content-length': bytes.length }).end(bytes);
      }
      case 'PUT':
        if (part) uploads.get(upload)?.set(Number(part), body);
        else objects.set(key, body);
        return void response.writeHead(200, { etag: `"${createHash('md5').update(body).digest('hex')}"` }).end();
      case 'POST': {
        if (url.searchParams.has('uploads')) {
          const id = `upload-${requests.length}`;
          uploads.set(id, new Map());
          return xml(`<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`);
        }
        const numbers = [...body.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber>/g)].map((m) => Number(m[1]));
        objects.set(key, Buffer.concat(numbers.map((n) => uploads.get(upload)?.get(n) ?? Buffer.alloc(0))));
        uploads.delete(upload);
        return xml('<CompleteMultipartUploadResult></CompleteMultipartUploadResult>');
      }
      case 'DELETE':
        uploads.delete(upload);
        return void response.writeHead(204).end();
      default:
        return void response.writeHead(405).end();
    }
  }

  const fake: FakeS3 = {
    endpoint: '',
    objects,
    requests,
    down: false,
    openUploads: () => uploads.size,
    close: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(fake, { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }); // as: it listens on TCP
}

/** Signed by the right key, of the length announced, and of the hash that was signed. */
function refusal(request: IncomingMessage, body: Buffer, accessKey: string): string | null {
  const signed = request.headers.authorization ?? '';
  if (!signed.startsWith(`AWS4-HMAC-SHA256 Credential=${accessKey}/`) || !/Signature=[0-9a-f]{64}$/.test(signed)) return 'AccessDenied';
  if (body.length > 0 && Number(request.headers['content-length']) !== body.length) return 'MissingContentLength';
  const hash = request.headers['x-amz-content-sha256'];
  if (hash !== 'UNSIGNED-PAYLOAD' && hash !== createHash('sha256').update(body).digest('hex')) return 'XAmzContentSHA256Mismatch';
  return null;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer); // as: no encoding is set
  return Buffer.concat(chunks);
}
