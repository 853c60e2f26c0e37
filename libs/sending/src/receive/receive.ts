/**
 * Applies stored events: take, decide, write. Idempotent, in any order, under the lock of the leads concerned. Many may read at once:
 * events another has are skipped, then locks are taken, then leads, then numbers, each in the order of ids, before anything is
 * written. Nobody is erased meanwhile.
 */
import type { ChannelEvent } from '@relance/relance/core'
import { type Channel, type Db, type Host, readNow, timed } from '@relance/relance'
import { ensureLeadLocks, settling } from '@relance/relance/sql'
import { noteAnswers, takeAnswerStatuses } from '../answers/answers.sql.ts'
import { followTemplates } from '../approvals/follow-templates.sql.ts'
import { wantTemplates } from '../attempts/effects.sql.ts'
import { lockNumbers } from '../attempts/effects.sql.ts'
import { lockLeadRows } from '../attempts/people.sql.ts'
import { loadSending } from '../plan/load-sending.sql.ts'
import { planReceived } from './plan-received.pure.ts'
import type { StoredEvent } from './received.pure.ts'
import { closeEvents, hasNewEvents, takeEvents } from './store-events.sql.ts'
import { concernOf, findConcerned, readState } from './take-received.sql.ts'
import { writeReceived } from './write-received.sql.ts'

/** Applies up to `limit` stored events in one transaction; returns how many were taken. Costs next to nothing when there are none. */
export async function applyEvents(host: Host, channel: Channel, limit: number): Promise<number> {
  const db = timed(host)
  if (!(await hasNewEvents(db))) return 0
  const applied = await applyBatch(db, channel, limit).catch((error: unknown) => {
    if (!isOfTheEvent(error)) throw error
    return applyOneByOne(db, channel, limit)
  })
  if (applied.changesTemplates) await followTemplates(db, channel, await readNow(db))
  return applied.taken
}

/** Also of a template that is not known yet. */
const OF_TEMPLATES: readonly ChannelEvent['kind'][] = ['template_status', 'template_category', 'template_changed']

interface Applied {
  taken: number
  /** The approval of a template has changed: rules are to follow. */
  changesTemplates: boolean
}

/** Data that the database refuses, or a slip of ours: trying the same again would end the same. */
function isOfTheEvent(error: unknown): boolean {
  const { code = '' } = error as { code?: string }
  return /^(22|23)/.test(code) || error instanceof TypeError
}

/** One event that cannot be applied is put aside, and keeps nobody else waiting. */
async function applyOneByOne(db: Db, channel: Channel, limit: number): Promise<Applied> {
  let changesTemplates = false
  for (let done = 0; done < limit; done++) {
    const taken: StoredEvent[] = []
    try {
      const one = await applyBatch(db, channel, 1, (events) => taken.push(...events))
      changesTemplates ||= one.changesTemplates
      if (one.taken === 0) return { taken: done, changesTemplates }
    } catch (error) {
      if (!isOfTheEvent(error)) throw error
      await closeEvents(
        db,
        taken.map(({ key }) => key),
        'unreadable',
      )
    }
  }
  return { taken: limit, changesTemplates }
}

/** `onTaken` is told what was taken before anything is done with it. */
function applyBatch(
  db: Db,
  channel: Channel,
  limit: number,
  onTaken: (stored: readonly StoredEvent[]) => void = () => undefined,
): Promise<Applied> {
  return settling(db, async (tx) => {
    const taken = await takeEvents(tx, limit)
    onTaken(taken)
    if (taken.length === 0) return { taken: 0, changesTemplates: false }
    const now = await readNow(tx)
    const answers = await takeAnswerStatuses(tx, taken)
    const stored = taken.filter(({ key }) => !answers.keys.includes(key))
    const concern = concernOf(stored, await findConcerned(tx, stored), now)
    await ensureLeadLocks(tx, merged(concern.leadIds, answers.leadIds))
    await lockLeadRows(tx, merged(concern.personIds, answers.leadIds))
    await lockNumbers(tx, concern.numbers)
    const receiving = await loadSending(tx, channel, now)
    const state = await readState(tx, stored, concern, now)
    const plan = planReceived(stored, state, receiving, now)
    await writeReceived(tx, plan, channel.key, now)
    await noteAnswers(tx, answers.news)
    await closeEvents(tx, answers.keys, 'applied')
    const changesTemplates = stored.some(({ event }) => OF_TEMPLATES.includes(event.kind))
    if (changesTemplates) await wantTemplates(tx)
    return { taken: taken.length, changesTemplates }
  })
}

const merged = (...lists: readonly (readonly string[])[]): string[] => [...new Set(lists.flat())].sort()
