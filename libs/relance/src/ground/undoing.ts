/** Tells the database that what is written goes back to what it was. */
import type { Db } from './ports.ts'

/** What `work` writes is no return of a lead, and no end of an episode: it was never so. */
export async function undoing<Result>(tx: Db, work: () => Promise<Result>): Promise<Result> {
  await tx.query(`select set_config('relance.undo', 'on', true)`)
  const result = await work()
  await tx.query(`select set_config('relance.undo', '', true)`)
  return result
}
