/** Imports point one way: business → kernel, server and web → kernel; only the `main` files see the business lists. */
import { dirname, join, normalize } from 'node:path';
import { report, sources } from './files.ts';

/** Arrows between slices of business: whoever stands left may import what stands right. */
const slices: Readonly<Record<string, readonly string[]>> = { company: [], crm: [] };

/** Places on the server that know slices by name, and why. */
const knowBusiness: readonly [RegExp, string][] = [
  [/^server\/serve\.ts$/, 'the main file of the server'],
  [/^server\/(demo|company)\//, 'a new or demonstration company is filled with the catalogs of the product'],
  [/^server\/vcard\//, 'vCards speak of contacts'],
  [/^web\/main\.tsx$/, 'the main file of the client'],
  [/^(test|scripts)\//, 'tests and scripts walk all declarations'],
  [/^business\//, 'see the table of slices'],
];

const found: string[] = [];
for (const folder of ['kernel', 'business', 'server', 'web', 'test', 'scripts']) {
  for (const { path, text } of sources(folder, ['.ts', '.tsx', '.mjs'])) {
    for (const [, target = ''] of text.matchAll(/(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g)) {
      const why = refusal(path, normalize(join(dirname(path), target)).replaceAll('\\', '/'));
      if (why) found.push(`${path}: imports ${target}: ${why}`);
    }
  }
}
report('imports', found);

function refusal(from: string, to: string): string | null {
  const [fromTop, fromSlice = ''] = from.split('/');
  const [toTop, toSlice = ''] = to.split('/');
  const isTest = /\.test\.tsx?$/.test(from);
  if (fromTop === 'kernel' && toTop !== 'kernel' && !isTest) return 'the kernel stands alone';
  if (toTop === 'test' && fromTop !== 'test' && !isTest) return 'only tests use tests';
  if (toTop === 'business' && !knowBusiness.some(([place]) => place.test(from))) return 'only the main files see business';
  if (fromTop === 'business' && !isTest) {
    if (toTop !== 'kernel' && toTop !== 'business') return 'business knows the kernel alone';
    const crossing = from.includes('/', 9) && to.includes('/', 9) && fromSlice !== toSlice;
    if (toTop === 'business' && crossing && !slices[fromSlice]?.includes(toSlice)) return `no arrow from ${fromSlice} to ${toSlice} in scripts/lint/imports.ts`;
  }
  if (fromTop === 'server' && toTop === 'web') return 'the server knows no client';
  if (fromTop === 'web' && toTop === 'server') return 'the client knows no server';
  return null;
}
