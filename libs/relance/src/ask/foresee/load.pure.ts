/** Planned load: how many relances each closer will find on each day. */
import { localDateOf } from '../../decide/calendar.ts'
import type { ChannelKey } from '../../ground/channels.ts'
import type { FutureRelance } from './simulate.pure.ts'

export interface PlannedLoad {
  /** The day of delivery in the company's zone, `YYYY-MM-DD`. */
  on: string
  /** Null: leads that nobody owns. */
  closerId: string | null
  ruleId: string
  channel: ChannelKey
  relances: number
}

/** Grows with days, closers and rules, never with leads. */
export type Load = Map<string, PlannedLoad>

export function addToLoad(load: Load, { decision }: FutureRelance, companyZone: string): void {
  const { lead, rule, deliverAt } = decision
  const on = localDateOf(deliverAt, companyZone)
  const key = `${on} ${lead.closerId} ${rule.id}`
  const cell = load.get(key)
  if (cell) cell.relances++
  else load.set(key, { on, closerId: lead.closerId, ruleId: rule.id, channel: rule.channel, relances: 1 })
}

/** Day after day; within a day by closer, then by rule. */
export function listLoad(load: Load): PlannedLoad[] {
  const keyOf = ({ on, closerId, ruleId }: PlannedLoad): string => `${on} ${closerId ?? ''} ${ruleId}`
  return [...load.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}
