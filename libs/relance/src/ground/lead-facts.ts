/** What the engine knows of one lead. */
import { type LeadField, type LeadValues, STORED } from '@relance/leads/fields'

/** Decisions do not look at where a lead came from. */
const UNUSED = ['externalIds'] as const satisfies readonly LeadField[]
export type Fact = Exclude<LeadField, (typeof UNUSED)[number]>

/** A lead as the engine sees it: its own fields, and what follows from its relances. Instants are milliseconds since the epoch, UTC. */
export interface LeadFacts extends Readonly<Omit<LeadValues<number, Fact>, 'tags'>> {
  id: string
  tags: readonly string[]
  closerName: string | null
  /** The id by which the channels that send by themselves know a person whose number is not known; absent where it is. */
  personId?: string
  /** The `deliverAt` of the lead's latest relance, whichever rule it came from. */
  lastRelanceAt: number | null
  relanceCount: number
  /**
   * The relances that count for the minimum gap and the caps: neither skipped nor expired, withdrawn or superseded. Absent where only
   * the latest of all is known.
   */
  recent?: readonly RecentRelance[]
}

/** Where a channel sends to: the number, or the id that stands for it. Null when there is neither. */
export const recipientOf = ({ phone, personId }: Pick<LeadFacts, 'phone' | 'personId'>): string | null =>
  phone ?? personId ?? null

export interface RecentRelance {
  id: string
  /** When it reaches, or reached, the lead; milliseconds. */
  at: number
  /** It never did: no cap counts it. */
  isFailed: boolean
  /** When it expires, if nobody has acted on it by then; null once somebody has. */
  countsUntil?: number | null
}

/** Where each fact of its own stands in `leads`. */
export const FACTS = STORED.flatMap(([name, { column, kind }]) =>
  isUsed(name) ? [{ name, column, isInstant: kind === 'instant' }] : [],
)

function isUsed(name: LeadField): name is Fact {
  return !(UNUSED as readonly LeadField[]).includes(name)
}
