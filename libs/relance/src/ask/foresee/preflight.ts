/** Writes every message that rules would send to the leads that match now, before the rules are let loose. */
import { createPreflighter, type Preflight, type PreflighterOptions } from './preflight.pure.ts'
import { leadRefusal } from '../../decide/checks.ts'
import type { PlannedRule } from '../../decide/plan.ts'
import type { Channels } from '../../ground/channel.ts'
import type { Db, HasTime } from '../../ground/ports.ts'
import { loadDrafts, type RuleDraft } from './load-draft.sql.ts'
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
  options: PreflightOptions = {},
): Promise<Preflight | null> {
  const [found = null] = await preflightAll(db, [draft], now, options)
  return found
}

/** A statement takes so many parameters; an audience has at most a hundred conditions of three. */
const AT_ONCE = 100

/** The same for many, in their order: leads are read once for a hundred of them. */
export async function preflightAll(
  db: Db,
  drafts: readonly RuleDraft[],
  now: number,
  options: PreflightOptions = {},
): Promise<(Preflight | null)[]> {
  const found: (Preflight | null)[] = []
  for (let from = 0; from < drafts.length; from += AT_ONCE)
    found.push(...(await preflightSome(db, drafts.slice(from, from + AT_ONCE), now, options)))
  return found
}

async function preflightSome(
  db: Db,
  drafts: readonly RuleDraft[],
  now: number,
  { channels, samples = 20, hasTime = () => true, breathe }: PreflightOptions,
): Promise<(Preflight | null)[]> {
  const rules = await loadDrafts(db, drafts)
  const plan = await loadPlan(db)
  const known = rules.filter((rule) => rule !== null)
  const templates = await channelTemplates(db, known, channels)
  const preflighters = known.map((rule) => createPreflighter(rule, plan.companyName, { samples, ...templates(rule) }))
  const audiences = known.map(({ audience }) => audience)
  const results = (isComplete: boolean) => {
    const found = preflighters.map((preflighter) => ({ ...preflighter.result(), isComplete }))
    return rules.map((rule) => (rule && found[known.indexOf(rule)]) ?? null)
  }
  let after: string | null = null
  do {
    if (known.length === 0) break
    if (!hasTime()) return results(false)
    const leads = await matchingLeads(db, audiences, { now, after, limit: CHUNK })
    for (const { lead, matches } of leads) {
      preflighters.forEach((preflighter, index) => {
        if (matches[index] && !leadRefusal(lead, plan.openStatuses, known[index]?.channel)) preflighter.add(lead)
      })
    }
    after = leads.length < CHUNK ? null : (leads.at(-1)?.lead.id ?? null)
    await breathe?.()
  } while (after !== null)
  return results(true)
}

const templatesOf = ({ templates, variants = [] }: PlannedRule): string[] =>
  [...templates, ...variants.map(({ template }) => template)].map(({ id }) => id)

/** What the channel of each rule makes of its templates, asked once for each channel. */
async function channelTemplates(db: Db, rules: readonly PlannedRule[], channels: Channels | undefined) {
  const answers = new Map<string, Pick<PreflighterOptions, 'unapproved' | 'counterparts' | 'reaches'>>()
  for (const key of new Set(rules.map(({ channel }) => channel))) {
    const channel = channels?.get(key)
    if (!channel) continue
    const ids = rules.filter((rule) => rule.channel === key).flatMap(templatesOf)
    answers.set(key, {
      unapproved: await channel.unsendable(db, ids),
      counterparts: await channel.readTemplates(db, ids),
      reaches: channel.reaches,
    })
  }
  return (rule: PlannedRule) => {
    const { unapproved, ...asked } = answers.get(rule.channel) ?? { unapproved: [] }
    const own = new Set(templatesOf(rule))
    return { unapproved: unapproved.filter(({ id }) => own.has(id)), ...asked }
  }
}
