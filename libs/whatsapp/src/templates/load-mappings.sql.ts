/** Reads our templates as they are said in those that WhatsApp approved. */
import type { Db } from '@relance/relance'
import type { ChannelTemplate } from '@relance/relance/core'
import { mapTemplate } from '../content/mapped-template.pure.ts'
import { isSendable, readMappedRows } from './mapped-rows.sql.ts'

/** Of all our templates, or of some. A stored value that is no text of ours was never saved through the server, and maps nothing. */
export async function loadMappings(db: Db, ids: readonly string[] | null): Promise<Map<string, ChannelTemplate>> {
  const rows = await readMappedRows(db, ids)
  return new Map(
    rows.flatMap((row) => {
      const { id, name, language, parameters: values, template } = row
      if (name === null || language === null) return []
      const { category = null, headerText = null, bodyText = null, footerText = null } = template ?? {}
      const texts = { headerText, bodyText, footerText, ttlSeconds: template?.ttlSeconds ?? null }
      const mapped = mapTemplate({ name, language, values, category, isApproved: isSendable(row), ...texts })
      return mapped ? [[id, mapped] as const] : []
    }),
  )
}
