/** The first message of each sending number and template version goes alone: which one it is, and whether it was accepted. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class Canaries1765240020000 implements MigrationInterface {
  name = 'Canaries1765240020000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table whatsapp_canaries (
        number_id text not null,
        template_id uuid not null references templates on delete cascade,
        template_version integer not null,
        kind text not null check (kind in ('text', 'template')),
        relance_id uuid references relances,
        -- What was accepted before this table began needs no proof.
        opened_at timestamptz,
        primary key (number_id, template_id, template_version, kind)
      );
      create index whatsapp_canaries_relance on whatsapp_canaries (relance_id) where opened_at is null;
      insert into whatsapp_canaries (number_id, template_id, template_version, kind, opened_at)
        select s.number_id, t.id, t.version, s.kind, min(s.accepted_at)
          from whatsapp_sends s join relances r on r.id = s.relance_id join templates t on t.id = r.template_id and t.version = r.template_version
         where s.accepted_at is not null group by s.number_id, t.id, t.version, s.kind`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table whatsapp_canaries')
  }
}
