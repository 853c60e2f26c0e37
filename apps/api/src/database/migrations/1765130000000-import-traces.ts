/**
 * Leads found by the ids of their source; the audit log names the file and the lines of an import; the values that an undo needs are
 * dropped when it is too late for one.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Of leads that have such an id alone: a list without ids pays nothing for it. */
const IDS = `
create index leads_external_ids on leads using gin (external_ids jsonb_path_ops) where external_ids <> '{}';`

const auditAdd = (details: string): string => `
create or replace function audit_add(event uuid, action text, resource text, record_id text, row_count int, details jsonb, digest bytea)
returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare actor jsonb := audit_actor();
begin
  insert into audit_events (id, origin, actor_id, actor_name, actor_role, request_id, action, resource, record_id,
      row_count, details, changes_digest)
    values (event, coalesce(actor->>'origin', 'database'), (actor->>'id')::uuid, coalesce(actor->>'name', '?'),
      actor->>'role', actor->>'requestId', action, resource, record_id, row_count,
      ${details} || case when actor->>'tokenId' is null then '{}' else
        jsonb_build_object('tokenId', actor->>'tokenId', 'tokenOwner', actor->>'tokenOwner') end, digest);
  insert into audit_unsealed (event_id) values (event);
end $$;`

/** As before, and with what the transaction says of its own: an import, where each of its rows comes from. */
const AUDIT = auditAdd(`coalesce(nullif(current_setting('relance.details', true), '')::jsonb, '{}') || details`)

const VALUES = `
alter table imports add column values_dropped_at timestamptz;
create index imports_with_values on imports (started_at) where values_dropped_at is null;`

export class ImportTraces1765130000000 implements MigrationInterface {
  name = 'ImportTraces1765130000000'

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [IDS, AUDIT, VALUES]) await runner.query(part)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(auditAdd('details'))
    await runner.query(`
      alter table imports drop column values_dropped_at;
      drop index leads_external_ids;`)
  }
}
