/** Rules that keep the database ready to be distributed by company (docs/decisions/0003). */
import { report, sources, type Source } from './files.ts';

const found: string[] = [];
const say = (s: Source, at: number, why: string): void => void found.push(`${s.path}:${s.text.slice(0, at).split('\n').length}: ${why}`);

const migrations = sources('server/db/migrations', ['.sql']);
const code = sources('server', ['.ts']).filter((s) => !s.path.endsWith('.test.ts'));

/** Tables of companies: all that a migration makes with an org_id in their primary key. */
const tables = migrations.flatMap((m) => [...m.text.matchAll(/create table "?(\w+)"? \(([\s\S]*?)\n\);/g)].flatMap(([, name = '', body = '']) => (/primary key \(org_id/.test(body) ? [name] : [])));

for (const m of migrations) {
  const each = (pattern: RegExp, why: string): void => {
    for (const hit of m.text.matchAll(pattern)) say(m, hit.index, why);
  };
  each(/on delete set null|on update cascade/gi, 'does not work between shards: cascade, restrict, or set null in code');
  each(/^\s*(?:primary key|unique|check|foreign key)\b/gim, 'a constraint without a name');
  each(/(?:primary key|unique|foreign key) \((?!org_id\b)/gi, 'a key that does not begin with the company');
  each(/create unique index (?:(?!;)[\s\S])*? on "?\w+"? \((?!org_id\b)/gi, 'a unique index that does not begin with the company');
  each(/alter table [^;]*,\s*(?:add|drop|alter)\b/gi, 'several subcommands in one alter');
  each(/\bmerge into\b/gi, 'merge does not work between shards');
}

for (const s of code) {
  for (const hit of s.text.matchAll(/set_config\(\s*'app\.|\bset (?:local )?app\.(?!set_tenant)/gi)) say(s, hit.index, 'the company is set by app.set_tenant alone');
  for (const hit of s.text.matchAll(/`[^`]*`|'[^'\n]*'/g)) statement(s, hit[0], hit.index);
}

function statement(s: Source, text: string, at: number): void {
  if (!/\b(?:select|insert|update|delete)\b[\s\S]*\b(?:from|into|set|join)\b/i.test(text)) return;
  const named = tables.filter((t) => new RegExp(`\\b(?:from|join|into|update)\\s+"?${t}"?(?![\\w-])`, 'i').test(text));
  if (named.length > 0 && !/org_id/.test(text)) say(s, at, `a statement on ${named.join(', ')} that does not name the company`);
  if (/\bupdate\b[\s\S]*\bset\b[\s\S]*(?:gen_random_uuid|clock_timestamp|random\(\))/i.test(text)) say(s, at, 'a volatile function in an update: give the value from the application');
  if (/\binsert\b[\s\S]*\bselect\b[\s\S]*\bfrom (?:unnest|generate_series)\b/i.test(text)) say(s, at, 'insert … select from unnest: use several rows of values');
}

report('sql', found);
