/** What keeps a rule from being saved: parts that do not exist, messages that would come out wrong. */
import type { Refusal } from '@relance/contract'
import { checkMessages } from '@relance/relance'
import type { EntityManager } from 'typeorm'
import { managerDb } from '../database/manager-db.ts'
import { refuseFields } from '../http/refused.ts'

interface Parts {
  frequencyId?: string | undefined
  templateIds?: readonly string[] | undefined
}

export async function refuseUnknownParts(manager: EntityManager, { frequencyId, templateIds }: Parts) {
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
  if (refusals.length > 0) throw refuseFields(...refusals)
}

/** Writes every message the rule would produce today, and refuses the blank, the over-long and those with gaps. */
export async function refuseBadMessages(manager: EntityManager, ruleId: string, now: number): Promise<void> {
  const { refused, withGaps, emptyVariables } = await checkMessages(managerDb(manager), ruleId, now)
  const refusals: Refusal[] = []
  if (withGaps > 0) {
    const params = { leads: withGaps, variables: emptyVariables.join(', ') }
    refusals.push({ field: 'templateIds', code: 'message_empty_variables', params })
  }
  if (refused > 0) refusals.push({ field: 'templateIds', code: 'message_refused', params: { leads: refused } })
  if (refusals.length > 0) throw refuseFields(...refusals)
}
