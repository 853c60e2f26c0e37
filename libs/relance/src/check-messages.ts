/** Writes every message a rule would produce today, before the rule is let loose. */
import { instantOf, localDateOf } from './core/calendar.ts'
import { decideAll } from './core/decide.ts'
import { dossiersAt } from './dry-run.ts'
import type { Db } from './ports.ts'
import { loadPlan } from './sql/load-plan.ts'

export interface MessageCheck {
  written: number
  /** Leads whose message would be blank or over-long. */
  refused: number
  /** Leads whose message would have a variable with nothing to say. */
  withGaps: number
  emptyVariables: string[]
}

const DAY = 86_400_000

/** Of an active rule alone, until the end of today in the company's zone; `now` in milliseconds. */
export async function checkMessages(tx: Db, ruleId: string, now: number): Promise<MessageCheck> {
  const everything = await loadPlan(tx)
  const plan = { ...everything, rules: new Map([...everything.rules].filter(([id]) => id === ruleId)) }
  const today = Date.parse(`${localDateOf(now, plan.timeZone)}T00:00:00Z`)
  const endOfToday = instantOf(today + DAY, plan.timeZone) - 1
  const check: MessageCheck = { written: 0, refused: 0, withGaps: 0, emptyVariables: [] }
  const empty = new Set<string>()
  for await (const dossiers of dossiersAt(tx, plan, endOfToday)) {
    for (const decision of decideAll(dossiers, plan, endOfToday)) {
      if (decision.kind === 'hold') {
        if (decision.reason === 'message_refused') check.refused++
        continue
      }
      check.written++
      const { lead, template } = decision
      const values = { lead, closer: { name: lead.closerName ?? '' }, company: { name: plan.companyName } }
      const gaps = template.template.emptyVariables(values)
      if (gaps.length > 0) check.withGaps++
      for (const name of gaps) empty.add(name)
    }
  }
  return { ...check, emptyVariables: [...empty].sort() }
}
