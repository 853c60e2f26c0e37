/** Of some templates, those that WhatsApp would not send: said in none of its own, or in one it has not approved. */
import type { Db } from '@relance/relance'

export function unapprovedTemplates(db: Db, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
  return db.query<{ id: string; name: string }>(
    `select t.id, t.name from templates t
       left join whatsapp_templates w on w.name = t.whatsapp_name and w.language = t.whatsapp_language
      where t.id = any($1::uuid[]) and w.status is distinct from 'APPROVED' order by t.name, t.id`,
    [ids],
  )
}
