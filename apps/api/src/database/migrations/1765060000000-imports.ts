/** Imports by name, with the rows they wrote, so that they can be listed and taken back; answers per source; new lead columns. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class Imports1765060000000 implements MigrationInterface {
  name = 'Imports1765060000000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table leads
        add column if not exists submitted_at timestamptz,
        add column if not exists external_ids jsonb not null default '{}' check (jsonb_typeof(external_ids) = 'object');

      create table imports (
        id uuid primary key default uuid_v7(),
        file_name text not null,
        source text,
        started_at timestamptz not null,
        -- Null while it runs, and for ever when it broke off.
        finished_at timestamptz,
        actor_id uuid,
        actor_name text not null,
        lines int not null default 0,
        created int not null default 0,
        updated int not null default 0,
        unchanged int not null default 0,
        refused int not null default 0,
        undone_at timestamptz,
        undone_by text
      );
      create index imports_started on imports (started_at);

      -- What an import wrote to a lead: the line of its file, the phone as it stood there, and the fields before and after.
      create table import_rows (
        import_id uuid not null references imports on delete cascade,
        lead_id uuid not null,
        line int not null,
        written text not null,
        is_created boolean not null,
        before jsonb,
        after jsonb,
        primary key (import_id, lead_id)
      );
      create index import_rows_lead on import_rows (lead_id);

      -- What words of a source mean: statuses, people, countries. Null: the value is left out.
      create table import_answers (
        source text not null,
        kind text not null,
        word text not null,
        meaning text,
        answered_at timestamptz not null default now(),
        primary key (source, kind, word)
      );`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table import_answers, import_rows, imports;
      alter table leads drop column submitted_at, drop column external_ids;`)
  }
}
