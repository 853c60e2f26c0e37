/** What people do to relances: open, confirm, skip, snooze, say what came of it, hand on, and take any of it back. */
import {
  type Action,
  decideAction,
  decideCorrection,
  type Item,
  type Patch,
  type Person,
  type Refused,
  type Closed,
  closedWindow,
} from './act.pure.ts'
import { endedBy, rowsStillToRestore, rowsToRestore, secondItems, UNDO_MS, withoutSecondItems } from './undo.pure.ts'
import { settleLead, settling } from '../record/enrol.ts'
import { timed } from '../ground/now.ts'
import { replanLeads } from '../record/replan/replan.ts'
import { createPlans, type Moment } from '../record/state/plans.ts'
import type { ContactKind } from '../ground/contacts.ts'
import type { Db, Host } from '../ground/ports.ts'
import { undoing } from '../ground/undoing.ts'
import {
  hasNewerEpisode,
  noteUndone,
  readAction,
  readItem,
  readOutcomeAction,
  readSnapshot,
  recordAction,
  restoreAll,
  lockLeadOf,
  withdrawItem,
  writePatch,
} from './act.sql.ts'
import { forgetOutcome, insertContacts } from './contacts.sql.ts'

export type ActRefusal =
  | Refused
  | { why: 'not_found' | 'forbidden' | 'nothing_to_undo' | 'undo_overtaken' | 'newer_episode' }
  | { why: 'undo_too_late'; minutes: number }

export type Acted = { ok: true } | { ok: false; refused: ActRefusal }

/** Told of what was decided, within the transaction that did it. */
export type Witness = (tx: Db, patch: Patch) => Promise<void>

/**
 * Does `action` on a relance now, in one transaction, with all its consequences. Whoever may not see the relance is told
 * that there is none. `sharesQueue`: closers may take what belongs to nobody.
 */
export function act(
  host: Host,
  relanceId: string,
  action: Action,
  person: Person & { sharesQueue: boolean },
  witness?: Witness,
): Promise<Acted> {
  return settling(timed(host), (tx) => actWithin(tx, relanceId, action, person, witness))
}

/** The same within a transaction that holds no other lock than this lead's, or all it needs already. */
export async function actWithin(
  tx: Db,
  relanceId: string,
  action: Action,
  person: Person & { sharesQueue: boolean },
  witness?: Witness,
): Promise<Acted> {
  const leadId = await lockLeadOf(tx, relanceId)
  if (leadId === null) return refuse({ why: 'not_found' })
  const plans = createPlans()
  const { plan, now } = await plans.read(tx)
  const item = await readItem(tx, relanceId, plan)
  if (!item) return refuse({ why: 'not_found' })
  const hidden = refuseForeign(item, person)
  if (hidden) return refuse(hidden)
  const before = await readSnapshot(tx, leadId)
  let decision = decideAction(item, action, person, plan, now)
  if (action.kind === 'outcome' && decision.kind === 'change') {
    const sentAt = await takeBackOutcome(tx, { relanceId, leadId, moment: { plan, now }, by: person.name })
    const corrected = await readItem(tx, relanceId, plan)
    if (corrected) {
      const standing = { ...corrected, ...(sentAt !== null && { sentAt }) }
      decision = decideCorrection(standing, action.outcome, plan, now)
    }
    if (decision.kind === 'unchanged') return { ok: true }
  }
  if (action.kind === 'open' && decision.kind === 'change') {
    // What was said since may have put it off, and nobody has looked at it yet.
    await settleLead(tx, leadId, plans)
    decision = decideAction((await readItem(tx, relanceId, plan)) ?? item, action, person, plan, now)
  }
  if (decision.kind === 'unchanged') return { ok: true }
  if (decision.kind === 'refused') {
    const { refused } = decision
    if (refused.why === 'no_longer_allowed') await withdrawItem(tx, relanceId, refused.reason)
    return refuse(refused)
  }
  await writePatch(tx, relanceId, leadId, decision.patch, now)
  const { contact } = decision.patch
  if (contact) await noteOutcome(tx, { relanceId, leadId, kind: contact, person, now })
  await settleLead(tx, leadId, plans, { keeping: relanceId })
  const after = await readSnapshot(tx, leadId)
  await recordAction(tx, { relanceId, leadId, kind: action.kind, person, now, before, after })
  await witness?.(tx, decision.patch)
  return { ok: true }
}

/** Why the relance would not be opened without a question now: null while its window is open. */
export function windowClosedFor(host: Host, relanceId: string): Promise<Closed | null> {
  return timed(host).transaction(async (tx) => {
    const { plan, now } = await createPlans().read(tx)
    const item = await readItem(tx, relanceId, plan)
    return item && closedWindow(item, plan, now)
  })
}

/** Takes back the latest action, or the one named. Taking back twice changes nothing the second time. */
export function undo(
  host: Host,
  relanceId: string,
  actionId: string | null,
  person: Person & { sharesQueue: boolean },
): Promise<Acted> {
  return settling(timed(host), async (tx) => {
    const leadId = await lockLeadOf(tx, relanceId)
    if (leadId === null) return refuse({ why: 'not_found' })
    const done = await readAction(tx, relanceId, actionId)
    const isMine = done?.actorId !== null && done?.actorId === person.id
    const plans = createPlans()
    const { plan, now } = await plans.read(tx)
    const item = await readItem(tx, relanceId, plan)
    if (!item) return refuse({ why: 'not_found' })
    const hidden = isMine ? null : refuseForeign(item, person)
    if (hidden) return refuse(hidden)
    if (!done) return refuse({ why: 'nothing_to_undo' })
    if (done.undoneAt !== null) return { ok: true }
    if (!isMine && !person.isManager) return refuse({ why: 'forbidden' })
    if (now - done.actedAt > UNDO_MS) return refuse({ why: 'undo_too_late', minutes: UNDO_MS / 60_000 })
    const ended = endedBy(done.before, done.after)
    if (await hasNewerEpisode(tx, ended)) return refuse({ why: 'newer_episode' })
    const current = await readSnapshot(tx, leadId)
    const rows = rowsToRestore(done.before, done.after, current)
    if (!rows || secondItems(rows, current).length > 0) return refuse({ why: 'undo_overtaken' })
    await undoing(tx, () => restoreAll(tx, rows))
    // What was over is dated by a frequency that was saved meanwhile.
    if (ended.length > 0) await replanLeads(tx, [leadId], { plan, now })
    if (done.kind === 'outcome') await forgetOutcome(tx, relanceId, done.actedAt, person.name)
    await noteUndone(tx, done.id, now)
    // What waited for it in other rules is due by what stands now.
    await settleLead(tx, leadId, plans, { keeping: relanceId })
    return { ok: true }
  })
}

/**
 * An outcome takes the place of the one before, whose contact was none. Within the time of an undo, what the first has caused goes back as
 * well, as far as nothing has changed it since; the sending stands. Returns when the relance was sent by it, milliseconds.
 */
async function takeBackOutcome(
  tx: Db,
  { relanceId, leadId, moment, by }: { relanceId: string; leadId: string; moment: Moment; by: string },
): Promise<number | null> {
  const { now } = moment
  const given = await readOutcomeAction(tx, relanceId)
  if (!given) return null
  const { before, after, actedAt } = given
  await forgetOutcome(tx, relanceId, actedAt, by)
  const ended = endedBy(before, after)
  if (now - actedAt > UNDO_MS || (await hasNewerEpisode(tx, ended))) return null
  const current = await readSnapshot(tx, leadId)
  const {
    relances = {},
    lead_pacing: pacing = {},
    ...rows
  } = withoutSecondItems(rowsStillToRestore(before, after, current), current)
  const isSent = after.relances[relanceId]?.state === 'sent' && before.relances[relanceId]?.state !== 'sent'
  const others = Object.fromEntries(Object.entries(relances).filter(([id]) => id !== relanceId))
  const back = isSent ? { ...rows, relances: others } : { ...rows, relances, lead_pacing: pacing }
  await undoing(tx, () => restoreAll(tx, back))
  if (ended.length > 0) await replanLeads(tx, [leadId], moment)
  return isSent ? actedAt : null
}

/** What came of a relance is a contact with the lead. */
async function noteOutcome(
  tx: Db,
  done: { relanceId: string; leadId: string; kind: ContactKind; person: Person; now: number },
): Promise<void> {
  const { relanceId, leadId, kind, person, now } = done
  const actor = { actorId: person.id, actorName: person.name }
  await insertContacts(tx, [{ leadId, relanceId, kind, direction: 'inbound', at: now, source: 'outcome', ...actor }])
}

const refuse = (refused: ActRefusal): Acted => ({ ok: false, refused })

/** A closer sees what is theirs: the relance, or its lead. What nobody had until a colleague took it is "taken". */
export function refuseForeign(item: Item, person: Person & { sharesQueue: boolean }): ActRefusal | null {
  if (person.isManager || item.closerId === person.id || item.lead.closerId === person.id) return null
  if (!person.sharesQueue) return { why: 'not_found' }
  if (item.closerId === null) return null
  return item.last?.kind === 'open' && item.last.actorId === item.closerId
    ? { why: 'taken', name: item.last.actorName }
    : { why: 'not_found' }
}
