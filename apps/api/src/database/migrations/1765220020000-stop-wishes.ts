/** Sentences in which a lead asks to stop, or seems to: evidence of an opt-out, or a question that a person answers. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

const UP = `
alter table leads add column stop_suspected_at timestamptz;
create index leads_stop_suspected on leads (stop_suspected_at) where stop_suspected_at is not null;

create table stop_wishes (
  id uuid primary key default uuid_v7(),
  lead_id uuid not null references leads on delete cascade,
  source text not null check (source in ('message', 'note', 'import')),
  wish text not null check (wish in ('certain', 'suspected')),
  -- Of the message or note, so that telling it again asks nothing again; empty once the lead is erased.
  source_key text,
  message text not null,
  said_at timestamptz not null,
  asked_at timestamptz not null default relance_now(),
  answered_at timestamptz,
  opts_out boolean,
  answered_by uuid references users,
  answered_by_name text not null default '',
  -- What the answer changed, for an undo.
  before jsonb,
  after jsonb,
  check ((answered_at is null) = (opts_out is null))
);
create unique index stop_wishes_source on stop_wishes (source, source_key) where source_key is not null;
create index stop_wishes_lead on stop_wishes (lead_id);
create index stop_wishes_open on stop_wishes (asked_at, id) where answered_at is null;
create trigger stop_wishes_audit_insert after insert on stop_wishes referencing new table as added
  for each statement execute function audit_rows('id', '{message,source_key,before,after}');
create trigger stop_wishes_audit_update after update on stop_wishes referencing old table as removed new table as added
  for each statement execute function audit_rows('id', '{message,source_key,before,after}');

-- Whoever opts the lead out, or erases it, has answered.
create function end_stop_question() returns trigger language plpgsql as $$
begin
  new.stop_suspected_at := null;
  update stop_wishes set answered_at = relance_now(), opts_out = true where lead_id = new.id and answered_at is null;
  return new;
end $$;
create trigger leads_end_stop_question before update on leads
  for each row when (new.stop_suspected_at is not null and (new.opted_out_at is not null or new.erased_at is not null))
  execute function end_stop_question();

do $$ begin
  if exists (select from pg_roles where rolname = 'relance_app') then
    grant select, insert, update, delete on stop_wishes to relance_app;
  end if;
end $$;`

const DOWN = `
drop trigger leads_end_stop_question on leads;
drop function end_stop_question();
drop table stop_wishes;
alter table leads drop column stop_suspected_at;`

export class StopWishes1765220020000 implements MigrationInterface {
  name = 'StopWishes1765220020000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN)
  }
}
