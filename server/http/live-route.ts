/** `GET /live`: server-sent events, resumed from `Last-Event-ID`. */
import type { FastifyInstance } from 'fastify';
import type { Context } from '../context.ts';
import { changesSince, feedMark, type Page } from '../live/feed.ts';
import type { Hub } from '../live/hub.ts';
import { Unavailable } from './problem.ts';
import { actorOf } from './request.ts';

const heartbeat = 20_000;
/** A browser that reads nothing for this many bytes is let go; it comes back and resumes. */
const mostBuffered = 1 << 20;
const mostStreams = 2000;
/** How long a browser may take to read the end of its stream. */
const patience = 5000;

const event = (page: Page): string =>
  page.reset ? `id: ${page.mark}\nevent: reset\ndata: {}\n\n` : `id: ${page.mark}\nevent: change\ndata: ${JSON.stringify({ changes: page.changes })}\n\n`;

export function liveRoute(app: FastifyInstance, ctx: Context, hub: Hub): void {
  app.get('/live', async (request, reply) => {
    const actor = actorOf(request);
    const endings = hub.endings();
    if (hub.size() >= mostStreams) throw new Unavailable();
    const asked = request.headers['last-event-id'];
    const first: Page = typeof asked === 'string' && asked ? await changesSince(ctx, actor, asked) : { changes: [], mark: await feedMark(ctx, actor), reset: false };

    reply.hijack();
    const { raw } = reply;
    // Whoever leaves in the middle of a word breaks only their own stream.
    raw.on('error', () => undefined);
    if (raw.destroyed) return reply;
    raw.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no', Connection: 'keep-alive' });

    let stopped = false;
    const write = (text: string): void => {
      if (stopped) return;
      if (raw.writableLength > mostBuffered) return void raw.destroy();
      raw.write(text);
    };
    // The first event carries the mark, so that a break right after it loses nothing.
    write(`retry: 1000\n${event(first)}`);

    const stop = (): void => {
      if (stopped) return;
      stopped = true;
      clearInterval(beat);
      leave();
      raw.end();
      setTimeout(() => raw.destroy(), patience).unref();
    };
    const beat = setInterval(() => write(': \n\n'), heartbeat).unref();
    const leave = hub.add({ actor, mark: first.mark, told: new Set(), send: (page) => write(event(page)), end: stop });
    raw.on('close', stop);
    if (hub.endings() !== endings) return stop(), reply;
    // What was committed between the mark and here is told with the next wake.
    hub.wake(actor.orgId);
    return reply;
  });
}
