/** The plan a transaction decides with: never older than the transaction itself. */
import type { Plan } from '../../decide/plan.ts'
import type { Db } from '../../ground/ports.ts'
import { loadPlan } from './load-plan.sql.ts'
import { readRevision, type Revision } from './plan-revision.sql.ts'

export interface Moment {
  /** The instant of the transaction, milliseconds. */
  now: number
  plan: Plan
}

export interface Plans {
  /**
   * The plan as it is committed when this is called. Called after the lead locks are taken: whoever saves a rule later finds
   * what was decided here, because following the rule waits for the same locks.
   */
  read(tx: Db): Promise<Moment>
}

/** Keeps the plan until something in it has changed: a look costs one small statement, not the whole plan. */
export function createPlans(): Plans {
  let kept: { revision: string; plan: Plan } | null = null
  const know = async (tx: Db, { revision, matchedTo }: Revision): Promise<Plan> => {
    // The plan is read after its revision, so it holds at least what the revision stands for.
    if (kept?.revision !== revision) kept = { revision, plan: { ...(await loadPlan(tx)), matchedTo } }
    // One object as long as nothing changes: what is compiled for it stays fast.
    if (kept.plan.matchedTo !== matchedTo) kept = { revision, plan: { ...kept.plan, matchedTo } }
    return kept.plan
  }
  return {
    async read(tx) {
      const revision = await readRevision(tx)
      return { now: revision.now, plan: await know(tx, revision) }
    },
  }
}
