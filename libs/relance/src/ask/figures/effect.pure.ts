/** What a rule brings about, in figures that say how far they can be trusted. */

/** A share with the bounds it lies within in 95 of 100 cases (Wilson); null when nothing was counted. */
export interface Share {
  count: number
  of: number
  share: number | null
  low: number | null
  high: number | null
}

/** The 97.5th and the 80th percentile of the normal distribution: 5 % of false positives, 80 % of effects found. */
const Z_CONFIDENCE = 1.959964
const Z_POWER = 0.841621

export function shareOf(count: number, of: number): Share {
  if (of === 0) return { count, of, share: null, low: null, high: null }
  const share = count / of
  const z2 = Z_CONFIDENCE ** 2
  const middle = (share + z2 / (2 * of)) / (1 + z2 / of)
  const half = (Z_CONFIDENCE / (1 + z2 / of)) * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of * of))
  // Rounding must not push a bound past what was seen.
  return {
    count,
    of,
    share,
    low: Math.min(share, Math.max(0, middle - half)),
    high: Math.max(share, Math.min(1, middle + half)),
  }
}

export const COMPARISON_VERDICTS = ['too_early', 'first_better', 'second_better', 'no_difference'] as const

/** `needed` is how many each side must have before the two are judged, once: looking earlier finds what is not there. */
export interface Comparison {
  verdict: (typeof COMPARISON_VERDICTS)[number]
  needed: number
  /** How often chance alone would make a difference as large; null as long as it is too early. */
  chance: number | null
  /** The first share less the second, with its bounds. */
  difference: number | null
  low: number | null
  high: number | null
}

/** The smallest difference that is worth finding: five points. */
const WORTH = 0.05
/** Below this a normal distribution is no fair picture of a share. */
const LEAST = 100

/** Two shares of leads that chance alone put on one side or the other; a higher one is better. */
export function compare(first: Share, second: Share): Comparison {
  const total = first.of + second.of
  const pooled = total === 0 ? 0.5 : (first.count + second.count) / total
  const needed = neededFor(pooled)
  if (first.of < needed || second.of < needed) {
    return { verdict: 'too_early', needed, chance: null, difference: null, low: null, high: null }
  }
  const [p, q] = [first.count / first.of, second.count / second.of]
  const difference = p - q
  const spread = Math.sqrt(pooled * (1 - pooled) * (1 / first.of + 1 / second.of))
  const chance = spread === 0 ? 1 : chanceOf(Math.abs(difference) / spread)
  const half = Z_CONFIDENCE * Math.sqrt((p * (1 - p)) / first.of + (q * (1 - q)) / second.of)
  const isClear = chance < 0.05
  const verdict = !isClear ? 'no_difference' : difference > 0 ? 'first_better' : 'second_better'
  return { verdict, needed, chance, difference, low: difference - half, high: difference + half }
}

/** How many on each side, for a difference that is worth finding around `share` to be found four times in five. */
export function neededFor(share: number): number {
  const [low, high] = [Math.max(0, share - WORTH / 2), Math.min(1, share + WORTH / 2)]
  const middle = (low + high) / 2
  const under =
    Z_CONFIDENCE * Math.sqrt(2 * middle * (1 - middle)) + Z_POWER * Math.sqrt(low * (1 - low) + high * (1 - high))
  return Math.max(LEAST, Math.ceil((under / WORTH) ** 2))
}

/** How often a normal variable lies further out than `z` on either side (Abramowitz and Stegun 7.1.26, to 1.5e-7). */
function chanceOf(z: number): number {
  const x = z / Math.SQRT2
  const t = 1 / (1 + 0.3275911 * x)
  const poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
  return Math.min(1, poly * Math.exp(-x * x))
}

/** Fewer messages than this say nothing of a step. */
export const LEAST_SENT = 20

/** Whether more of a step's messages than `percent` ended in an opt-out. */
export function annoys({ sent, optedOut }: { sent: number; optedOut: number }, percent: number): boolean {
  return sent >= LEAST_SENT && optedOut * 100 > sent * percent
}
