/** Who does a command, and what is known of the course of things besides the database. */
import type { Db } from '@relance/relance'

/** What commands change that is no part of the database. */
export interface Course {
  /** Milliseconds, UTC. */
  now: number
  isStopped: boolean
  /** How often the global stop has come or gone. */
  stops: number
  gapMinutes: number
  /** The least since the last check, and the most ever. */
  leastGap: number
  mostGap: number
  /** Every gap there was. */
  gaps: Set<number>
  /** Days held off now or since the last check. */
  holidaysChanged: boolean
  /** Zones of leads or of the company, since the last check. */
  zonesChanged: boolean
  /** A clock has been ahead for one tick, since the last check. */
  wasAhead: boolean
  /** Rules that did not simply continue with their leads when they went on. */
  notContinued: Set<string>
}

export interface Performer {
  db: Db
  course: Course
  clock: () => number
  /** Lets time pass, milliseconds; less of it while transactions are open, which never last longer than a minute. */
  pass(time: number): void
  /** Told of what no user may see. */
  report(code: string, what: string): void
}
