/** Which leads a rule sets aside to compare with, and which of two texts a lead is sent: the same answer every time. */
import type { PlannedRule, PlannedTemplate } from './plan.ts'

/**
 * A share from 0 to 1 (excluded), spread evenly over keys: FNV-1a, then the finalizer of MurmurHash3, since the lowest
 * bits of FNV-1a alone are not even. No clock and no chance, so every replica and every look agrees.
 */
export function shareOf(key: string): number {
  let hash = 0x811c9dc5
  for (let place = 0; place < key.length; place++) hash = Math.imul(hash ^ key.charCodeAt(place), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}

/** Raising the percentage keeps those who were set aside. */
export function isHeldOut(
  { id, holdoutPercent = 0 }: Pick<PlannedRule, 'id' | 'holdoutPercent'>,
  leadId: string,
): boolean {
  return holdoutPercent > 0 && shareOf(`holdout ${id} ${leadId}`) * 100 < holdoutPercent
}

/** One template per step; the last repeats. A step with two texts sends each of them to half the leads. */
export function templateOf(
  { id, templates, variants = [] }: Pick<PlannedRule, 'id' | 'templates' | 'variants'>,
  step: number,
  leadId: string,
): PlannedTemplate {
  const first = templates[Math.min(step, templates.length) - 1] as PlannedTemplate
  const variant = variants.find((one) => one.step === step)
  return variant && shareOf(`variant ${id} ${step} ${leadId}`) < 0.5 ? variant.template : first
}
