/** What is on record of one lead, put back in order: how it stood at an instant, and what happened to it since. */
import { firstDueAt, nextDueAt } from '../../decide/cadence.ts'
import { anchorAt } from '../../decide/episodes.ts'
import { calendarOf } from '../../decide/decide.ts'
import type { Plan, PlannedRule } from '../../decide/plan.ts'
import type { Enrolment } from '../../decide/enrolment.ts'
import type { ContactFact } from '../../ground/contacts.ts'
import type { LeadFacts } from '../../ground/lead-facts.ts'
import type { LeadState } from '../../decide/lead-state.ts'
import { endOf, type Outcome } from '../../inbox/outcomes.pure.ts'
import { DAY } from '../../ground/time.ts'

/** A relance that was recorded; instants in milliseconds. */
export interface RecordedRelance {
  ruleId: string
  enrolmentId: string
  episode: number
  step: number
  closerId: string | null
  recordedAt: number
  deliverAt: number
  confirmedAt: number | null
  /** When it was first put off, and from where. */
  movedAt?: number | null
  firstDeliverAt?: number | null
  outcome: Outcome | null
  outcomeAt: number | null
  /** When it was skipped, withdrawn or replaced, or has expired or will: it counts until then. */
  countsUntil?: number | null
}

/** An episode of the lead in a rule, as it began. */
export interface PastEpisode extends Pick<Enrolment, 'id' | 'ruleId' | 'episode' | 'begunBy' | 'begunAt'> {
  enrolledAt: number
}

/** A change of the lead: what the changed facts were before. */
interface LeadChange {
  at: number
  before: Partial<LeadFacts>
}

export type Fact =
  | { kind: 'lead'; at: number; patch: Partial<LeadFacts> }
  /** Of another rule than the one that is replayed. */
  | { kind: 'relance'; at: number; relance: RecordedRelance }
  /** A relance was sent at that very instant. `step` is null for other rules. */
  | { kind: 'confirmed'; at: number; step: number | null; id: string }
  /** It was put off. */
  | { kind: 'moved'; at: number; id: string; deliverAt: number }
  | { kind: 'replied'; at: number }
  | { kind: 'contact'; at: number; contact: ContactFact }

export interface LeadHistory {
  /** As the lead stood at the start; of its enrolments, only the one in the rule. */
  state: LeadState
  /** From the start on, in their order. */
  facts: readonly Fact[]
  /** What the rule really recorded from the start on. */
  recorded: readonly RecordedRelance[]
}

/** What is stored of a lead; `changes` in any order, `replies` (milliseconds) as they came through WhatsApp. */
export interface StoredFacts {
  lead: LeadFacts
  relances: readonly RecordedRelance[]
  /** In the order in which they began. */
  episodes: readonly PastEpisode[]
  replies: readonly number[]
  changes: readonly LeadChange[]
  contacts?: readonly StoredContact[]
}

/** A contact, when it became known, and when it was taken back. */
export interface StoredContact extends ContactFact {
  recordedAt: number
  undoneAt: number | null
}

/** Everything that is known, from the newest lead back to the start. */
export function historyOf(
  { lead, relances: stored, episodes, replies, changes, contacts = [] }: StoredFacts,
  rule: PlannedRule,
  plan: Plan,
  from: number,
): LeadHistory {
  const rewound = rewind(lead, changes, from)
  const relances = withReplies(stored, replies)
  const past = relances.filter((relance) => relance.recordedAt < from).sort((a, b) => a.recordedAt - b.recordedAt)
  const since = relances.filter((relance) => relance.recordedAt >= from)
  const written = replies.filter((at) => at >= from).map((at): Fact => ({ kind: 'replied', at }))
  const said = contacts.filter(({ recordedAt, undoneAt }) => recordedAt >= from && undoneAt === null)
  const noted = said.map((contact): Fact => ({ kind: 'contact', at: contact.recordedAt, contact }))
  const facts = [
    ...rewound.facts,
    ...written,
    ...noted,
    ...relances.flatMap((relance) => factsOf(relance, rule.id, from)),
  ]
  return {
    state: {
      lead: { ...rewound.lead, ...pacingOf(past, from) },
      contacts: latestOf(contacts.filter((contact) => stands(contact, from))),
      enrolments: enrolmentAt(past, episodes, rule, plan, rewound.lead, from),
      relances: past.map((relance) => {
        const { enrolmentId, step, deliverAt, confirmedAt } = relance
        return { id: relanceIdOf(relance), enrolmentId, step, deliverAt, confirmedAt }
      }),
      hasOpenRelance: false,
      isChanged: true,
    },
    facts: facts.sort((a, b) => a.at - b.at),
    recorded: since.filter((relance) => relance.ruleId === rule.id),
  }
}

/** What a person writes answers the last message before it, for so long. */
const ANSWERS_MS = 14 * DAY

function withReplies(stored: readonly RecordedRelance[], replies: readonly number[]): readonly RecordedRelance[] {
  if (replies.length === 0) return stored
  const relances = [...stored].sort((a, b) => a.deliverAt - b.deliverAt)
  for (const at of replies) {
    const place = relances.findLastIndex(({ deliverAt }) => deliverAt <= at && at < deliverAt + ANSWERS_MS)
    const answered = relances[place]
    if (answered?.outcome === null) relances[place] = { ...answered, outcome: 'replied', outcomeAt: at }
  }
  return relances
}

function rewind(lead: LeadFacts, changes: readonly LeadChange[], from: number) {
  const facts: Fact[] = []
  let state = lead
  for (const { at, before } of changes.filter((change) => change.at >= from).sort((a, b) => b.at - a.at)) {
    const keys = Object.keys(before) as (keyof LeadFacts)[]
    facts.push({ kind: 'lead', at, patch: Object.fromEntries(keys.map((key) => [key, state[key]])) })
    state = { ...state, ...before }
  }
  return { lead: state, facts }
}

/** What is known of the lead's relances at `from`. */
function pacingOf(past: readonly RecordedRelance[], from: number) {
  const recent = past.map((relance) => ({
    id: relanceIdOf(relance),
    at: pacedAt(relance, from),
    isFailed: false,
    countsUntil: relance.countsUntil ?? null,
  }))
  return { relanceCount: past.length, lastRelanceAt: recent.at(-1)?.at ?? null, recent }
}

/** The same as simulations give to what they record. */
export const relanceIdOf = ({ enrolmentId, step }: { enrolmentId: string; step: number }): string =>
  `${enrolmentId} ${step}`

const stands = ({ recordedAt, undoneAt }: StoredContact, at: number): boolean =>
  recordedAt < at && (undoneAt === null || undoneAt >= at)

/** The latest contact by us, and the latest of all. */
export function latestOf(contacts: readonly ContactFact[]): ContactFact[] {
  const sorted = [...contacts].sort((a, b) => b.at - a.at)
  const ours = sorted.find(({ direction }) => direction === 'outbound')
  const [latest] = sorted
  return [...new Set([ours, latest])].flatMap((one) => one ?? [])
}

const pacedAt = (relance: RecordedRelance, from: number): number => {
  const { confirmedAt } = relance
  return confirmedAt !== null && confirmedAt < from ? confirmedAt : deliveryAsOf(relance, from)
}

/** What was known before `from` of when it would be delivered. */
function deliveryAsOf({ deliverAt, movedAt = null, firstDeliverAt = null }: RecordedRelance, from: number): number {
  return movedAt !== null && movedAt >= from ? (firstDeliverAt ?? deliverAt) : deliverAt
}

function factsOf(relance: RecordedRelance, ruleId: string, from: number): Fact[] {
  const { recordedAt, confirmedAt, outcome, outcomeAt, step } = relance
  const isMine = relance.ruleId === ruleId
  const facts: Fact[] = []
  const { movedAt = null, deliverAt } = relance
  const first = { ...relance, deliverAt: deliveryAsOf(relance, recordedAt) }
  if (!isMine && recordedAt >= from) facts.push({ kind: 'relance', at: recordedAt, relance: first })
  if (!isMine && movedAt !== null && movedAt >= from) {
    facts.push({ kind: 'moved', at: movedAt, id: relanceIdOf(relance), deliverAt })
  }
  if (confirmedAt !== null && confirmedAt >= from) {
    facts.push({ kind: 'confirmed', at: confirmedAt, step: isMine ? step : null, id: relanceIdOf(relance) })
  }
  const isReply = outcome !== null && endOf(outcome) !== null
  if (isReply && outcomeAt !== null && outcomeAt >= from) facts.push({ kind: 'replied', at: outcomeAt })
  return facts
}

/** The place in the rule that past relances left the lead in; a first episode without any begins anew. */
function enrolmentAt(
  past: readonly RecordedRelance[],
  episodes: readonly PastEpisode[],
  rule: PlannedRule,
  plan: Plan,
  lead: LeadFacts,
  from: number,
): Enrolment[] {
  const begun = episodes.findLast((one) => one.ruleId === rule.id && one.enrolledAt < from)
  const last = past.findLast((one) => one.ruleId === rule.id && (!begun || one.enrolmentId === begun.id))
  if (!begun || (!last && begun.episode === 1)) return []
  const { id, episode, begunBy, begunAt } = begun
  const place = { id, leadId: lead.id, ruleId: rule.id, episode, begunBy, begunAt, step: (last?.step ?? 0) + 1 }
  const calendar = calendarOf(plan, rule, lead)
  const dueAt = last
    ? nextDueAt(rule.frequency, last.step, pacedAt(last, from), calendar)
    : firstDueAt(rule.frequency, anchorAt(lead, begunAt), calendar)
  const reply = past.findLast(({ outcome, outcomeAt }) => {
    const isSince = outcomeAt !== null && outcomeAt >= begun.enrolledAt && outcomeAt < from
    return isSince && outcome !== null && endOf(outcome) !== null
  })
  const seenBy = (at: number): number | null => {
    const seen = [lead.reopenedAt, lead.resubmittedAt].filter((one) => one !== null && one <= at)
    return seen.length === 0 ? null : Math.max(...seen.map(Number))
  }
  const overAt = (reason: 'replied' | 'last_step', at: number, due: number): Enrolment[] => {
    const over = { state: 'ended' as const, reason, dueAt: due, nextDueAt: null, stoppedAt: at }
    return [{ ...place, ...over, returnSeenAt: seenBy(at), notBefore: null }]
  }
  if (reply?.outcomeAt && rule.stopOn.includes('replied')) return overAt('replied', reply.outcomeAt, reply.deliverAt)
  if (dueAt === null) return overAt('last_step', last?.recordedAt ?? from, last?.deliverAt ?? from)
  const waiting = { state: 'active' as const, reason: null, dueAt, nextDueAt: dueAt, stoppedAt: null }
  return [{ ...place, ...waiting, returnSeenAt: seenBy(begun.enrolledAt), notBefore: null }]
}
