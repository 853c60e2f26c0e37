/** What becomes of a queued message at the moment it could leave: judged again, since much may have changed since it was recorded. */
import { dialledDigits } from '@relance/leads/core'
import {
  calendarOf,
  type Category,
  type ChannelTemplate,
  type Content,
  deliverAt as openingAfter,
  type LeadFacts,
  leadRefusal,
  recipientOf,
  type Plan,
  type PlannedRule,
  type ReasonCode,
  type SendReason,
  type UnsentMessage,
  type WrittenContent,
  HOUR,
} from '@relance/relance/core'
import { dearestCost, estimateCost, type RateCard } from '../money/money.pure.ts'

/** A message that waits for a budget, a rule or a number is looked at again after this long, or when its reason goes. */
const LOOK_AGAIN_MS = HOUR

/** A queued relance, with all that may be looked at. Instants in milliseconds, UTC. */
export interface Queued {
  relanceId: string
  runId: string
  templateId: string
  /** The one it is said with now. */
  templateVersion: number
  step: number
  message: string
  deliverAt: number
  expiresAt: number
  lead: LeadFacts
  rule: PlannedRule | undefined
  contact: Contact
  /** The lead was written to first within the last 24 hours, and counts no more. */
  isReached: boolean
  /** Null when our template has no counterpart at the channel. */
  template: ChannelTemplate | null
}

export interface Contact {
  lastInboundAt: number | null
  /** The channel asked to leave this person alone until then. */
  notBefore: number | null
}

/** What of a channel a decision looks at. */
export interface SendingChannel {
  limits: { recipientGapMs: number }
  contentOf(message: UnsentMessage, now: number): WrittenContent
}

/** What holds for every message of a moment. */
export interface SendingPlan {
  channel: SendingChannel
  plan: Plan
  fallsBack: boolean
  /** What may still be spent this month, in millionths; null without a budget. */
  budgetLeft: number | null
  /** How many more people may be written to first; null without a limit. */
  peopleLeft: number | null
  /** The channel has taken the number's right to send away for its quality. */
  isQualityPaused: boolean
  rates: readonly RateCard[]
  /** What the number has sent this month, by category, where messages are free up to a count. */
  sentThisMonth: ReadonlyMap<Category, number>
}

export interface SendDecision {
  kind: 'send'
  queued: Queued
  content: Content
  /** What the lead will read. */
  text: string
  category: Category
  /** In millionths of the currency; null when the category has no rate anywhere. */
  estimate: number | null
}

export type Delivery =
  | SendDecision
  | { kind: 'wait'; queued: Queued; until: number; reason: SendReason | 'minimum_gap' | null }
  | { kind: 'expire'; queued: Queued }
  | { kind: 'withdraw'; queued: Queued; reason: ReasonCode }
  | { kind: 'fallBack' | 'fail'; queued: Queued; reason: SendReason }

/**
 * Decides messages in their order: two to one lead keep the gap the channel asks for, and the budget ends where it ends. What is to
 * be sent leaves from `now` until `leavesBy` (milliseconds), both within the rule's window.
 */
export function decideDeliveries(
  messages: readonly Queued[],
  sending: SendingPlan,
  { now, leavesBy }: { now: number; leavesBy: number },
): Delivery[] {
  let { budgetLeft, peopleLeft } = sending
  const sentThisMonth = new Map(sending.sentThisMonth)
  const writtenTo = new Set<string>()
  return messages.map((queued) => {
    const isSecond = writtenTo.has(queued.lead.id)
    const decision = isSecond
      ? wait(queued, now + sending.channel.limits.recipientGapMs, 'recipient_gap')
      : decideDelivery(queued, { ...sending, budgetLeft, sentThisMonth }, { now, leavesBy })
    const isFirst = decision.kind === 'send' && decision.content.kind === 'template' && !queued.isReached
    if (isFirst && peopleLeft !== null && peopleLeft-- <= 0) return wait(queued, now + LOOK_AGAIN_MS, 'people_limit')
    if (decision.kind === 'send' || decision.kind === 'fallBack') writtenTo.add(queued.lead.id)
    if (decision.kind !== 'send') return decision
    const { category, estimate } = decision
    if (budgetLeft !== null) budgetLeft -= estimate ?? 0
    sentThisMonth.set(category, sentBefore(sentThisMonth, category) + 1)
    return decision
  })
}

/** What was not counted has no free ones left. */
const sentBefore = (sent: SendingPlan['sentThisMonth'], category: Category): number =>
  sent.get(category) ?? Number.POSITIVE_INFINITY

function decideDelivery(
  queued: Queued,
  sending: SendingPlan,
  { now, leavesBy }: { now: number; leavesBy: number },
): Delivery {
  const { lead, rule, contact, expiresAt } = queued
  const { plan } = sending
  const reason = leadRefusal(lead, plan.openStatuses) ?? (rule ? null : 'rule_inactive')
  if (reason) return { kind: 'withdraw', queued, reason }
  if (lead.stopSuspectedAt !== null)
    return { kind: 'wait', queued, until: now + LOOK_AGAIN_MS, reason: 'stop_suspected' }
  if (expiresAt <= now) return { kind: 'expire', queued }
  if (lead.pausedUntil !== null && lead.pausedUntil > now) return wait(queued, lead.pausedUntil, null)
  // What was said since it was recorded, and what nobody has followed yet.
  const spokenUntil = (lead.lastContactAt ?? 0) + plan.minimumGapMs
  if (lead.lastContactAt !== null && spokenUntil > now) return wait(queued, spokenUntil, 'minimum_gap')
  const calendar = calendarOf(plan, rule as PlannedRule, lead)
  for (const at of [now, leavesBy]) {
    const opensAt = openingAfter((rule as PlannedRule).frequency, calendar, at)
    if (opensAt === null) return { kind: 'withdraw', queued, reason: 'no_opening' }
    if (opensAt > at) return wait(queued, opensAt, null)
  }
  if (rule?.pauseReason) return giveUp(queued, 'rule_paused', sending, now)
  if (contact.notBefore !== null && contact.notBefore > now) return wait(queued, contact.notBefore, 'recipient_gap')
  return sending.isQualityPaused ? giveUp(queued, 'number_blocked', sending, now) : decideContent(queued, sending, now)
}

function decideContent(queued: Queued, sending: SendingPlan, now: number): Delivery {
  const written = writeContent(queued, sending, now)
  if (!written.ok) return giveUp(queued, written.reason, sending, now)
  const { content, text, category } = written
  const { rates, budgetLeft } = sending
  const before = sentBefore(sending.sentThisMonth, category)
  const estimate =
    estimateCost(rates, dialledDigits(recipientOf(queued.lead) ?? ''), category, now, before) ??
    dearestCost(rates, category, now)
  // What is free passes a budget that is spent.
  if (budgetLeft !== null && (estimate ?? 0) > Math.max(0, budgetLeft)) {
    return wait(queued, now + LOOK_AGAIN_MS, 'budget_spent')
  }
  return { kind: 'send', queued, content, text, category, estimate }
}

function writeContent({ contact, template, message, lead }: Queued, { plan, channel }: SendingPlan, now: number) {
  const values = { lead, closer: { name: lead.closerName ?? '' }, company: { name: plan.companyName } }
  return channel.contentOf({ message, lastInboundAt: contact.lastInboundAt, template, values }, now)
}

/** The channel cannot carry it as things are: the closer does, where the company wants that and there is a number; else it waits or fails. */
function giveUp(queued: Queued, reason: SendReason, { fallsBack }: SendingPlan, now: number): Delivery {
  if (fallsBack && queued.lead.phone !== null) return { kind: 'fallBack', queued, reason }
  return reason === 'parameter_blank' ? { kind: 'fail', queued, reason } : wait(queued, now + LOOK_AGAIN_MS, reason)
}

/** What the window alone keeps until after its expiry is not waited for. */
function wait(queued: Queued, until: number, reason: SendReason | 'minimum_gap' | null): Delivery {
  const { expiresAt } = queued
  if (reason === null && until >= expiresAt) return { kind: 'expire', queued }
  return { kind: 'wait', queued, until: Math.min(until, expiresAt), reason }
}
