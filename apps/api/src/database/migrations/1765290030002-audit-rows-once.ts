/**
 * The audit log turns each row into JSON once. PostgreSQL had taken the subqueries that do so apart, and turned a changed row into JSON
 * again for every field it compared: 100,000 leads changed by an import took ten times as long as the change itself.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm'

/** `rows`: record_id, salt, before, after, fields. The digests are those of before. */
const kept = (rows: string): string => `
    with d as materialized (${rows}
    ), kept as (
      insert into audit_changes (event_id, record_id, fields, digest, salt, before, after)
        select event, d.record_id, d.fields,
               sha256(d.salt || convert_to(array_to_string(d.fields, ',') || chr(10) || coalesce(d.before::text, '') || chr(10)
                                           || coalesce(d.after::text, ''), 'UTF8')),
               d.salt, d.before, d.after
          from d returning audit_changes.record_id, audit_changes.digest
    )
    select count(*), min(k.record_id),
           sha256(string_agg(convert_to(k.record_id, 'UTF8') || k.digest, '' order by k.record_id collate "C"))
      into changed, only_record, digest from kept k;`

/** `offset 0` keeps a subquery from being taken apart. */
const auditRows = (once: 'offset 0' | ''): string => `
create or replace function audit_rows() returns trigger language plpgsql security definer
set search_path = public, pg_temp set enable_nestloop = off set jit = off as $$
declare
  event uuid := uuid_v7();
  key text := tg_argv[0];
  omitted text[] := tg_argv[1]::text[];
  digest bytea;
  only_record text;
  changed int;
begin
  if tg_op = 'INSERT' then ${kept(`
      select r->>key as record_id, uuid_send(gen_random_uuid()) as salt, null::jsonb as before,
             jsonb_strip_nulls(r - omitted) as after, '{}'::text[] as fields
        from (select to_jsonb(a) as r from added a ${once}) rows`)}
  elsif tg_op = 'DELETE' then ${kept(`
      select r->>key as record_id, uuid_send(gen_random_uuid()) as salt, jsonb_strip_nulls(r - omitted) as before,
             null::jsonb as after, '{}'::text[] as fields
        from (select to_jsonb(b) as r from removed b ${once}) rows`)}
  else ${kept(`
      select b.r->>key as record_id, uuid_send(gen_random_uuid()) as salt, diff.before, diff.after, diff.fields
        from (select to_jsonb(x) as r from removed x ${once}) b
        join (select to_jsonb(x) as r from added x ${once}) a on a.r->>key = b.r->>key
        cross join lateral (
          select jsonb_object_agg(f.name, b.r->f.name) as before, jsonb_object_agg(f.name, a.r->f.name) as after,
                 array_agg(f.name order by f.name) as fields
            from jsonb_object_keys(a.r - omitted) as f(name)
           where a.r->f.name is distinct from b.r->f.name) diff
       where diff.fields is not null`)}
  end if;
  if changed > 0 then
    perform audit_add(event, case tg_op when 'INSERT' then 'created' when 'UPDATE' then 'updated' else 'deleted' end,
      tg_table_name::text, case when changed = 1 then only_record end, changed, '{}', digest);
  end if;
  return null;
end $$;`

export class AuditRowsOnce1765290030002 implements MigrationInterface {
  name = 'AuditRowsOnce1765290030002'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(auditRows('offset 0'))
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(auditRows(''))
  }
}
