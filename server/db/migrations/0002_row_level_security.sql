-- Row-level security: the second barrier behind the explicit org_id of every query. It binds the role `flydoc_app`,
-- under which the application works; the owner of the tables migrates and takes backups.

do $$
declare t text;
begin
  foreach t in array array['operation', 'change', 'counter', 'link', 'department', 'role', 'employee', 'group', 'classifier', 'classifier_item',
    'counterparty', 'contact', 'document', 'stored_file', 'activity_movement', 'activity_balance'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy tenant on %I using (org_id = nullif(current_setting(''app.org_id'', true), '''')::uuid)', t);
  end loop;
end $$;

do $$
begin
  if not exists (select from pg_roles where rolname = 'flydoc_app') then
    create role flydoc_app nologin;
  end if;
exception when insufficient_privilege then
  raise warning 'The role flydoc_app could not be created: row-level security stays off until the administrator of the server creates it and grants it to %', current_user;
end $$;

do $$
declare t text;
begin
  if not exists (select from pg_roles where rolname = 'flydoc_app') then
    return;
  end if;
  execute format('grant flydoc_app to %I', current_user);
  grant usage on schema public, app to flydoc_app;
  grant execute on all functions in schema app to flydoc_app;
  foreach t in array array['organisation', 'account', 'session', 'counter', 'link', 'department', 'role', 'employee', 'group', 'classifier', 'classifier_item',
    'counterparty', 'contact', 'document', 'stored_file', 'activity_movement', 'activity_balance'] loop
    execute format('grant select, insert, update, delete on %I to flydoc_app', t);
  end loop;
  -- The journal is append-only for the application.
  grant select, insert on operation, change to flydoc_app;
exception when insufficient_privilege then
  raise warning 'flydoc_app could not be granted to %: row-level security stays off', current_user;
end $$;
