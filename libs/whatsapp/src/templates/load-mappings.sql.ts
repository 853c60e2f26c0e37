/** Reads our templates as they are said in those that WhatsApp approved. */
import type { Db } from '@relance/relance'
import type { ChannelTemplate } from '@relance/relance/core'
import { type Mapping, mapTemplate } from '../content/mapped-template.pure.ts'

/** Of all our templates, or of some. A stored value that is no text of ours was never saved through the server, and maps nothing. */
export async function loadMappings(db: Db, ids: readonly string[] | null): Promise<Map<string, ChannelTemplate>> {
  const rows = await db.query<Mapping & { id: string }>(
    `select t.id, t.whatsapp_name as name, t.whatsapp_language as language, t.whatsapp_parameters as values,
            w.category, w.status, w.template->>'headerText' as "headerText", w.template->>'bodyText' as "bodyText",
            w.template->>'footerText' as "footerText"
       from templates t left join whatsapp_templates w on w.name = t.whatsapp_name and w.language = t.whatsapp_language
      where t.whatsapp_name is not null and t.whatsapp_language is not null and ($1::uuid[] is null or t.id = any($1))`,
    [ids],
  )
  return new Map(
    rows.flatMap((row) => {
      const mapped = mapTemplate(row)
      return mapped ? [[row.id, mapped] as const] : []
    }),
  )
}
