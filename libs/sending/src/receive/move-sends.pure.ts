/** What statuses make of the messages of a batch, and what their failures cause. */
import type { Caused, RuleSends } from '../attempts/effects.pure.ts'
import type { PersonState } from '../attempts/people.pure.ts'
import { dialledDigits } from '@relance/leads/core'
import { recipientOf } from '@relance/relance/core'
import { dueAfter, type Effects, effectsOf } from '../attempts/receipt.pure.ts'
import { BELIEVED, failureOf, foldStatuses, type Statuses } from './fold-send.pure.ts'
import { handOver, isWithCloser } from './hand-over.pure.ts'
import type { Receiving, SentChange, SentState, StatusEvent, StoredEvent } from './received.pure.ts'

/** By the id we gave along, which the channel echoes, else by its own. Those of messages that are not known yet wait. */
export function groupStatuses(events: readonly StoredEvent[], sends: readonly SentState[]) {
  const byId = new Set(sends.map(({ relanceId }) => relanceId))
  const byMessage = new Map(sends.map(({ relanceId, messageId }) => [messageId, relanceId]))
  const statusesOf = new Map<string, StatusEvent[]>()
  const waiting = new Set<string>()
  for (const { key, event } of events) {
    if (event.kind !== 'status') continue
    const echoed = event.relanceId?.toLowerCase() ?? null
    const relanceId = echoed !== null && byId.has(echoed) ? echoed : byMessage.get(event.messageId)
    if (relanceId === undefined) waiting.add(key)
    else statusesOf.set(relanceId, [...(statusesOf.get(relanceId) ?? []), event])
  }
  return { statusesOf, waiting }
}

/** A message before and after the batch. */
export interface Move {
  before: SentState
  after: SentState
  /** Of a failure that this batch is the first to tell. */
  failure: { at: number; effects: Effects; caused: Caused } | null
}

/** Only the first news of a failure causes anything, whatever else was told before it. */
export function moveOf(
  before: SentState,
  statuses: readonly StatusEvent[] = [],
  { people, receiving, now }: { people: readonly PersonState[]; receiving: Receiving; now: number },
): Move {
  if (statuses.length === 0) return { before, after: before, failure: null }
  const lead = people.find((person) => person.lead.id === before.leadId)?.lead
  const after = foldStatuses(before, statuses as Statuses, {
    rates: receiving.rates,
    phone: dialledDigits((lead && recipientOf(lead)) ?? ''),
  })
  const told = failureOf(statuses)
  if (!told || (before.failedAt !== null && before.reason !== BELIEVED)) return { before, after, failure: null }
  const effects = told.error ? effectsOf(told.error.reaction, undefined, now) : {}
  const { relanceId, leadId, ruleId, numberId } = before
  const error = told.error && `${told.error.code}: ${told.error.details}`
  const caused = { relanceId, leadId, ruleId, numberId, effects, isFailed: after.deliveredAt === null, error }
  return { before, after, failure: { at: told.at, effects, caused } }
}

/** Messages that change, with what becomes of the next step and of the closer's item. */
export function changesOf(
  moves: readonly Move[],
  people: readonly PersonState[],
  receiving: Receiving,
  now: number,
): SentChange[] {
  return people.flatMap((person) => {
    const own = moves.filter(({ before }) => before.leadId === person.lead.id)
    const { passed, takenBack } = handOver(
      own.map(({ after }) => after),
      person,
      receiving,
      now,
    )
    return own.flatMap(({ before, after }): SentChange[] => {
      const isPassed = passed === after.relanceId
      const state = isPassed ? 'due' : takenBack.has(after.relanceId) ? 'failed' : after.state
      if (JSON.stringify(before) === JSON.stringify({ ...after, state })) return []
      const isTakenBack = isWithCloser(before) && state !== 'due'
      const isMoved = state !== before.state || after.reason !== before.reason
      return [{ ...after, state, isMoved, isPassed, isTakenBack, ...pacedBy(before, after, receiving) }]
    })
  })
}

/** The next step counts from when this one was accepted, where a status is what proves it. */
function pacedBy(before: SentState, after: SentState, { plan }: Receiving) {
  if (after.provedAt === null || after.provedAt === before.provedAt) return { pacedAt: null, nextDueAt: null }
  const taken = { ...after, failures: 0, rule: plan.rules.get(after.ruleId) }
  return { pacedAt: after.provedAt, nextDueAt: dueAfter(taken, plan, after.provedAt) }
}

/** What the batch adds to what rules have sent, and takes from it. */
export function rulesAfter(rules: readonly RuleSends[], moves: readonly Move[]): RuleSends[] {
  const isFailed = ({ failedAt, deliveredAt }: SentState): boolean => failedAt !== null && deliveredAt === null
  return rules.map((rule) => {
    const own = moves.filter(({ before }) => before.ruleId === rule.ruleId && before.takenAt >= rule.since)
    const more = own.filter(({ before, after }) => isFailed(after) && !isFailed(before)).length
    const less = own.filter(({ before, after }) => isFailed(before) && !isFailed(after)).length
    return { ...rule, failed: rule.failed + more - less }
  })
}
