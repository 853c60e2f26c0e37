/** What a rule would do, before it is saved: with the same decisions as the run, and nothing written. */
import { NEVER_FOLLOWED } from '../../decide/settle-state.ts'
import { createPreviewer, type RulePreview } from './preview.pure.ts'
import type { Channels } from '../../ground/channel.ts'
import type { Db, HasTime } from '../../ground/ports.ts'
import { leadSlices } from './lead-slices.ts'
import { readNextScan } from './next-scan.ts'
import { leadsConcerned } from './leads-concerned.sql.ts'
import { loadDraft, type RuleDraft } from './load-draft.sql.ts'
import { loadPlan } from '../../record/state/load-plan.sql.ts'
import { readFollowed, readLeadStates } from '../../record/state/read-lead-states.sql.ts'
import { DAY } from '../../ground/time.ts'

export interface PreviewOptions {
  /** Those that send by themselves, for what messages would cost. */
  channels?: Channels
  /** How many days to look ahead. */
  days?: number
  /** How many single leads and messages to return of each kind. */
  samples?: number
  /** Whether to go on with the next leads: for a time budget, or for whoever cancels. */
  hasTime?: HasTime
  /** Awaited between leads, so that a server goes on answering. */
  breathe?: () => Promise<void>
}

/**
 * `now` in milliseconds. Figures "now" are those of a run at `now`, loads those of the scans of the schedule from then on
 * (of scans without pause while it is disabled). Reads one consistent picture and takes no lock; memory does not grow
 * with the number of leads. Null when the frequency or one of the templates does not exist.
 */
export function previewRule(
  db: Db,
  draft: RuleDraft,
  now: number,
  { channels, days = 30, samples = 20, hasTime = () => true, breathe }: PreviewOptions = {},
): Promise<RulePreview | null> {
  return db.transaction(async (tx) => {
    await tx.query('set transaction isolation level repeatable read, read only')
    const rule = await loadDraft(tx, draft)
    if (!rule) return null
    const plan = await loadPlan(tx)
    const followed = await readFollowed(tx)
    const until = now + days * DAY
    const channel = channels?.get(rule.channel)
    const previewer = createPreviewer(
      {
        rule,
        before: { plan, followed },
        after: {
          plan: { ...plan, rules: new Map(plan.rules).set(rule.id, rule) },
          followed: new Map(followed).set(rule.id, NEVER_FOLLOWED),
        },
      },
      {
        now,
        until,
        nextScan: await readNextScan(tx, now, until),
        samples,
        ...(channel && { priceOf: await channel.readPrices(tx) }),
      },
    )
    const concerned = { ruleId: rule.id, audience: rule.audience, now, until }
    const slices = leadSlices(
      (last, limit) => leadsConcerned(tx, concerned, last, limit),
      (leadIds) => readLeadStates(tx, leadIds),
      breathe,
    )
    for await (const states of slices) {
      if (!hasTime()) return { ...previewer.result(), isComplete: false }
      for (const state of states) previewer.add(state)
    }
    return previewer.result()
  })
}
