/** What a rule would change before it is saved: who enters, who leaves, what is sent when, lead after lead. */
import { matches } from '../../decide/audience.ts'
import { leadRefusal } from '../../decide/checks.ts'
import type { Plan, PlannedRule } from '../../decide/plan.ts'
import type { LeadState } from '../../decide/lead-state.ts'
import type { Followed } from '../../decide/settle-state.ts'
import type { MessageCost } from '../../ground/cost.ts'
import { addPrice, type PriceOf } from './cost.pure.ts'
import { addToLoad, listLoad, type Load, type PlannedLoad } from './load.pure.ts'
import { keepGaps, keepSamples, type PreviewSample } from './preview-samples.pure.ts'
import type { ReasonCode } from '../../ground/reasons.ts'
import { createSimulator, type FutureRelance, type NextScan, type Pass } from './simulate.pure.ts'

/** The id of a rule that has none yet: it comes last among equals, as the newest rule does. */
export const UNSAVED_RULE = 'ffffffff-ffff-7fff-bfff-ffffffffffff'

export interface RulePreview {
  at: number
  until: number
  /** Leads in the audience at `at`, whether they may be contacted or not. */
  matching: number
  /** Of those, the leads no rule may contact, by reason. */
  leftOut: Partial<Record<ReasonCode, number>>
  enters: number
  leaves: number
  stays: number
  /** Relances of the rule that a run at `at` would record. */
  dueNow: number
  /** Steps of the rule that are due at `at` and held back, by reason. */
  skipped: Partial<Record<ReasonCode, number>>
  /** Leads whose next relance comes from this rule instead of another, by that rule; and the other way round. */
  takenFrom: Record<string, number>
  givenTo: Record<string, number>
  /** Of the leads the rule concerns, over all rules: with the rule, and as things are. */
  load: PlannedLoad[]
  loadBefore: PlannedLoad[]
  /** Relances of the rule until `until`, and the steps that are held meanwhile because their text lacks something. */
  relances: number
  withGaps: number
  /** Relances whose text writes out a name that looks wrong. */
  withOddNames: number
  entering: string[]
  leaving: string[]
  samples: PreviewSample[]
  longest: PreviewSample[]
  gaps: PreviewSample[]
  oddNames: PreviewSample[]
  /** Of those, in millionths; null for a rule whose channel costs nothing. */
  cost: MessageCost | null
  /** Not when it was stopped before the last lead. */
  isComplete: boolean
}

export interface PreviewRequest {
  now: number
  until: number
  nextScan: NextScan
  /** How many single leads and messages to keep of each kind. */
  samples: number
  /** What one message costs, in millionths; null where no rate holds. Absent when the rule's channel costs nothing. */
  priceOf?: PriceOf
}

/** `before`: the plan as saved; `after`: with the rule. */
interface Worlds {
  rule: PlannedRule
  before: { plan: Plan; followed: Followed }
  after: { plan: Plan; followed: Followed }
}

export interface Previewer {
  add(state: LeadState): void
  result(): RulePreview
}

/** Takes one lead after another; keeps counts and a few samples of them. */
export function createPreviewer(worlds: Worlds, request: PreviewRequest): Previewer {
  const { now, until, nextScan, samples, priceOf } = request
  const { rule, before, after } = worlds
  const simulators = { before: createSimulator(before.plan, nextScan), after: createSimulator(after.plan, nextScan) }
  const loads = { before: new Map() as Load, after: new Map() as Load }
  const preview = emptyPreview(now, until)
  if (priceOf) preview.cost = { micros: 0, unpriced: 0 }

  return {
    add(state) {
      const passes = {
        before: simulators.before.pass(state, before.followed, now),
        after: simulators.after.pass(state, after.followed, now),
      }
      countMembers(preview, passes, { rule, samples })
      if (matches(rule.audience, state.lead, now)) countMatching(preview, state, rule, after.plan)
      for (const decision of passes.after.decisions) {
        if (decision.enrolment.ruleId !== rule.id) continue
        if (decision.kind === 'record') preview.dueNow++
        else preview.skipped[decision.reason] = (preview.skipped[decision.reason] ?? 0) + 1
      }
      const decided = [...simulators.after.decisions(state, after.followed, now, until)]
      const toCome = {
        before: [...simulators.before.relances(state, before.followed, now, until)],
        after: decided.flatMap(({ at, decision }) => {
          return decision.kind === 'record' ? [{ recordedAt: at, decision }] : []
        }),
      }
      for (const one of toCome.before) addToLoad(loads.before, one, before.plan.timeZone)
      for (const one of toCome.after) addToLoad(loads.after, one, after.plan.timeZone)
      if (priceOf) addCost(preview.cost, toCome.after, rule.id, priceOf)
      countMove(preview, rule.id, toCome.before[0], toCome.after[0])
      keepSamples(preview, toCome.after, { rule, samples })
      keepGaps(preview, decided, { rule, samples })
    },
    result: () => ({ ...preview, load: listLoad(loads.after), loadBefore: listLoad(loads.before) }),
  }
}

function emptyPreview(at: number, until: number): RulePreview {
  const counts = { matching: 0, enters: 0, leaves: 0, stays: 0, dueNow: 0, relances: 0 }
  const worst = { withGaps: 0, withOddNames: 0, longest: [], gaps: [], oddNames: [] }
  const lists = { load: [], loadBefore: [], entering: [], leaving: [], samples: [] }
  return {
    at,
    until,
    ...counts,
    cost: null,
    leftOut: {},
    skipped: {},
    takenFrom: {},
    givenTo: {},
    ...lists,
    ...worst,
    isComplete: true,
  }
}

function countMembers(
  preview: RulePreview,
  { before, after }: { before: Pass; after: Pass },
  { rule, samples }: { rule: PlannedRule; samples: number },
): void {
  const isIn = ({ begun }: Pass): boolean =>
    begun.enrolments.some(({ ruleId, state }) => ruleId === rule.id && state === 'active')
  const note = (leadIds: string[]): void => {
    if (leadIds.length < samples) leadIds.push(after.state.lead.id)
  }
  if (isIn(after) && isIn(before)) preview.stays++
  else if (isIn(after)) {
    preview.enters++
    note(preview.entering)
  } else if (isIn(before)) {
    preview.leaves++
    note(preview.leaving)
  }
}

function countMatching(preview: RulePreview, { lead }: LeadState, { channel }: PlannedRule, plan: Plan): void {
  preview.matching++
  const reason = leadRefusal(lead, plan.openStatuses, channel)
  if (reason) preview.leftOut[reason] = (preview.leftOut[reason] ?? 0) + 1
}

function countMove(
  { takenFrom, givenTo }: RulePreview,
  ruleId: string,
  before: FutureRelance | undefined,
  after: FutureRelance | undefined,
): void {
  const was = before?.decision.rule.id
  const is = after?.decision.rule.id
  if (was === is || was === undefined || is === undefined) return
  if (is === ruleId) takenFrom[was] = (takenFrom[was] ?? 0) + 1
  else if (was === ruleId) givenTo[is] = (givenTo[is] ?? 0) + 1
}

function addCost(cost: MessageCost | null, toCome: readonly FutureRelance[], ruleId: string, priceOf: PriceOf): void {
  if (!cost) return
  for (const relance of toCome) {
    if (relance.decision.rule.id === ruleId) addPrice(cost, relance.decision, priceOf)
  }
}
