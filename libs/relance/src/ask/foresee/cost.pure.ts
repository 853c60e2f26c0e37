/** What foreseen messages would cost. */
import type { RecordDecision } from '../../decide/decide.ts'
import { recipientOf } from '../../ground/lead-facts.ts'
import type { MessageCost } from '../../ground/cost.ts'
import type { PricedMessage } from '../../ground/messages.ts'

/** In millionths of the currency; null where no rate holds. */
export type PriceOf = (message: PricedMessage) => number | null

export function addPrice(cost: MessageCost, { lead, template, deliverAt }: RecordDecision, priceOf: PriceOf): void {
  const price = priceOf({ to: recipientOf(lead), templateId: template.id, at: deliverAt })
  if (price === null) cost.unpriced++
  else cost.micros += price
}
