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
  /** The `deliverAt` of the lead's latest relance, whichever rule it came from. */
  lastRelanceAt: number | null
  relanceCount: number
}

/** Where each fact of its own stands in `leads`. */
export const FACTS = STORED.flatMap(([name, { column, kind }]) =>
  isUsed(name) ? [{ name, column, isInstant: kind === 'instant' }] : [],
)

function isUsed(name: LeadField): name is Fact {
  return !(UNUSED as readonly LeadField[]).includes(name)
}
