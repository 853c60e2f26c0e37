/** What WhatsApp tells of the account: the limit of people, the quality of numbers, other prices, and what a person should know. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class AccountNews1765240040000 implements MigrationInterface {
  name = 'AccountNews1765240040000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table whatsapp_account (
        id boolean primary key default true check (id),
        -- How many people may be written to in 24 hours outside their window; null without a limit, or before it was told.
        people_per_day integer check (people_per_day > 0),
        limit_at timestamptz
      );
      insert into whatsapp_account default values;
      alter table whatsapp_numbers
        add column phone text,
        add column quality_at timestamptz;
      alter table whatsapp_templates add column category_at timestamptz;
      create table whatsapp_notices (
        kind text not null check (kind in ('account_notice', 'template_category', 'people_limit')),
        what text not null,
        at timestamptz not null,
        facts jsonb not null default '{}',
        noted_at timestamptz,
        primary key (kind, what, at)
      );
      create index whatsapp_notices_new on whatsapp_notices (at) where noted_at is null;`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table whatsapp_notices;
      alter table whatsapp_templates drop column category_at;
      alter table whatsapp_numbers drop column quality_at, drop column phone;
      drop table whatsapp_account;`)
  }
}
