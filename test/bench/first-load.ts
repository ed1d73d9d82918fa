/**
 * `npx tsx test/bench/first-load.ts`: what a browser fetches before the sign-in page and the registry stand, compressed.
 * Reads the built client in dist/web: the page, what it and the registry import, their styles, the two main fonts.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const limit = 250_000;
const folder = 'dist/web';
const assets = readdirSync(`${folder}/assets`).filter((name) => !/\.(br|gz|map)$/.test(name));
const page = readFileSync(`${folder}/index.html`, 'utf8');
const queue = [...(page.match(/assets\/[\w.-]+\.(?:js|css)/g) ?? []).map((path) => path.slice('assets/'.length)), ...assets.filter((name) => /^Registry[-.]/.test(name))];
const needed = new Set<string>();
for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
  if (needed.has(name)) continue;
  needed.add(name);
  if (!name.endsWith('.js')) continue;
  for (const [, imported = ''] of readFileSync(`${folder}/assets/${name}`, 'utf8').matchAll(/(?:from|import)\s*["'`]\.\/([\w.-]+\.js)["'`]/g)) queue.push(imported);
}
const compressed = [readFileSync(`${folder}/index.html`), ...[...needed].map((name) => readFileSync(`${folder}/assets/${name}`))];
// Fonts are compressed already. The extended alphabets are fetched only by pages that use them.
const fonts = assets.filter((name) => name.endsWith('.woff2') && !name.includes('-ext-')).map((name) => readFileSync(`${folder}/assets/${name}`).length);
const sum = (sizes: readonly number[]): number => sizes.reduce((a, b) => a + b, 0);
const gzip = sum(compressed.map((file) => gzipSync(file, { level: 9 }).length)) + sum(fonts);
const brotli = sum(compressed.map((file) => brotliCompressSync(file).length)) + sum(fonts);
console.log(`first load: ${(gzip / 1000).toFixed(1)} kB gzip, ${(brotli / 1000).toFixed(1)} kB brotli, of which fonts ${(sum(fonts) / 1000).toFixed(1)} kB`);
if (gzip > limit) process.exitCode = 1;
