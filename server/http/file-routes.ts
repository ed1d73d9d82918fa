/** Files: in as a form, out as a stream, and the versions of a document of the dossier. */
import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { documentOf, type Context } from '../context.ts';
import { sendFile, storedFile } from '../files/download.ts';
import { upload } from '../files/upload.ts';
import { versions } from '../files/versions.ts';
import { actorOf, callerOf, flag, idOf, onlyParameters, queryOf, sendWritten } from './request.ts';

const gigabyte = 1 << 30;

export async function fileRoutes(app: FastifyInstance, ctx: Context): Promise<void> {
  const limit = Number(process.env.FLYDOC_MAX_FILE) || gigabyte;

  await app.register(async (own) => {
    // The store counts the bytes: it can tell the limit, and it removes what it has written so far.
    await own.register(multipart, { throwFileSizeLimit: false, limits: { fileSize: Number.MAX_SAFE_INTEGER, fields: 10, fieldSize: 1000 } });
    // Any other body is left unread, so that the answer can be about files and not about JSON.
    own.removeContentTypeParser('application/json');
    own.addContentTypeParser('*', (_request, payload, done) => {
      payload.resume();
      done(null);
    });
    own.post('/files', async (request, reply) => sendWritten(reply, await upload(ctx, callerOf(request), request, limit)));
  });

  app.route({
    method: ['GET', 'HEAD'],
    url: '/files/:id',
    compress: false, // parts of a compressed answer are of no use, and most files are compressed already
    handler: async (request, reply) => {
      const query = queryOf(request);
      onlyParameters(query, ['download']);
      return sendFile(ctx, request, reply, await storedFile(ctx, actorOf(request), idOf(request)), flag(query, 'download'));
    },
  });

  app.get('/documents/file/:id/versions', (request) => versions(ctx, actorOf(request), documentOf(ctx, 'file'), idOf(request)));
}
