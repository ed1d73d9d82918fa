/** A bare Fastify that answers given bytes: what any HTTP answer of that size costs here. Prints its port. */
import Fastify from 'fastify';

const bodies = new Map<string, string>();
const app = Fastify({ bodyLimit: 1 << 24 });
app.put('/:name', async (request) => {
  const { name } = request.params as { name: string }; // as: named in the path
  bodies.set(name, String((request.body as { text: string }).text)); // as: only the bench speaks to this server
  return { ok: true };
});
app.get('/:name', (request, reply) => reply.type('application/json; charset=utf-8').send(bodies.get((request.params as { name: string }).name)));
app.post('/:name', (request, reply) => reply.code(201).type('application/json; charset=utf-8').send(bodies.get((request.params as { name: string }).name)));
console.log(`port ${new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port}`);
