/** What runs at given instants must record if nothing but time passes: a second, plainer engine, for a handful of leads. */
import { deliverAt as openingFrom, expiresAt, nextDueAt } from '@relance/relance/core'
import { isIn, instantsOf } from './audience.ts'
import {
  barOf,
  cadenceInForce,
  calendarOf,
  firstDue,
  isStoppedByContact,
  NEVER_SAID,
  OPEN,
  restartedAt,
  unseenReturn,
} from './expected.ts'
import { type Facts, latestEpisode, type LeadFact, type RuleFact } from './facts.ts'

interface Seat {
  rule: RuleFact
  /** Of the episode. */
  begunAt: number | null
  /** Null until the lead enters the rule. */
  step: number | null
  state: 'active' | 'waiting' | 'ended'
  reason: string | null
  dueAt: number
  nextDueAt: number
  /** The pauses of the rule that the date does not allow for yet, milliseconds. */
  behind: number
  notBefore: number | null
  /** When the lead came back, with a new episode to begin as soon as it matches. */
  returnedAt: number | null
  /** A contact has stopped the episode. */
  isStopped: boolean
  /** When the step is due at the earliest for the sake of a contact; null: none asks for that. */
  restartAt: number | null
}

export interface Foreseen {
  leadId: string
  ruleId: string
  step: number
  /** The run that records it. */
  recordedAt: number
  deliverAt: number
}

export interface Forecast {
  relances: Foreseen[]
  /** The instants at which a run has to come. */
  runs: number[]
  /** Up to when all is foreseen. */
  until: number
}

const MAX_RUNS = 24
/** Of every rule. */
const EXPIRY_DAYS = 3

/**
 * From `now`, when a run has just settled everything, until `until`. `slotAfter`: when the run comes that does what is
 * wanted at an instant.
 */
export function foresee(facts: Facts, now: number, until: number, slotAfter: (at: number) => number): Forecast {
  const lives = facts.leads.map((lead) => lifeOf(lead, facts))
  const relances: Foreseen[] = []
  const runs: number[] = []
  let at = now
  while (runs.length < MAX_RUNS) {
    const next = Math.min(...lives.map((life) => life.wakesAfter(at)))
    if (!Number.isFinite(next) || slotAfter(next) > until) break
    at = slotAfter(next)
    runs.push(at)
    for (const life of lives) relances.push(...life.runAt(at))
  }
  return { relances, runs, until: runs.length < MAX_RUNS ? until : at }
}

function lifeOf(lead: LeadFact, facts: Facts) {
  const bar = barOf(lead, facts)
  const seats = facts.rules.filter((rule) => rule.active).map((rule) => seatOf(lead, rule, facts))
  let said = saidTo(lead, facts)
  /** Until when the gap, and then a cap, keep everybody from the lead. */
  const barsAt = (at: number): number[] => {
    const counted = said.filter(({ until }) => until === null || until > at)
    const relances = counted.filter(({ isSpoken }) => !isSpoken).sort((a, b) => b.at - a.at)
    const gap = counted.length === 0 ? [] : [Math.max(...counted.map((one) => one.at)) + facts.gapMinutes * 60_000]
    const caps = facts.caps.flatMap(({ count, days }) => {
      const oldest = relances[count - 1]
      return oldest ? oldest.at + days * 86_400_000 : []
    })
    return [...gap, ...(caps.length > 0 ? [Math.max(...caps)] : [])]
  }

  const record = (winner: Seat, losers: readonly Seat[], at: number): Foreseen => {
    const { rule } = winner
    const cadence = cadenceInForce(rule)
    const calendar = calendarOf(facts, cadence, lead)
    const deliverAt = openingFrom(cadence, calendar, at) ?? at
    const step = winner.step ?? 1
    const dueAt = nextDueAt(cadence, step, deliverAt, calendar)
    Object.assign(winner, { step: step + 1, reason: null })
    if (dueAt === null) Object.assign(winner, { state: 'ended', reason: 'last_step' })
    else Object.assign(winner, { dueAt, nextDueAt: dueAt })
    // It takes the place of what nobody has acted on.
    const until = expiresAt(cadence, calendar, deliverAt, EXPIRY_DAYS)
    said = [...said.filter(({ waitsFor }) => waitsFor === null), { at: deliverAt, until, waitsFor: rule.id }]
    for (const loser of losers) loser.nextDueAt = Math.max(deliverAt + facts.gapMinutes * 60_000, at + 1)
    return { leadId: lead.id, ruleId: rule.id, step, recordedAt: at, deliverAt }
  }

  return {
    wakesAfter(at: number): number {
      if (bar) return Number.POSITIVE_INFINITY
      const due = seats.filter((seat) => seat.step !== null && seat.state === 'active').map((seat) => seat.nextDueAt)
      const crossings = seats.flatMap((seat) => instantsOf(seat.rule.audience, lead, at))
      // A condition looks at whole instants: "older than" holds at its instant, "newer than" no longer does.
      return Math.min(...due.map((one) => Math.max(one, at + 1)), ...crossings)
    },
    runAt(at: number): Foreseen[] {
      if (bar) return []
      for (const seat of seats) {
        const before = seat.state
        follow(seat, lead, facts, at)
        // What waits of a place that is over is withdrawn, and was never said.
        const isOver = before === 'active' && seat.state !== 'active'
        if (isOver) said = said.filter(({ waitsFor }) => waitsFor !== seat.rule.id)
      }
      const ready = seats.filter((seat) => isReady(seat, lead, barsAt(at), facts, at))
      ready.sort((a, b) => b.rule.priority - a.rule.priority || a.dueAt - b.dueAt || (a.rule.id < b.rule.id ? -1 : 1))
      const [winner, ...losers] = ready
      return winner ? [record(winner, losers, at)] : []
    },
  }
}

/** What counts for the gap. `until`: what nobody has acted on counts until it expires. `waitsFor`: the rule, while it waits. */
interface Said {
  at: number
  until: number | null
  waitsFor: string | null
  /** A contact, which no cap counts. */
  isSpoken?: true
}

function saidTo(lead: LeadFact, facts: Facts): Said[] {
  const relances = facts.relances.filter((one) => one.leadId === lead.id && !NEVER_SAID.includes(one.state))
  const written = relances.map(({ deliverAt, settledAt, expiresAt, state, ruleId }): Said => {
    const waits = OPEN.includes(state)
    return { at: Math.max(deliverAt, settledAt ?? 0), until: waits ? expiresAt : null, waitsFor: waits ? ruleId : null }
  })
  const spoken =
    lead.lastContactAt === null
      ? []
      : [{ at: lead.lastContactAt, until: null, waitsFor: null, isSpoken: true as const }]
  return [...written, ...spoken]
}

function seatOf(lead: LeadFact, rule: RuleFact, facts: Facts): Seat {
  const found = latestEpisode(facts, lead.id, rule.id)
  const none = {
    step: null,
    state: 'active' as const,
    reason: null,
    dueAt: 0,
    nextDueAt: 0,
    behind: 0,
    notBefore: null,
    returnedAt: null,
    isStopped: false,
    restartAt: null,
  }
  if (!found) return { rule, begunAt: null, ...none }
  const own = facts.relances.filter((one) => one.enrolmentId === found.id)
  const { begunAt, step, state, reason, dueAt, nextDueAt: next, pausedMs, notBefore } = found
  return {
    rule,
    begunAt,
    step,
    state,
    reason,
    dueAt,
    nextDueAt: next ?? 0,
    behind: rule.pausedMs - pausedMs,
    notBefore,
    returnedAt: state === 'ended' ? unseenReturn(lead, rule, found) : null,
    isStopped: isStoppedByContact(rule, lead, own, facts),
    restartAt: restartedAt(own[step - 2], rule, lead, facts),
  }
}

/** Time takes leads into rules, and out of them. */
function follow(seat: Seat, lead: LeadFact, facts: Facts, at: number): void {
  const isMatch = isIn(seat.rule.audience, lead, at)
  if (seat.returnedAt !== null && isMatch) {
    Object.assign(seat, { begunAt: seat.returnedAt, step: null, notBefore: null, returnedAt: null, isStopped: false })
  }
  const enters = seat.step === null && isMatch
  if (enters) Object.assign(seat, { step: 1 })
  const isOut = seat.reason === 'no_longer_matches' || seat.reason === 'contacted'
  const comesBack = seat.state !== 'active' && isOut && !seat.isStopped && isMatch
  if (enters || comesBack) {
    const asked =
      seat.step === 1
        ? firstDue(lead, seat.rule, facts, seat.begunAt)
        : Math.max(seat.dueAt, seat.restartAt ?? seat.dueAt)
    const resumed = Math.max(seat.dueAt + seat.behind, Math.min(seat.rule.resumedAt ?? at, at))
    const notBefore = !enters && seat.behind > 0 ? resumed : seat.step === 1 ? seat.notBefore : null
    const dueAt = Math.max(asked, notBefore ?? asked)
    Object.assign(seat, { state: 'active', reason: null, dueAt, nextDueAt: dueAt, behind: 0, notBefore })
  }
  const mustMatch = seat.step === 1 || seat.rule.stopOn.includes('no_longer_matches')
  if (seat.step !== null && seat.state === 'active' && mustMatch && !isMatch) {
    Object.assign(seat, { state: 'ended', reason: 'no_longer_matches' })
  }
}

/** Whether the step may be recorded at `at`; if not, it is put off or aside. */
function isReady(seat: Seat, lead: LeadFact, bars: readonly number[], facts: Facts, at: number): boolean {
  if (seat.step === null || seat.state !== 'active' || seat.nextDueAt > at) return false
  const cadence = cadenceInForce(seat.rule)
  if (seat.step > cadence.steps.length) Object.assign(seat, { state: 'ended', reason: 'last_step' })
  else if (seat.rule.paused) Object.assign(seat, { state: 'waiting', reason: 'rule_paused' })
  else if (lead.pausedUntil !== null && lead.pausedUntil > at) seat.nextDueAt = lead.pausedUntil
  else {
    const opening = openingFrom(cadence, calendarOf(facts, cadence, lead), at) ?? at
    const free = bars.find((until) => opening < until)
    if (free === undefined) return true
    seat.nextDueAt = free
  }
  return false
}
