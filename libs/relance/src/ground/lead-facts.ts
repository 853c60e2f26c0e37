/** What the engine knows of one lead. */

/** A lead as the engine sees it. Instants are milliseconds since the epoch, UTC. */
export interface LeadFacts {
  id: string
  firstName: string
  lastName: string
  /** E.164; null once erased. */
  phone: string | null
  email: string | null
  company: string | null
  status: string
  source: string | null
  tags: readonly string[]
  closerId: string | null
  closerName: string | null
  timeZone: string | null
  locale: string
  custom: Readonly<Record<string, unknown>>
  lastContactAt: number | null
  /** The `deliverAt` of the lead's latest relance, whichever rule it came from. */
  lastRelanceAt: number | null
  relanceCount: number
  optedOutAt: number | null
  pausedUntil: number | null
  wrongNumberAt: number | null
  erasedAt: number | null
  createdAt: number
  updatedAt: number
}
