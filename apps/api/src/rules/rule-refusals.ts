/** What keeps a rule from being saved: parts that do not exist. */
import type { Refusal } from '@relance/contract'
import type { EntityManager } from 'typeorm'
import { refuseFields } from '../http/refused.ts'

interface Parts {
  frequencyId?: string | undefined
  templateIds?: readonly string[] | undefined
  variants?: readonly { templateId: string }[] | undefined
}

export async function refuseUnknownParts(manager: EntityManager, { frequencyId, templateIds, variants }: Parts) {
  const refusals: Refusal[] = []
  const inUse = async (table: 'frequencies' | 'templates', ids: readonly string[]) => {
    const sql = `select id from ${table} where archived_at is null and id = any($1::uuid[])`
    const rows = await manager.query<{ id: string }[]>(sql, [ids])
    return new Set(rows.map((row) => row.id))
  }
  if (frequencyId && !(await inUse('frequencies', [frequencyId])).has(frequencyId.toLowerCase())) {
    refusals.push({ field: 'frequencyId', code: 'frequency_unknown' })
  }
  if (templateIds) {
    const known = await inUse('templates', templateIds)
    templateIds.forEach((id, place) => {
      if (!known.has(id.toLowerCase())) refusals.push({ field: `templateIds.${place}`, code: 'template_unknown' })
    })
  }
  if (variants) {
    const known = await inUse(
      'templates',
      variants.map((one) => one.templateId),
    )
    variants.forEach(({ templateId }, place) => {
      if (known.has(templateId.toLowerCase())) return
      refusals.push({ field: `variants.${place}.templateId`, code: 'template_unknown' })
    })
  }
  if (refusals.length > 0) throw refuseFields(...refusals)
}
