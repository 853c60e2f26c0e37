/** Which message that the channel took and then gave up is its closer's item. */
import { INBOX, type LeadFacts, leadRefusal, type PlannedRule, type Reaction } from '@relance/relance/core'
import type { Receiving, SentState } from './received.pure.ts'

/** A lead after the batch, and when the person last wrote. */
export interface Receiver {
  lead: LeadFacts
  heardAt: number | null
}

/** What the channel says of the person or of the words would be as true of a message the closer writes. */
const NOBODY_CAN: ReadonlySet<Reaction> = new Set(['mark_unreachable', 'opt_out', 'skip'])

/** A closer has it, since the channel failed, and has not begun. What a person handed over is that person's act. */
export const isWithCloser = ({ state, reason, reaction }: SentState): boolean =>
  state === 'due' && reaction !== null && reason !== 'handed_over'

/**
 * Of one lead. The closer takes over what the channel could not carry, if it is not late and the lead may still be written to; of
 * several the latest, since a lead has one open item. The channel itself is not asked again, as it took the message once.
 */
export function handOver(
  sends: readonly SentState[],
  receiver: Receiver,
  receiving: Receiving,
  now: number,
): { passed: string | null; takenBack: ReadonlySet<string> } {
  const chosen = sends
    .filter((send) => isOfCloser(send, receiver, receiving, now))
    .sort(byTaken)
    .at(-1)
  const others = sends.filter((send) => isWithCloser(send) && send !== chosen)
  return {
    passed: chosen?.state === 'failed' ? chosen.relanceId : null,
    takenBack: new Set(others.map(({ relanceId }) => relanceId)),
  }
}

/** A person who wrote meanwhile, or may not be written to, is nobody's item. What a closer has is not late. */
function isOfCloser(send: SentState, receiver: Receiver, { plan, fallsBack }: Receiving, now: number): boolean {
  const { state, reaction, ruleId, expiresAt, deliveredAt } = send
  const rule = plan.rules.get(ruleId)
  if (!rule || reaction === null || NOBODY_CAN.has(reaction) || deliveredAt !== null) return false
  if (state === 'failed' && (!fallsBack || expiresAt <= now)) return false
  return isWelcome(send, rule, receiver, plan.openStatuses)
}

function isWelcome(
  { takenAt }: SentState,
  { stopOn }: PlannedRule,
  { lead, heardAt }: Receiver,
  openStatuses: ReadonlySet<string>,
): boolean {
  const hasReplied = heardAt !== null && heardAt >= takenAt
  return leadRefusal(lead, openStatuses, INBOX) === null && !(hasReplied && stopOn.includes('replied'))
}

const byTaken = (a: SentState, b: SentState): number => a.takenAt - b.takenAt || (a.relanceId < b.relanceId ? -1 : 1)
