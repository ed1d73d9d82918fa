/** Files in an S3-compatible service: `<prefix>ab/cd/<sha256>`. Uploads wait on the local disk until their hash and length are known. */
import {
  AbortMultipartUploadCommand, CompleteMultipartUploadCommand, CreateMultipartUploadCommand, GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client, UploadPartCommand,
} from '@aws-sdk/client-s3';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { openSpool, spool, type Spooled } from './spool.ts';
import { isHash, put, StoreUnavailable, type FileStore, type Staged } from './store.ts';

export interface S3Options {
  /** None for Amazon itself. */
  readonly endpoint: string | undefined;
  readonly bucket: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly prefix: string;
  /** Folder for uploads on their way. */
  readonly incoming: string;
  /** Contents above this many bytes go in parts of `partSize`; the service takes at most 10,000 parts, of 5 MB and more. */
  readonly partsAbove?: number;
  readonly partSize?: number;
}

const megabyte = 1 << 20;

export async function s3Store(o: S3Options): Promise<FileStore> {
  await openSpool(o.incoming);
  const client = new S3Client({
    endpoint: o.endpoint,
    region: o.region,
    // Without keys of its own the library looks where the machine keeps them.
    ...(o.accessKey ? { credentials: { accessKeyId: o.accessKey, secretAccessKey: o.secretKey } } : {}),
    // Services other than Amazon's rarely have a name per bucket, and not all know its newer checksums.
    forcePathStyle: o.endpoint !== undefined,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: 10_000, socketTimeout: 120_000 },
  });
  const at = (hash: string): { Bucket: string; Key: string } => ({ Bucket: o.bucket, Key: `${o.prefix}${hash.slice(0, 2)}/${hash.slice(2, 4)}/${hash}` });

  const stage: FileStore['stage'] = async (stream, limit): Promise<Staged> => {
    const spooled = await spool(o.incoming, stream, limit);
    const discard = (): Promise<void> => rm(spooled.path, { force: true });
    const keep = async (): Promise<void> => {
      try {
        if ((await sizeOf(spooled.hash)) === spooled.size) return;
        await (spooled.size > (o.partsAbove ?? 100 * megabyte) ? sendParts(spooled) : sendWhole(spooled));
      } catch (error) {
        throw asUnavailable(error);
      } finally {
        await discard();
      }
    };
    return { hash: spooled.hash, size: spooled.size, head: spooled.head, keep, discard };
  };

  const sizeOf = (hash: string): Promise<number | null> =>
    client.send(new HeadObjectCommand(at(hash))).then((head) => head.ContentLength ?? null, (error) => missing(error, null));

  async function sendWhole({ hash, size, path }: Spooled): Promise<void> {
    const command = new PutObjectCommand({ ...at(hash), Body: createReadStream(path), ContentLength: size, ContentType: 'application/octet-stream' });
    // The hash that we know anyway is signed with the request: the service refuses bytes that changed on their way.
    command.middlewareStack.add(
      (next) => (args) => {
        (args.request as { headers: Record<string, string> }).headers['x-amz-content-sha256'] = hash; // as: at this step it is a request of HTTP
        return next(args);
      },
      { step: 'build', name: 'contentHash' },
    );
    await client.send(command);
  }

  async function sendParts({ hash, size, path }: Spooled): Promise<void> {
    const partSize = o.partSize ?? 64 * megabyte;
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ ...at(hash), ContentType: 'application/octet-stream' }));
    try {
      const Parts: { PartNumber: number; ETag: string | undefined }[] = [];
      for (let start = 0; start < size; start += partSize) {
        const end = Math.min(start + partSize, size) - 1;
        const PartNumber = Parts.length + 1;
        const Body = createReadStream(path, { start, end });
        const { ETag } = await client.send(new UploadPartCommand({ ...at(hash), UploadId, PartNumber, Body, ContentLength: end - start + 1 }));
        Parts.push({ PartNumber, ETag });
      }
      await client.send(new CompleteMultipartUploadCommand({ ...at(hash), UploadId, MultipartUpload: { Parts } }));
    } catch (error) {
      // Parts of an unfinished upload cost money until somebody removes them.
      await client.send(new AbortMultipartUploadCommand({ ...at(hash), UploadId })).catch(() => undefined);
      throw error;
    }
    if ((await sizeOf(hash)) !== size) throw new Error('The store of files has put the parts together wrongly');
  }

  const get: FileStore['get'] = async (hash, range) => {
    if (!isHash(hash)) return null;
    try {
      const answer = await client.send(new GetObjectCommand({ ...at(hash), Range: range && `bytes=${range.start}-${range.end}` }));
      return (answer.Body as Readable | undefined) ?? null; // as: in Node the body is a stream of it
    } catch (error) {
      return missing(error, null);
    }
  };
  return { stage, get, put: (stream, limit) => put({ stage }, stream, limit) };
}

/** Only "no such object" means that there is none; a wrong key or a missing bucket must not look like an empty store. */
function missing<T>(error: unknown, instead: T): T {
  const { name } = error as { name?: string };
  if (name === 'NotFound' || name === 'NoSuchKey') return instead;
  throw asUnavailable(error);
}

const asUnavailable = (error: unknown): StoreUnavailable =>
  error instanceof StoreUnavailable ? error : new StoreUnavailable(`the store of files: ${(error as Error).name} ${(error as Error).message}`, { cause: error });
