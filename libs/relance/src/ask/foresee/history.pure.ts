/** What is on record of one lead, put back in order: how it stood at an instant, and what happened to it since. */
import { nextDueAt } from '../../decide/cadence.ts'
import { calendarOf } from '../../decide/decide.ts'
import type { Plan, PlannedRule } from '../../decide/dossier.ts'
import type { Enrolment } from '../../decide/enrolment.ts'
import type { LeadFacts } from '../../ground/lead-facts.ts'
import type { LeadRecord } from '../../decide/lead-record.ts'
import { type Outcome, stopsCadences } from '../../inbox/outcomes.pure.ts'

/** A relance that was recorded; instants in milliseconds. */
export interface RecordedRelance {
  ruleId: string
  enrolmentId: string
  step: number
  closerId: string | null
  recordedAt: number
  deliverAt: number
  confirmedAt: number | null
  outcome: Outcome | null
  outcomeAt: number | null
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
  | { kind: 'confirmed'; at: number; step: number | null }
  | { kind: 'replied'; at: number }

export interface LeadHistory {
  /** As the lead stood at the start; of its enrolments, only the one in the rule. */
  record: LeadRecord
  /** From the start on, in their order. */
  facts: readonly Fact[]
  /** What the rule really recorded from the start on. */
  recorded: readonly RecordedRelance[]
}

/** What is stored of a lead; `changes` in any order, `replies` (milliseconds) as they came through WhatsApp. */
export interface StoredFacts {
  lead: LeadFacts
  relances: readonly RecordedRelance[]
  replies: readonly number[]
  changes: readonly LeadChange[]
}

/** Everything that is known, from the newest lead back to the start. */
export function historyOf(
  { lead, relances: stored, replies, changes }: StoredFacts,
  rule: PlannedRule,
  plan: Plan,
  from: number,
): LeadHistory {
  const rewound = rewind(lead, changes, from)
  const relances = withReplies(stored, replies)
  const past = relances.filter((relance) => relance.recordedAt < from).sort((a, b) => a.recordedAt - b.recordedAt)
  const since = relances.filter((relance) => relance.recordedAt >= from)
  const last = past.at(-1)
  const written = replies.filter((at) => at >= from).map((at): Fact => ({ kind: 'replied', at }))
  const facts = [...rewound.facts, ...written, ...relances.flatMap((relance) => factsOf(relance, rule.id, from))]
  return {
    record: {
      lead: { ...rewound.lead, relanceCount: past.length, lastRelanceAt: last ? pacedAt(last, from) : null },
      enrolments: enrolmentAt(past, rule, plan, rewound.lead, from),
      relances: past.map(({ enrolmentId, step, deliverAt, confirmedAt }) => ({
        enrolmentId,
        step,
        deliverAt,
        confirmedAt,
      })),
      hasOpenRelance: false,
      isChanged: true,
    },
    facts: facts.sort((a, b) => a.at - b.at),
    recorded: since.filter((relance) => relance.ruleId === rule.id),
  }
}

/** What a person writes answers the last message before it, for so long. */
const ANSWERS_MS = 14 * 86_400_000

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

const pacedAt = ({ confirmedAt, deliverAt }: RecordedRelance, from: number): number =>
  confirmedAt !== null && confirmedAt < from ? confirmedAt : deliverAt

function factsOf(relance: RecordedRelance, ruleId: string, from: number): Fact[] {
  const { recordedAt, confirmedAt, outcome, outcomeAt, step } = relance
  const isMine = relance.ruleId === ruleId
  const facts: Fact[] = []
  if (!isMine && recordedAt >= from) facts.push({ kind: 'relance', at: recordedAt, relance })
  if (confirmedAt !== null && confirmedAt >= from) {
    facts.push({ kind: 'confirmed', at: confirmedAt, step: isMine ? step : null })
  }
  const isReply = outcome !== null && stopsCadences(outcome)
  if (isReply && outcomeAt !== null && outcomeAt >= from) facts.push({ kind: 'replied', at: outcomeAt })
  return facts
}

/** The place in the rule that past relances left the lead in; without any, it enters anew. */
function enrolmentAt(
  past: readonly RecordedRelance[],
  rule: PlannedRule,
  plan: Plan,
  lead: LeadFacts,
  from: number,
): Enrolment[] {
  const last = past.findLast((relance) => relance.ruleId === rule.id)
  if (!last) return []
  const dueAt = nextDueAt(rule.frequency, last.step, pacedAt(last, from), calendarOf(plan, rule, lead))
  const stops = rule.stopOn.includes('replied')
  const hasReplied = past.some(({ outcome, outcomeAt }) => {
    return outcome !== null && stopsCadences(outcome) && outcomeAt !== null && outcomeAt < from
  })
  const place = { id: last.enrolmentId, leadId: lead.id, ruleId: rule.id, step: last.step + 1 }
  const ended = { ...place, state: 'ended' as const, dueAt: last.deliverAt, nextDueAt: null }
  if (stops && hasReplied) return [{ ...ended, reason: 'replied' }]
  if (dueAt === null) return [{ ...ended, reason: 'last_step' }]
  return [{ ...place, state: 'active', reason: null, dueAt, nextDueAt: dueAt }]
}
