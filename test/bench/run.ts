/**
 * `npm run bench [-- --counterparties 100000 --documents 300000 --data <folder>]`: fills a database once, then measures
 * each scenario beside two baselines of the same run, and writes docs/benchmarks.md.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { startEmbedded } from '../../server/db/embedded.ts';
import { httpClient, startServer } from './child.ts';
import { compare, type Timing } from './measure.ts';
import { scenarios, type Facts } from './scenarios.ts';

const { values: o } = parseArgs({ options: { counterparties: { type: 'string', default: '100000' }, documents: { type: 'string', default: '300000' }, data: { type: 'string', default: 'data/bench' } } });
const person = 'director@large.example';
const password = 'demo-flydoc';

mkdirSync(resolve(o.data), { recursive: true });
const database = process.env.DATABASE_URL ? null : await startEmbedded({ dataDir: resolve(o.data), log: () => {} });
const url = process.env.DATABASE_URL ?? database?.url ?? '';
try {
  await main();
} finally {
  await database?.stop();
}

async function main(): Promise<void> {
  const owner = await connect();
  const ready = await owner.query(`select 1 from account where email = $1`, [person]).then((r) => r.rows.length > 0, () => false);
  if (!ready) execFileSync('npm', ['run', '--silent', 'demo:large', '--', '--counterparties', o.counterparties, '--documents', o.documents], { env: { ...process.env, DATABASE_URL: url }, stdio: 'inherit' });
  const us = await startServer('./our-server.ts', { DATABASE_URL: url });
  const bare = await startServer('./bare-server.ts');
  try {
    const rows: string[] = [];
    const failures: string[] = [];
    for (const lanes of [1, 8]) {
      const http = httpClient(us.port, lanes);
      const plain = httpClient(bare.port, lanes);
      const { cookie, status } = await http('POST', '/api/v1/session', {}, { email: person, password });
      if (status !== 200) throw new Error(`${person} could not sign in (${status})`);
      const facts = await factsOf(owner, http, cookie);
      const clients = await Promise.all(Array.from({ length: lanes }, connect));
      for (const s of scenarios) {
        const sample = await Promise.all(s.requests(facts, 0).map((r) => http(r.method, r.path, { cookie }, r.body)));
        for (const [n, reply] of sample.entries()) {
          if (reply.status >= 300) throw new Error(`${s.name}: ${reply.status} ${reply.text.slice(0, 300)}`);
          await plain('PUT', `/${s.name}${n}`, {}, { text: reply.text });
        }
        const free = [...clients];
        const timing = await compare(
          {
            ours: (i) => Promise.all(s.requests(facts, i).map((r) => http(r.method, r.path, { cookie }, r.body))),
            sql: async (i) => {
              const client = free.pop();
              if (!client) throw new Error('more work than connections');
              await s.sql(facts, client, i);
              free.push(client);
            },
            http: (i) => Promise.all(s.requests(facts, i).map((r, n) => plain(r.method, `/${s.name}${n}`, { cookie }, r.body))),
          },
          { count: s.name === 'create' ? 100 : 150, lanes, rounds: 4 },
        );
        const ratio = timing.ours.p50 / (timing.sql.p50 + timing.http.p50);
        if (lanes === 1 && ratio > 1.5) failures.push(`${s.name}: ${ratio.toFixed(2)}`);
        const bytes = sample.reduce((n, r) => n + Buffer.byteLength(r.text), 0);
        rows.push(`| ${s.title} | ${lanes} | ${ms(timing.ours)} | ${ms(timing.sql)} | ${ms(timing.http)} | ${ratio.toFixed(2)} | ${(bytes / 1024).toFixed(1)} |`);
        console.log(rows.at(-1));
      }
      await Promise.all(clients.map((c) => c.end()));
    }
    const { rows: counted } = await owner.query<{ c: string; d: string; v: string }>('select (select count(*) from counterparty) as c, (select count(*) from document) as d, version() as v');
    write(rows, counted[0]);
    console.log(failures.length === 0 ? 'Every scenario is within 1.5 × (bare SQL + bare HTTP) at one connection.' : `Above the bar of 1.5 at one connection: ${failures.join(', ')}`);
    if (failures.length > 0) process.exitCode = 1;
  } finally {
    us.stop();
    bare.stop();
    await owner.end();
  }
}

/** A plain connection; when the run fails, the server that stops under it must not hide why. */
async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  return client;
}

function ms(t: Timing): string {
  return `${t.p50.toFixed(2)} / ${t.p95.toFixed(2)}`;
}

async function factsOf(owner: pg.Client, http: ReturnType<typeof httpClient>, cookie: string): Promise<Facts> {
  const me = JSON.parse((await http('GET', '/api/v1/me', { cookie })).text) as { id: string; organisation: { id: string } };
  const orgId = me.organisation.id;
  const one = async (text: string, values: unknown[]): Promise<Record<string, string>> => ((await owner.query(text, values)).rows[0] ?? {}) as Record<string, string>;
  const { group = '' } = await one('select "group" from counterparty where org_id = $1 and "group" is not null group by 1 order by count(*) desc limit 1', [orgId]);
  const { n = '0' } = await one('select count(*) as n from counterparty where org_id = $1 and "group" = $2', [orgId, group]);
  const deep = await one('select name, id from counterparty where org_id = $1 and "group" = $2 and deleted_at is null order by name, id offset $3 limit 1', [orgId, group, Math.floor(Number(n) * 0.8)]);
  const cards = (await owner.query<{ id: string }>('select counterparty as id from document where org_id = $1 and counterparty is not null group by 1 having count(*) >= 2 limit 200', [orgId])).rows.map((r) => r.id);
  const names = (await owner.query<{ name: string }>('select name from counterparty where org_id = $1 and id = any($2)', [orgId, cards])).rows;
  const words = names.flatMap((r) => r.name.toLowerCase().replaceAll('ё', 'е').match(/[а-я]{6,}/g) ?? []).map((w) => w.slice(1, 6)).slice(0, 100);
  return { orgId, userId: me.id, group, deepName: deep.name ?? '', deepId: deep.id ?? '', cursor: Buffer.from(JSON.stringify(['name', 0, deep.name, deep.id])).toString('base64url'), cards, words };
}

/** Puts the table between the marks of docs/benchmarks.md; what else stands there stays. */
function write(rows: readonly string[], counted: { c: string; d: string; v: string } | undefined): void {
  const [begin, end] = ['<!-- bench:begin -->', '<!-- bench:end -->'];
  const file = 'docs/benchmarks.md';
  const text = readFileSync(file, 'utf8');
  const head = `\`npm run bench\`, ${new Date().toISOString().slice(0, 10)}: ${Number(counted?.c).toLocaleString('en')} counterparties, ${Number(counted?.d).toLocaleString('en')} documents; ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.version}, ${counted?.v.split(' on ')[0] ?? ''}.\nMilliseconds, p50 / p95. The last ratio is ours p50 / (bare SQL p50 + bare HTTP p50).`;
  const table = ['| what | connections | ours | bare SQL | bare HTTP | ratio | kB |', '|---|---|---|---|---|---|---|', ...rows].join('\n');
  writeFileSync(file, `${text.slice(0, text.indexOf(begin) + begin.length)}\n${head}\n\n${table}\n${text.slice(text.indexOf(end))}`);
}
