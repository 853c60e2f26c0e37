/** The load of the days to come, per closer, if nothing changes and nobody does anything. */
import { addToLoad, listLoad, type Load, type PlannedLoad } from './load.pure.ts'
import { createSimulator } from './simulate.pure.ts'
import { leadSlices } from './lead-slices.ts'
import { readNextScan } from './next-scan.ts'
import type { Db, HasTime } from '../../ground/ports.ts'
import { nextLeads } from '../../record/state/find-changes.sql.ts'
import { loadPlan } from '../../record/state/load-plan.sql.ts'
import { readFollowed, readLeadStates } from '../../record/state/read-lead-states.sql.ts'
import { DAY } from '../../ground/time.ts'

export interface Forecast {
  from: number
  until: number
  load: PlannedLoad[]
  /** Not when it was stopped before the last lead. */
  isComplete: boolean
}

/**
 * What the scans of the schedule from `now` (milliseconds) on would record within `days` days. Steps count from delivery,
 * as if each relance were sent then; absences are not in it. Reads one consistent picture and takes no lock; memory does
 * not grow with the number of leads.
 */
export function forecast(
  db: Db,
  now: number,
  {
    days = 14,
    hasTime = () => true,
    breathe,
  }: { days?: number; hasTime?: HasTime; breathe?: () => Promise<void> } = {},
): Promise<Forecast> {
  return db.transaction(async (tx) => {
    await tx.query('set transaction isolation level repeatable read, read only')
    const plan = await loadPlan(tx)
    const followed = await readFollowed(tx)
    const until = now + days * DAY
    const simulator = createSimulator(plan, await readNextScan(tx, now, until))
    const load: Load = new Map()
    const slices = leadSlices(
      (last, limit) => nextLeads(tx, last, limit),
      (leadIds) => readLeadStates(tx, leadIds),
      breathe,
    )
    for await (const states of slices) {
      if (!hasTime()) return { from: now, until, load: listLoad(load), isComplete: false }
      for (const state of states) {
        for (const one of simulator.relances(state, followed, now, until)) addToLoad(load, one, plan.timeZone)
      }
    }
    return { from: now, until, load: listLoad(load), isComplete: true }
  })
}
