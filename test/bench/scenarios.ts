/** What is measured: each as a request to us and as the least SQL that gives the same rows. */
import type pg from 'pg';
import { uuidv7 } from '../../kernel/uuid.ts';

export interface Facts {
  readonly orgId: string;
  readonly userId: string;
  /** A group with many rows, and the name that stands deep in it. */
  readonly group: string;
  readonly deepName: string;
  readonly deepId: string;
  /** Mark of the page that starts there. */
  readonly cursor: string;
  /** Counterparties with documents, by turns. */
  readonly cards: readonly string[];
  /** Parts of names, by turns. */
  readonly words: readonly string[];
}

export interface Scenario {
  readonly name: string;
  readonly title: string;
  readonly requests: (f: Facts, i: number) => { method: 'GET' | 'POST'; path: string; body?: unknown }[];
  readonly sql: (f: Facts, client: pg.ClientBase, i: number) => Promise<unknown>;
}

/** The columns of a counterparty's row, with the labels of what it refers to. */
const counterpartyRow = `c.id, c.name, c.full_name, c.kind, c.roles, c.inn, c.kpp, c.ogrn, c.okpo, c.phones, c.emails, c.sites, c.addresses, c.bank_accounts, c.note, c.attributes, c.version,
  c.created_at, c.updated_at, c.deleted_at, g.id as group_id, g.name as group_name, o.id as owner_id, o.name as owner_name, lf.id as lf_id, lf.name as lf_name, r.id as region_id, r.name as region_name,
  i.id as industry_id, i.name as industry_name, s.id as source_id, s.name as source_name, l.id as loyalty_id, l.name as loyalty_name, cb.id as cb_id, cb.name as cb_name, ub.id as ub_id, ub.name as ub_name`;
const counterpartyFrom = `counterparty c left join "group" g on g.org_id = c.org_id and g.id = c."group" left join employee o on o.org_id = c.org_id and o.id = c.owner
  left join classifier_item lf on lf.org_id = c.org_id and lf.id = c.legal_form left join classifier_item r on r.org_id = c.org_id and r.id = c.region
  left join classifier_item i on i.org_id = c.org_id and i.id = c.industry left join classifier_item s on s.org_id = c.org_id and s.id = c.source
  left join classifier_item l on l.org_id = c.org_id and l.id = c.loyalty left join employee cb on cb.org_id = c.org_id and cb.id = c.created_by left join employee ub on ub.org_id = c.org_id and ub.id = c.updated_by`;
const documentRow = `d.id, d.type, d.number, d.date, d.stage, d.title, d.starts_at, d.ends_at, d.due, d.body, d.attributes, d.version, d.created_at, d.updated_at, d.deleted_at,
  c.id as c_id, c.name as c_name, k.id as k_id, k.name as k_name, o.id as o_id, o.name as o_name, a.id as a_id, a.name as a_name, cb.id as cb_id, cb.name as cb_name, ub.id as ub_id, ub.name as ub_name`;
const documentFrom = `document d left join counterparty c on c.org_id = d.org_id and c.id = d.counterparty left join contact k on k.org_id = d.org_id and k.id = d.contact
  left join employee o on o.org_id = d.org_id and o.id = d.owner left join employee a on a.org_id = d.org_id and a.id = d.assignee
  left join employee cb on cb.org_id = d.org_id and cb.id = d.created_by left join employee ub on ub.org_id = d.org_id and ub.id = d.updated_by`;

/** The columns that the registry shows and asks for. */
const shown = 'name,group,inn,region,owner,phones,roles,industry,updatedAt';
const shownRow = `c.id, c.name, c.inn, c.phones, c.roles, c.version, c.updated_at, g.id as group_id, g.name as group_name, r.id as region_id, r.name as region_name, o.id as owner_id, o.name as owner_name, i.id as industry_id, i.name as industry_name`;
const shownFrom = `counterparty c left join "group" g on g.org_id = c.org_id and g.id = c."group" left join classifier_item r on r.org_id = c.org_id and r.id = c.region
  left join employee o on o.org_id = c.org_id and o.id = c.owner left join classifier_item i on i.org_id = c.org_id and i.id = c.industry`;

const json = (value: unknown): string => encodeURIComponent(JSON.stringify(value));
const pick = (list: readonly string[], i: number): string => list[i % list.length] ?? '';
const ask = (client: pg.ClientBase, name: string, text: string, values: unknown[]): Promise<unknown> => client.query({ name, text, values });

export const scenarios: readonly Scenario[] = [
  {
    name: 'list', title: 'registry: 50 rows of a group sorted by name',
    requests: (f) => [{ method: 'GET', path: `/api/v1/catalogs/counterparty?sort=name&limit=50&fields=${shown}&filter=${json({ group: f.group })}` }],
    sql: (f, client) => ask(client, 'b-list', `select ${shownRow} from ${shownFrom} where c.org_id = $1 and c."group" = $2 and c.deleted_at is null order by c.name, c.id limit 51`, [f.orgId, f.group]),
  },
  {
    name: 'deep', title: 'registry: a page deep inside, by key',
    requests: (f) => [{ method: 'GET', path: `/api/v1/catalogs/counterparty?sort=name&limit=50&fields=${shown}&filter=${json({ group: f.group })}&after=${f.cursor}` }],
    sql: (f, client) => ask(client, 'b-deep', `select ${shownRow} from ${shownFrom} where c.org_id = $1 and c."group" = $2 and c.deleted_at is null and (c.name, c.id) > ($3, $4) order by c.name, c.id limit 51`, [f.orgId, f.group, f.deepName, f.deepId]),
  },
  {
    name: 'whole', title: 'the same list with all 34 fields of each row',
    requests: (f) => [{ method: 'GET', path: `/api/v1/catalogs/counterparty?sort=name&limit=50&filter=${json({ group: f.group })}` }],
    sql: (f, client) => ask(client, 'b-whole', `select ${counterpartyRow} from ${counterpartyFrom} where c.org_id = $1 and c."group" = $2 and c.deleted_at is null order by c.name, c.id limit 51`, [f.orgId, f.group]),
  },
  {
    name: 'search', title: 'registry: by part of the name, 50 rows sorted by name',
    requests: (f, i) => [{ method: 'GET', path: `/api/v1/catalogs/counterparty?sort=name&limit=50&fields=${shown}&q=${encodeURIComponent(pick(f.words, i))}` }],
    sql: (f, client, i) => client.query(`select ${shownRow} from ${shownFrom} where c.org_id = $1 and c.search like $2 and c.deleted_at is null order by c.name, c.id limit 51`, [f.orgId, `%${pick(f.words, i)}%`]),
  },
  {
    name: 'card', title: 'card with its 20 latest documents (two requests at once)',
    requests: (f, i) => [
      { method: 'GET', path: `/api/v1/catalogs/counterparty/${pick(f.cards, i)}` },
      { method: 'GET', path: `/api/v1/documents?limit=20&filter=${json({ counterparty: pick(f.cards, i) })}` },
    ],
    sql: async (f, client, i) => {
      await ask(client, 'b-card', `select ${counterpartyRow} from ${counterpartyFrom} where c.org_id = $1 and c.id = $2`, [f.orgId, pick(f.cards, i)]);
      await ask(client, 'b-dossier', `select ${documentRow} from ${documentFrom} where d.org_id = $1 and d.counterparty = $2 and d.deleted_at is null order by d.date desc, d.id desc limit 21`, [f.orgId, pick(f.cards, i)]);
    },
  },
  {
    name: 'create', title: 'create a call (journal included, commit on disk)',
    requests: (f, i) => [{ method: 'POST', path: '/api/v1/documents/call', body: { title: 'Замер', counterparty: pick(f.cards, i), body: 'Обсудили поставку' } }],
    sql: async (f, client, i) => {
      const [id, operation] = [uuidv7(), uuidv7()];
      await client.query('begin');
      await ask(client, 'b-doc', `insert into document (org_id, id, type, date, stage, title, counterparty, owner, body, data, search, created_by, updated_by) values ($1, $2, 'call', current_date, 'planned', 'Замер', $3, $4, 'Обсудили поставку', '{"direction":"out"}', ' замер обсудили поставку', $4, $4)`, [f.orgId, id, pick(f.cards, i), f.userId]);
      await ask(client, 'b-op', `insert into operation (org_id, id, actor, kind, entity, entity_id) values ($1, $2, $3, 'create', 'call', $4)`, [f.orgId, operation, f.userId, id]);
      await ask(client, 'b-change', `insert into change (org_id, operation, n, entity, entity_id, action, version, after) values ($1, $2, 0, 'call', $3, 'create', 1, $4)`, [f.orgId, operation, id, JSON.stringify({ title: 'Замер', counterparty: pick(f.cards, i), body: 'Обсудили поставку', date: '2026-01-01', direction: 'out', stage: 'planned' })]);
      await ask(client, 'b-row', `select ${documentRow} from ${documentFrom} where d.org_id = $1 and d.id = $2`, [f.orgId, id]);
      await client.query('commit');
    },
  },
];
