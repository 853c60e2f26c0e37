/** The same change for leads, one or many: read, checked and written as a set, with as many questions for 500 as for one. */
import type { LeadBulkUpdate, LeadUpdate } from '@relance/contract'
import { Lead } from '@relance/leads/nest'
import { readNow } from '@relance/relance'
import type { EntityManager } from 'typeorm'
import type { Actor } from '../auth/access.ts'
import { managerDb } from '../database/manager-db.ts'
import { type Refusals, whyRefused } from '../http/bulk.ts'
import { Refused, refuseFields } from '../http/refused.ts'
import { saveMany } from '../http/store.ts'
import { checkLead, managersRefusal } from './lead-refusals.ts'
import { leadsQuery, leadView } from './lead-view.ts'

const MAX_TAGS = 50

/** A tag list of its own for each lead; the parameter holds them by id. */
const TAGS_OF_EACH = 'array(select jsonb_array_elements_text(cast(:tags as jsonb) -> cast(id as text)))'

/** Within a transaction. Leads that are absent, or that `actor` may not see, are refused as not found. */
export async function updateLeads(
  manager: EntityManager,
  ids: readonly string[],
  change: LeadBulkUpdate,
  actor: Actor,
): Promise<Refusals> {
  const { addTags, removeTags, ...fields } = change
  const rows = await takeLeads(manager, ids, actor)
  const { checked, wrong } = await check(manager, fields)
  const refused = new Map<string, Refused>()
  const tags: Record<string, readonly string[] | undefined> = {}
  const accepted: Accepted[] = []
  for (const asked of ids) {
    const before = rows.get(asked.toLowerCase())
    const wanted = before ? withTags(before, change) : fields
    const why = (before ? refusalOfOne(before, wanted, actor) : new Refused('not_found')) ?? wrong
    if (why) refused.set(asked, why)
    if (!before || why) continue
    accepted.push({ asked, id: before.id })
    tags[before.id] = wanted.tags
  }
  const ownTags = addTags || removeTags ? { tags: () => TAGS_OF_EACH } : {}
  const set = { ...checked, ...ownTags, updatedAt: new Date(await readNow(managerDb(manager))) }
  const kept = await refuseSharedPhone(manager, accepted, checked, refused)
  await saveMany(manager, Lead, { ids: kept, set, parameters: { tags: JSON.stringify(tags) } })
  return refused
}

/** What holds for all of them alike. */
async function check(manager: EntityManager, fields: LeadUpdate) {
  let checked = fields
  const wrong = await whyRefused(async () => {
    checked = await checkLead(manager, fields)
  })
  return { checked, wrong }
}

type LeadRow = ReturnType<typeof leadView>

/** Locked in the order of their ids, so that two changes of many wait for each other instead of locking each other out. */
async function takeLeads(manager: EntityManager, ids: readonly string[], actor: Actor): Promise<Map<string, LeadRow>> {
  const rows = await leadsQuery(manager, actor)
    .andWhere('row.id in (:...ids)', { ids: [...ids] })
    .orderBy('row.id')
    .setLock('for_no_key_update', undefined, ['row'])
    .getMany()
  return new Map(rows.map((row) => [row.id, leadView(row)]))
}

function refusalOfOne(before: LeadRow, wanted: LeadUpdate, actor: Actor): Refused | null {
  if (before.erasedAt) return new Refused('erased')
  if (wanted.tags && wanted.tags.length > MAX_TAGS) {
    return refuseFields({ field: 'tags', code: 'too_many', params: { maximum: MAX_TAGS } })
  }
  return managersRefusal(actor, before, wanted)
}

function withTags(before: LeadRow, { addTags, removeTags, ...fields }: LeadBulkUpdate): LeadUpdate {
  if (!addTags && !removeTags) return fields
  const kept = before.tags.filter((tag) => !removeTags?.includes(tag))
  return { ...fields, tags: [...new Set([...kept, ...(addTags ?? [])])] }
}

interface Accepted {
  /** As it was asked for. */
  asked: string
  id: string
}

/** A phone is one lead's: of many that are to get the same, the first has it, or the one that had it before. */
async function refuseSharedPhone(
  manager: EntityManager,
  accepted: readonly Accepted[],
  { phone }: LeadUpdate,
  refused: Map<string, Refused>,
): Promise<string[]> {
  if (phone === undefined || accepted.length < 2) return accepted.map(({ id }) => id)
  const holder = await manager.findOneBy(Lead, { phone })
  const owner = holder?.id ?? accepted[0]?.id
  const taken = new Refused('already_exists', { refusals: [{ field: 'phone', code: 'already_taken' }] })
  for (const { asked, id } of accepted) if (id !== owner) refused.set(asked, taken)
  return accepted.flatMap(({ id }) => (id === owner ? [id] : []))
}
