/** What a caller is told when the database is in trouble: 503 always, since the same request may succeed later. */
import type { ProblemCode } from '@relance/contract'
import type { Trouble } from '@relance/relance'

export const problemOfTrouble = {
  busy: 'database_busy',
  down: 'unavailable',
  read_only: 'database_read_only',
  disk_full: 'database_full',
} as const satisfies Record<Trouble, ProblemCode>

/** Seconds. A person has to mend a database that takes no writes; everything else passes by itself. */
const SECONDS: Partial<Record<ProblemCode, number>> = { database_read_only: 60, database_full: 60 }
const USUAL_SECONDS = 5

export const retryAfter = (code: ProblemCode): { 'Retry-After': string } => ({
  'Retry-After': String(SECONDS[code] ?? USUAL_SECONDS),
})
