-- The foundation: companies, people, journal, catalogs of clients, documents, files, registers.
-- Rules that hold for every table here and later: org_id first in every key, named constraints, one statement each
-- (docs/decisions/0003-one-database-many-companies.md).

create extension if not exists pg_trgm;
create extension if not exists btree_gin;
create schema if not exists app;

-- Every transaction says first for whom it runs; row-level security reads it. Plain `set local`, so that it also
-- reaches the workers of a distributed database.
create or replace function app.set_tenant(org uuid, usr uuid) returns void language plpgsql as $$
begin
  execute format('set local app.org_id = %L', org);
  execute format('set local app.user_id = %L', coalesce(usr::text, ''));
end $$;

-- Typed readings of JSON values, immutable so that an index can be built on them.
create or replace function app.as_date(value text) returns date language sql immutable parallel safe return make_date(substr(value, 1, 4)::int, substr(value, 6, 2)::int, substr(value, 9, 2)::int);
create or replace function app.as_numeric(value text) returns numeric language sql immutable parallel safe return value::numeric;
-- Times inside JSON are stored in UTC with a fixed width ('2026-11-23T07:00:00.000Z').
create or replace function app.as_time(value text) returns timestamptz language sql immutable parallel safe
  return make_timestamptz(substr(value, 1, 4)::int, substr(value, 6, 2)::int, substr(value, 9, 2)::int, substr(value, 12, 2)::int, substr(value, 15, 2)::int, substr(value, 18, 6)::float8, 'UTC');

-- Reference tables: known before the company is.

create table organisation (
  id uuid constraint organisation_pk primary key,
  name text not null,
  settings jsonb not null default '{}',
  created_at timestamptz not null default now()
);

create table account (
  email text constraint account_email primary key,
  org_id uuid not null,
  employee uuid not null,
  password_hash text,
  password_changed_at timestamptz not null default now(),
  failures integer not null default 0,
  locked_until timestamptz,
  constraint account_employee unique (org_id, employee)
);

create table session (
  token_hash text constraint session_pk primary key,
  id uuid not null,
  org_id uuid not null,
  employee uuid not null,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  user_agent text not null default '',
  ip text not null default ''
);
create index session_of_employee on session (org_id, employee);

-- The journal.

create table operation (
  org_id uuid not null,
  id uuid not null,
  at timestamptz not null default now(),
  actor uuid,
  kind text not null,
  entity text,
  entity_id uuid,
  count integer not null default 1,
  key text,
  request_hash text,
  status smallint,
  answer text,
  xid xid8 not null default pg_current_xact_id(),
  constraint operation_pk primary key (org_id, id)
);
create unique index operation_key on operation (org_id, actor, key) where key is not null;
create index operation_recent on operation (org_id, at desc, id desc);
create index operation_of_actor on operation (org_id, actor, at desc, id desc);
create index operation_order on operation (org_id, xid);

create table change (
  org_id uuid not null,
  operation uuid not null,
  n integer not null,
  entity text not null,
  entity_id uuid not null,
  action text not null constraint change_action check (action in ('create', 'update', 'stage', 'delete', 'restore')),
  version integer not null,
  before jsonb,
  after jsonb,
  constraint change_pk primary key (org_id, operation, n),
  constraint change_operation foreign key (org_id, operation) references operation (org_id, id)
);
create index change_of_row on change (org_id, entity_id, version desc);

create table counter (
  org_id uuid not null,
  name text not null,
  year integer not null,
  value bigint not null,
  constraint counter_pk primary key (org_id, name, year)
);

-- References that are not columns: inside lists, in several-valued fields, in a document's own fields.
create table link (
  org_id uuid not null,
  source uuid not null,
  field text not null,
  target uuid not null,
  entity text not null,
  constraint link_pk primary key (org_id, source, field, target)
);
create index link_to on link (org_id, target, field, source);

-- People.

create table department (
  org_id uuid not null,
  id uuid not null,
  name text collate "ru-x-icu" not null,
  parent uuid,
  head uuid,
  "order" integer,
  attributes jsonb not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid,
  updated_at timestamptz not null default now(),
  updated_by uuid,
  deleted_at timestamptz,
  deleted_by uuid,
  constraint department_pk primary key (org_id, id),
  constraint department_parent foreign key (org_id, parent) references department (org_id, id)
);
create index department_list on department (org_id, "order", name, id);

create table role (
  org_id uuid not null,
  id uuid not null,
  name text collate "ru-x-icu" not null,
  key text,
  scope text not null constraint role_scope check (scope in ('own', 'team', 'company')),
  rights text[] not null default '{}',
  note text,
  attributes jsonb not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid,
  updated_at timestamptz not null default now(),
  updated_by uuid,
  deleted_at timestamptz,
  deleted_by uuid,
  constraint role_pk primary key (org_id, id),
  constraint role_key unique (org_id, key)
);

create table employee (
  org_id uuid not null,
  id uuid not null,
  name text collate "ru-x-icu" not null,
  email text not null,
  department uuid,
  roles uuid[] not null default '{}',
  position text,
  phone text,
  language text not null default 'ru',
  time_zone text not null default 'Europe/Moscow',
  active boolean not null default true,
  search text not null default '',
  attributes jsonb not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid,
  updated_at timestamptz not null default now(),
  updated_by uuid,
  deleted_at timestamptz,
  deleted_by uuid,
  constraint employee_pk primary key (org_id, id),
  constraint employee_department foreign key (org_id, department) references department (org_id, id)
);
create unique index employee_email on employee (org_id, email) where deleted_at is null;
create index employee_list on employee (org_id, name, id);
create index employee_search on employee using gin (org_id, search gin_trgm_ops);
alter table department add constraint department_head foreign key (org_id, head) references employee (org_id, id);

-- Clients.

create table "group" (
  org_id uuid not null,
  id uuid not null,
  name text collate "ru-x-icu" not null,
  colour text not null,
  mark text not null,
  "order" integer,
  attributes jsonb not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid,
  updated_at timestamptz not null default now(),
  updated_by uuid,
  deleted_at timestamptz,
  deleted_by uuid,
  constraint group_pk primary key (org_id, id)
);

create table classifier (
  org_id uuid not null,
  id uuid not null,
  name text collate "ru-x-icu" not null,
  key text not null,
  note text,
  attributes jsonb not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid,
  updated_at timestamptz not null default now(),
  updated_by uuid,
  deleted_at timestamptz,
  deleted_by uuid,
  constraint classifier_pk primary key (org_id, id)
);
create unique index classifier_key on classifier (org_id, key) where deleted_at is null;

create table classifier_item (
  org_id uuid not null,
  id uuid not null,
  classifier uuid not null,
  parent uuid,
  code text,
  name text collate "ru-x-icu" not null,
  "order" integer,
  retired boolean not null default false,
  search text not null default '',
  attributes jsonb not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid,
  updated_at timestamptz not null default now(),
  updated_by uuid,
  deleted_at timestamptz,
  deleted_by uuid,
  constraint classifier_item_pk primary key (org_id, id),
  constraint classifier_item_classifier foreign key (org_id, classifier) references classifier (org_id, id),
  constraint classifier_item_parent foreign key (org_id, parent) references classifier_item (org_id, id)
);
create index classifier_item_list on classifier_item (org_id, classifier, "order", name, id);
create index classifier_item_children on classifier_item (org_id, parent);
create index classifier_item_search on classifier_item using gin (org_id, search gin_trgm_ops);

create table counterparty (
  org_id uuid not null,
  id uuid not null,
  name text collate "ru-x-icu" not null,
  full_name text collate "ru-x-icu",
  kind text not null constraint counterparty_kind check (kind in ('legal', 'sole-trader', 'person')),
  roles text[] not null default '{}',
  "group" uuid,
  owner uuid,
  inn text,
  kpp text,
  ogrn text,
  okpo text,
  legal_form uuid,
  region uuid,
  industry uuid,
  source uuid,
  loyalty uuid,
  phones jsonb not null default '[]',
  emails jsonb not null default '[]',
  sites jsonb not null default '[]',
  addresses jsonb not null default '[]',
  bank_accounts jsonb not null default '[]',
  note text,
  search text not null default '',
  keys text[] not null default '{}',
  attributes jsonb not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid,
  updated_at timestamptz not null default now(),
  updated_by uuid,
  deleted_at timestamptz,
  deleted_by uuid,
  constraint counterparty_pk primary key (org_id, id),
  constraint counterparty_group foreign key (org_id, "group") references "group" (org_id, id),
  constraint counterparty_owner foreign key (org_id, owner) references employee (org_id, id),
  constraint counterparty_legal_form foreign key (org_id, legal_form) references classifier_item (org_id, id),
  constraint counterparty_region foreign key (org_id, region) references classifier_item (org_id, id),
  constraint counterparty_industry foreign key (org_id, industry) references classifier_item (org_id, id),
  constraint counterparty_source foreign key (org_id, source) references classifier_item (org_id, id),
  constraint counterparty_loyalty foreign key (org_id, loyalty) references classifier_item (org_id, id)
);
create index counterparty_name on counterparty (org_id, name, id) where deleted_at is null;
create index counterparty_group_name on counterparty (org_id, "group", name, id) where deleted_at is null;
create index counterparty_owner_name on counterparty (org_id, owner, name, id) where deleted_at is null;
create index counterparty_region_name on counterparty (org_id, region, name, id) where deleted_at is null;
create index counterparty_industry_name on counterparty (org_id, industry, name, id) where deleted_at is null;
create index counterparty_updated on counterparty (org_id, updated_at desc, id desc) where deleted_at is null;
create index counterparty_inn on counterparty (org_id, inn, id) where deleted_at is null;
create index counterparty_search on counterparty using gin (org_id, search gin_trgm_ops);
create index counterparty_keys on counterparty using gin (org_id, keys);
create index counterparty_trash on counterparty (org_id, deleted_at desc, id) where deleted_at is not null;

create table contact (
  org_id uuid not null,
  id uuid not null,
  name text collate "ru-x-icu" not null,
  last_name text collate "ru-x-icu",
  first_name text collate "ru-x-icu",
  middle_name text collate "ru-x-icu",
  positions jsonb not null default '[]',
  owner uuid,
  phones jsonb not null default '[]',
  emails jsonb not null default '[]',
  messengers jsonb not null default '[]',
  sites jsonb not null default '[]',
  addresses jsonb not null default '[]',
  birthday date,
  preferred_channel text,
  consent text not null default 'unknown' constraint contact_consent check (consent in ('unknown', 'given', 'withdrawn')),
  consent_date date,
  source uuid,
  note text,
  search text not null default '',
  keys text[] not null default '{}',
  attributes jsonb not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid,
  updated_at timestamptz not null default now(),
  updated_by uuid,
  deleted_at timestamptz,
  deleted_by uuid,
  constraint contact_pk primary key (org_id, id),
  constraint contact_owner foreign key (org_id, owner) references employee (org_id, id),
  constraint contact_source foreign key (org_id, source) references classifier_item (org_id, id)
);
create index contact_name on contact (org_id, name, id) where deleted_at is null;
create index contact_owner_name on contact (org_id, owner, name, id) where deleted_at is null;
create index contact_updated on contact (org_id, updated_at desc, id desc) where deleted_at is null;
create index contact_search on contact using gin (org_id, search gin_trgm_ops);
create index contact_keys on contact using gin (org_id, keys);
create index contact_trash on contact (org_id, deleted_at desc, id) where deleted_at is not null;

-- Documents: one header for all types.

create table document (
  org_id uuid not null,
  id uuid not null,
  type text not null,
  number text,
  date date not null,
  stage text not null,
  closed boolean not null default false,
  title text collate "ru-x-icu",
  counterparty uuid,
  contact uuid,
  owner uuid not null,
  assignee uuid,
  parent uuid,
  starts_at timestamptz,
  ends_at timestamptz,
  due timestamptz,
  body text,
  data jsonb not null default '{}',
  search text not null default '',
  attributes jsonb not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid,
  updated_at timestamptz not null default now(),
  updated_by uuid,
  deleted_at timestamptz,
  deleted_by uuid,
  constraint document_pk primary key (org_id, id),
  constraint document_number unique (org_id, type, number),
  constraint document_counterparty foreign key (org_id, counterparty) references counterparty (org_id, id),
  constraint document_contact foreign key (org_id, contact) references contact (org_id, id),
  constraint document_owner foreign key (org_id, owner) references employee (org_id, id),
  constraint document_assignee foreign key (org_id, assignee) references employee (org_id, id),
  constraint document_parent foreign key (org_id, parent) references document (org_id, id)
);
create index document_date on document (org_id, date desc, id desc) where deleted_at is null;
create index document_type_date on document (org_id, type, date desc, id desc) where deleted_at is null;
create index document_dossier on document (org_id, counterparty, date desc, id desc) where deleted_at is null;
create index document_contact_date on document (org_id, contact, date desc, id desc) where deleted_at is null and contact is not null;
create index document_owner_date on document (org_id, owner, date desc, id desc) where deleted_at is null;
create index document_todo on document (org_id, assignee, due, id) where deleted_at is null and not closed;
create index document_starts on document (org_id, starts_at, id) where deleted_at is null and starts_at is not null;
create index document_children on document (org_id, parent) where parent is not null;
create index document_search on document using gin (org_id, search gin_trgm_ops);
create index document_trash on document (org_id, deleted_at desc, id) where deleted_at is not null;

-- Files: what was uploaded, by content.

create table stored_file (
  org_id uuid not null,
  id uuid not null,
  hash text not null,
  name text not null,
  size bigint not null,
  type text not null,
  created_at timestamptz not null default now(),
  created_by uuid,
  constraint stored_file_pk primary key (org_id, id)
);
create index stored_file_hash on stored_file (org_id, hash);

-- Register: work done with counterparties.

create table activity_movement (
  org_id uuid not null,
  document uuid not null,
  n integer not null,
  at date not null,
  counterparty uuid not null,
  employee uuid not null,
  calls integer not null default 0,
  meetings integer not null default 0,
  trips integer not null default 0,
  letters integer not null default 0,
  constraint activity_movement_pk primary key (org_id, document, n),
  constraint activity_movement_document foreign key (org_id, document) references document (org_id, id)
);
create index activity_movement_key on activity_movement (org_id, counterparty, employee, at);

create table activity_balance (
  org_id uuid not null,
  counterparty uuid not null,
  employee uuid not null,
  calls integer not null default 0,
  meetings integer not null default 0,
  trips integer not null default 0,
  letters integer not null default 0,
  constraint activity_balance_pk primary key (org_id, counterparty, employee),
  constraint activity_balance_bounds check (calls >= 0 and meetings >= 0 and trips >= 0 and letters >= 0)
);
