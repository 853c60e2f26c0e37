/** Writes every message a rule would send to the leads that match now, before the rule is let loose. */
import { createPreflighter, type Preflight } from './preflight.pure.ts'
import { leadRefusal } from '../../decide/checks.ts'
import type { Channels } from '../../ground/channel.ts'
import type { Db, HasTime } from '../../ground/ports.ts'
import { loadDraft, type RuleDraft } from './load-draft.sql.ts'
import { loadPlan } from '../../record/state/load-plan.sql.ts'
import { matchingLeads } from './matching-leads.sql.ts'

export interface PreflightOptions {
  /** Those that send by themselves, for what they make of the texts. */
  channels?: Channels
  /** How many leads of each kind of finding to return. */
  samples?: number
  hasTime?: HasTime
  /** Awaited between chunks, so that a server goes on answering. */
  breathe?: () => Promise<void>
}

const CHUNK = 1_000

/**
 * Every text of every step, for every lead in the audience at `now` (milliseconds) that may be contacted; memory does not
 * grow with their number. Null when the frequency or one of the templates does not exist.
 */
export async function preflight(
  db: Db,
  draft: RuleDraft,
  now: number,
  { channels, samples = 20, hasTime = () => true, breathe }: PreflightOptions = {},
): Promise<Preflight | null> {
  const rule = await loadDraft(db, draft)
  if (!rule) return null
  const plan = await loadPlan(db)
  const ids = [...rule.templates, ...(rule.variants ?? []).map(({ template }) => template)].map(({ id }) => id)
  const channel = channels?.get(rule.channel)
  const preflighter = createPreflighter(rule, plan.companyName, {
    samples,
    unapproved: channel ? await channel.unsendable(db, ids) : [],
    ...(channel && { counterparts: await channel.readTemplates(db, ids) }),
  })
  let after: string | null = null
  do {
    if (!hasTime()) return { ...preflighter.result(), isComplete: false }
    const leads = await matchingLeads(db, rule.audience, now, after, CHUNK)
    for (const lead of leads) if (!leadRefusal(lead, plan.openStatuses)) preflighter.add(lead)
    after = leads.length < CHUNK ? null : (leads.at(-1)?.id ?? null)
    await breathe?.()
  } while (after !== null)
  return preflighter.result()
}
