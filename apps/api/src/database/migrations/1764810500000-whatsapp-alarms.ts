/** One list of what people are told of sending, beside the budget also what stops it; and when WhatsApp last spoke of a template. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class WhatsAppAlarms1764810500000 implements MigrationInterface {
  name = 'WhatsAppAlarms1764810500000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table whatsapp_alarms (
        kind text not null check (kind in ('budget_alert', 'budget_spent', 'account_stopped', 'number_blocked', 'rule_paused')),
        -- What it is about: a month, a number, a rule.
        subject text not null,
        -- What makes it another alarm of the same kind and subject: a budget, an instant.
        occurrence text not null,
        facts jsonb not null default '{}',
        noted_at timestamptz not null,
        channels_left text[] not null,
        tries int not null default 0,
        next_try_at timestamptz not null,
        primary key (kind, subject, occurrence)
      );
      create index whatsapp_alarms_untold on whatsapp_alarms (next_try_at) where channels_left <> '{}';
      insert into whatsapp_alarms (kind, subject, occurrence, noted_at, channels_left, tries, next_try_at)
        select 'budget_' || level, month, budget_micros::text, told_at, channels_left, tries, next_try_at
          from whatsapp_budget_alerts;
      drop table whatsapp_budget_alerts;
      alter table whatsapp_templates add column status_at timestamptz`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table whatsapp_templates drop column status_at;
      create table whatsapp_budget_alerts (
        month char(7) not null,
        level text not null check (level in ('alert', 'spent')),
        budget_micros bigint not null,
        spent_micros bigint not null,
        told_at timestamptz not null,
        channels_left text[] not null default '{}',
        tries int not null default 0,
        next_try_at timestamptz not null default now(),
        primary key (month, level, budget_micros)
      );
      insert into whatsapp_budget_alerts
        select subject, substr(kind, 8), occurrence::bigint, 0, noted_at, channels_left, tries, next_try_at
          from whatsapp_alarms where kind in ('budget_alert', 'budget_spent');
      drop table whatsapp_alarms`)
  }
}
