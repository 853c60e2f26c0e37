/**
 * Applies what WhatsApp told: idempotent, in any order, under the turn of the leads concerned. Many may read at once: events
 * another has are skipped, then turns are taken, then leads, each in the order of ids, before anything is written. Nobody is
 * erased meanwhile.
 */
import { estimateCost, categoryOf } from '../money/money.pure.ts'
import { foldStatuses, type InboundEvent, passesToCloser, readInbound, type StatusEvent } from './receive.pure.ts'
import { dueAfter, effectsOf } from '../attempts/receipt.pure.ts'
import type { ChannelEvent, ChannelKey } from '@relance/relance/core'
import { type Channel, type Db, type Host, readNow, timed } from '@relance/relance'
import { applyEffects, attributeToWhatsApp, type Caused, optOut } from '../attempts/apply-effects.sql.ts'
import {
  changeNumber,
  findLeads,
  type Heard,
  lockLeads,
  type Named,
  optOutNumbers,
  writeInbound,
} from './apply-inbound.sql.ts'
import { findSends, readSent, type SentRow, type ToldOf, writeTold } from './apply-statuses.sql.ts'
import { takeTurns } from '@relance/relance/sql'
import { followTemplates, noteTemplateStatus } from '../approvals/follow-templates.sql.ts'
import { loadSending, type Sending } from '../plan/load-sending.sql.ts'
import { type Passed, passToClosers } from '../attempts/pass-to-closers.sql.ts'
import { closeEvents, hasNewEvents, type StoredEvent, takeEvents } from './store-events.sql.ts'

/** Applies up to `limit` stored events in one transaction; returns how many were taken. Costs next to nothing when there are none. */
export async function applyEvents(host: Host, channel: Channel, limit: number): Promise<number> {
  const db = timed(host)
  if (!(await hasNewEvents(db))) return 0
  const applied = await applyBatch(db, channel, limit).catch((error: unknown) => {
    if (!isOfTheEvent(error)) throw error
    return applyOneByOne(db, channel, limit)
  })
  if (applied.changesTemplates) await followTemplates(db, channel.key, await readNow(db))
  return applied.taken
}

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
  return db.transaction(async (tx) => {
    const stored = await takeEvents(tx, limit)
    onTaken(stored)
    if (stored.length === 0) return { taken: 0, changesTemplates: false }
    const statuses = ofKind(stored, 'status')
    const inbound = ofKind(stored, 'inbound')
    const templates = ofKind(stored, 'template_status')
    const sends = await findSends(
      tx,
      statuses.map(({ event }) => event),
    )
    const named = namedBy(stored)
    const ownerOf = await findLeads(tx, named)
    const leadIds = named.flatMap((one) => ownerOf(one) ?? [])
    await takeTurns(tx, [...new Set([...sends.map(({ leadId }) => leadId), ...leadIds])])
    await lockLeads(tx, leadIds)
    const now = await readNow(tx)
    const sending = await loadSending(tx, channel, now)
    const unmatched = await applyStatuses(tx, statuses, sends, { channel: channel.key, sending, now })
    await writeInbound(
      tx,
      inbound.flatMap(({ event }) => hear(event, ownerOf, sending)),
    )
    await applyRest(tx, stored, ownerOf)
    await optOutNumbers(tx, leavingStrangers(stored, ownerOf, sending))
    for (const { event } of templates) await noteTemplateStatus(tx, event)
    await closeEvents(tx, unmatched, 'waiting')
    const aside = new Set(unmatched)
    await closeEvents(
      tx,
      stored.map(({ key }) => key).filter((key) => !aside.has(key)),
      'applied',
    )
    return { taken: stored.length, changesTemplates: templates.length > 0 }
  })
}

/** The persons that events other than statuses are about. */
function namedBy(stored: readonly StoredEvent[]): Named[] {
  return stored.flatMap(({ event }): Named[] => {
    if (event.kind === 'inbound' || event.kind === 'preference') return [event]
    return event.kind === 'number_changed' ? [{ from: event.from, userId: null }] : []
  })
}

type OwnerOf = Awaited<ReturnType<typeof findLeads>>
type Kind = ChannelEvent['kind']
type OfKind<K extends Kind> = { key: string; event: Extract<ChannelEvent, { kind: K }> }

const ofKind = <K extends Kind>(stored: readonly StoredEvent[], kind: K): OfKind<K>[] =>
  stored.filter((one): one is OfKind<K> => one.event.kind === kind)

/** Returns the keys of statuses whose message is not known here yet. */
async function applyStatuses(
  tx: Db,
  statuses: readonly OfKind<'status'>[],
  sends: readonly { relanceId: string; messageId: string | null }[],
  { channel, sending, now }: { channel: ChannelKey; sending: Sending; now: number },
): Promise<string[]> {
  if (statuses.length === 0) return []
  const byId = new Set(sends.map(({ relanceId }) => relanceId))
  const byMessage = new Map(sends.map(({ relanceId, messageId }) => [messageId, relanceId]))
  const grouped = new Map<string, StatusEvent[]>()
  const unmatched: string[] = []
  for (const { key, event } of statuses) {
    const echoed = event.relanceId?.toLowerCase() ?? null
    const relanceId = echoed !== null && byId.has(echoed) ? echoed : byMessage.get(event.messageId)
    if (relanceId === undefined) unmatched.push(key)
    else grouped.set(relanceId, [...(grouped.get(relanceId) ?? []), event])
  }
  const rows = await readSent(tx, [...grouped.keys()])
  const told = rows.map((row) => tell(row, grouped.get(row.relanceId) as [StatusEvent, ...StatusEvent[]], sending))
  if (told.length > 0) await writeTold(tx, told, channel)
  await passToClosers(
    tx,
    told.flatMap((one, place) => passedOn(rows[place] as SentRow, one, sending, now)),
    { now },
  )
  await applyEffects(
    tx,
    told.flatMap((one, place) => causedBy(rows[place] as SentRow, one, now)),
    now,
  )
  return unmatched
}

const NOT_YET_ACCEPTED = new Set(['queued', 'sending', 'unknown'])

function tell(row: SentRow, statuses: readonly [StatusEvent, ...StatusEvent[]], { plan, rates }: Sending): ToldOf {
  const told = foldStatuses(row, statuses)
  const isProof = told.state !== null && told.state !== 'failed' && NOT_YET_ACCEPTED.has(row.state)
  const taken = { ...row, failures: 0, rule: plan.rules.get(row.ruleId) }
  const pacedAt = isProof ? told.acceptedAt : null
  const price =
    told.category === null ? null : estimateCost(rates, row.lead.phone ?? '', categoryOf(told.category), statuses[0].at)
  return {
    ...told,
    relanceId: row.relanceId,
    cost: told.isBillable === false ? 0 : price,
    pacedAt,
    nextDueAt: pacedAt === null ? null : dueAfter(taken, plan, pacedAt),
  }
}

/** A person who wrote meanwhile, or may not be written to, is nobody's item. */
function passedOn(row: SentRow, { state, reason, error }: ToldOf, sending: Sending, now: number): Passed[] {
  if (state !== 'failed' || reason === null || !error || !passesToCloser(error.reaction, row, sending, now)) return []
  return [{ relanceId: row.relanceId, leadId: row.leadId, reason }]
}

/** Only a failure that was applied causes anything. */
function causedBy({ leadId, ruleId, numberId }: SentRow, { state, error }: ToldOf, now: number): Caused[] {
  if (state !== 'failed') return []
  const effects = error ? effectsOf(error.reaction, undefined, now) : {}
  return [
    { leadId, ruleId, numberId, effects, isFailed: true, error: error ? `${error.code}: ${error.details}` : null },
  ]
}

function hear(event: InboundEvent, ownerOf: OwnerOf, { stopWords }: Sending): Heard[] {
  const leadId = ownerOf(event)
  return leadId === undefined ? [] : [{ leadId, event, ...readInbound(event, stopWords) }]
}

/** Numbers that are no lead's and wish to be left alone, with the instant. */
function leavingStrangers(
  stored: readonly StoredEvent[],
  ownerOf: OwnerOf,
  { stopWords }: Sending,
): Map<string, number> {
  const leaving = new Map<string, number>()
  for (const { event } of stored) {
    const leaves =
      (event.kind === 'inbound' && readInbound(event, stopWords).isStop) ||
      (event.kind === 'preference' && !event.wantsMarketing)
    if (leaves && event.from !== null && ownerOf(event) === undefined) leaving.set(event.from, event.at)
  }
  return leaving
}

/** A wish to hear from us again is not taken for more than it says: the opt-out stays until a person lifts it. */
async function applyRest(tx: Db, stored: readonly StoredEvent[], ownerOf: OwnerOf): Promise<void> {
  for (const { event } of ofKind(stored, 'preference')) {
    const leadId = ownerOf(event)
    if (event.wantsMarketing || leadId === undefined) continue
    await attributeToWhatsApp(tx)
    await optOut(tx, [leadId], event.at)
  }
  for (const { event } of ofKind(stored, 'number_changed')) await changeNumber(tx, event.from, event.to)
}
