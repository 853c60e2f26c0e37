-- The role the server works under: it reads and writes data, but owns nothing, so it can neither change the audit log nor
-- switch its triggers off. Where the migrating user may not make roles, the append-only triggers alone protect the log.

do $$
begin
  if not exists (select from pg_roles where rolname = 'relance_app') then
    create role relance_app nologin;
  end if;
  grant relance_app to current_user;
exception when insufficient_privilege or duplicate_object or unique_violation then
  raise notice 'The role relance_app was not made: %', sqlerrm;
end $$;

-- What audit_events and audit_changes hold is written by functions alone.
do $$
begin
  if exists (select from pg_roles where rolname = 'relance_app') then
    grant usage on schema public to relance_app;
    grant select, insert, update, delete on all tables in schema public to relance_app;
    grant usage, select on all sequences in schema public to relance_app;
    alter default privileges in schema public grant select, insert, update, delete on tables to relance_app;
    alter default privileges in schema public grant usage, select on sequences to relance_app;
    revoke insert, update, delete on audit_events, audit_changes, migrations from relance_app;
    revoke update, delete on audit_seals, versions from relance_app;
  end if;
end $$;
