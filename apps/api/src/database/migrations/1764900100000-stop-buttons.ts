/** The buttons by which Meta lets people leave a company's marketing are words to stop as well. */
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { unauditedWhenEmpty } from '../unaudited-when-empty.ts'

const BUTTONS = `'{stop promotions,arreter les promotions,stopper les promotions,ne plus recevoir de promotions}'::text[]`
/** A list holds so many at most. */
const MOST = 100

export class StopButtons1764900100000 implements MigrationInterface {
  name = 'StopButtons1764900100000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table whatsapp_settings alter column stop_words set default
        '{stop,stopper,arret,arreter,desabonner,desinscrire,desinscription,ne plus me contacter,unsubscribe,opt out,cancel,quit}'::text[]
          || ${BUTTONS};
      ${unauditedWhenEmpty(
        'whatsapp_settings',
        `update whatsapp_settings s set stop_words = (s.stop_words || array(
           select word from unnest(${BUTTONS}) word where word <> all (s.stop_words)))[1:${MOST}]`,
      )}`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table whatsapp_settings alter column stop_words set default
        '{stop,stopper,arret,arreter,desabonner,desinscrire,desinscription,ne plus me contacter,unsubscribe,opt out,cancel,quit}';
      update whatsapp_settings s set stop_words = array(
        select word from unnest(s.stop_words) with ordinality as w(word, place)
         where word <> all (${BUTTONS}) order by place);`)
  }
}
