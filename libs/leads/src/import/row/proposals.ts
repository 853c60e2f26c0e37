/** What a word nobody knows may mean: proposed, and chosen by a person. */
import type { MappedKind } from './answers.ts'
import { proposeCountries } from './countries.ts'
import { nearest } from './near.ts'
import { proposeLocales, proposeOptOut } from './read-values.ts'
import { proposeStatus } from './statuses.ts'
import { proposeTimeZones } from './time-zones.ts'
import { lettersOf, tokensOf, wordKey } from './words.ts'

export interface Known {
  statuses: readonly string[]
  /** Addresses and names. */
  closers: readonly { email: string; name: string }[]
  /** In use. */
  tags: readonly string[]
  /** The company's. */
  timeZone: string
  /** Milliseconds, UTC. */
  now: number
}

export interface Proposals {
  proposed: string | null
  choices: string[]
}

const MAX_CHOICES = 200

export function proposalsFor(kind: MappedKind, value: string, known: Known): Proposals {
  const { statuses, closers, tags, timeZone, now } = known
  if (kind === 'status') return { proposed: proposeStatus(value, statuses), choices: [...statuses] }
  if (kind === 'closer') return { proposed: proposeCloser(value, closers), choices: closers.map(({ email }) => email) }
  if (kind === 'optedOut') return { proposed: proposeOptOut(value), choices: ['yes', 'no'] }
  if (kind === 'tag') {
    const proposed = tags.find((tag) => wordKey(tag) === wordKey(value)) ?? value
    return { proposed, choices: [...new Set([value, proposed, ...tags])].slice(0, MAX_CHOICES) }
  }
  if (kind === 'country') return likeliestOf(proposeCountries(value))
  return likeliestOf(kind === 'timeZone' ? proposeTimeZones(value, timeZone, now) : proposeLocales(value))
}

const likeliestOf = (choices: string[]): Proposals => ({ proposed: choices[0] ?? null, choices })

/** The one person whose name or address has the same words in any order, or is nearly spelled so. */
function proposeCloser(value: string, closers: Known['closers']): string | null {
  const sorted = (text: string): string => tokensOf(text.replace(/@.*/, '')).sort().join(' ')
  const words = sorted(value)
  const same = closers.filter(({ email, name }) => sorted(name) === words || sorted(email) === words)
  if (same.length === 1) return same[0]?.email ?? null
  const near = nearest(
    words,
    closers.map(({ email, name }) => [lettersOf(sorted(name)), email] as const),
  )
  return near.length === 1 ? (near[0] ?? null) : null
}
