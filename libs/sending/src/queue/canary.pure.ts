/** The first message of a template version goes alone: a mistake in it costs one message, not the queue. */
import type { Delivery, Queued, SendDecision } from './deliver.pure.ts'

/** What a first message proves: words of one kind, in one version of our template. */
export const canaryKey = (
  { templateId, templateVersion }: Pick<Queued, 'templateId' | 'templateVersion'>,
  kind: string,
): string => `${templateId} ${templateVersion} ${kind}`

/**
 * Of what has not been proven only the first is sent; the others stay queued as they are. `open`: keys of what was accepted.
 * `canaries` are the first ones.
 */
export function sendAlone(
  deliveries: readonly Delivery[],
  open: ReadonlySet<string>,
): { deliveries: Delivery[]; canaries: SendDecision[] } {
  const canaries = new Map<string, SendDecision>()
  const kept = deliveries.filter((delivery) => {
    if (delivery.kind !== 'send') return true
    const { templateId, templateVersion } = delivery.queued
    const isOpen = open.has(canaryKey(delivery.queued, delivery.content.kind))
    // While one is under way, none of the same version follows.
    const version = `${templateId} ${templateVersion}`
    if (isOpen) return true
    if (canaries.has(version)) return false
    canaries.set(version, delivery)
    return true
  })
  return { deliveries: kept, canaries: [...canaries.values()] }
}
