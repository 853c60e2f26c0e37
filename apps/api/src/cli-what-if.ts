/** The commands that ask what would happen, and what did: nothing is written. */
import { ruleExplanationOf, ruleExplanationWords } from '@relance/contract'
import { backtest, type Db, explainRelance, forecast, type Host, previewRule, type RuleDraft } from '@relance/relance'
import { refusal } from './refusal.ts'

export interface WhatIfOptions {
  days?: string | undefined
  /** A line for whoever waits. */
  progress(line: string): void
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** @throws a refusal without a whole number from 1 to `most`. */
function readDays(text: string | undefined, usual: number, most: number): number {
  const days = text === undefined ? usual : Number(text)
  if (!Number.isInteger(days) || days < 1 || days > most)
    throw refusal(`--days takes a whole number from 1 to ${most}.`)
  return days
}

/** A saved rule as a draft of itself, as if it were active. @throws a refusal when there is none. */
async function readDraft(db: Db, id: string | undefined): Promise<RuleDraft> {
  if (!id || !UUID.test(id)) throw refusal('Which rule? Give its id.')
  const [draft] = await db.query<RuleDraft>(
    `select id, name, priority, channel, audience, stop_on as "stopOn", expiry_days as "expiryDays",
            frequency_id as "frequencyId", template_ids as "templateIds", holdout_percent as "holdoutPercent", variants
       from rules where id = $1`,
    [id],
  )
  if (!draft) throw refusal('There is no rule with this id.')
  return draft
}

const INSTANTS: ReadonlySet<string> = new Set(['at', 'from', 'until'])

/** Its instants in ISO 8601, as the API gives them. */
function readable(answer: object | null): Record<string, unknown> | null {
  if (!answer) return null
  const fields = Object.entries(answer).map(([name, value]) => {
    return [name, INSTANTS.has(name) ? new Date(value as number).toISOString() : value]
  })
  return Object.fromEntries(fields) as Record<string, unknown>
}

/** Without samples: a terminal's history is no place for names and messages. */
export async function previewCommand({ db, clock }: Host, ruleId: string | undefined, { days }: WhatIfOptions) {
  const options = { days: readDays(days, 30, 60), samples: 0 }
  return readable(await previewRule(db, await readDraft(db, ruleId), clock(), options))
}

export async function backtestCommand(
  { db, clock }: Host,
  ruleId: string | undefined,
  { days, progress }: WhatIfOptions,
) {
  const options = { days: readDays(days, 90, 366), onProgress: (leads: number) => progress(`${leads} leads done`) }
  return readable(await backtest(db, await readDraft(db, ruleId), clock(), options))
}

export async function forecastCommand({ db, clock }: Host, { days }: WhatIfOptions) {
  return readable(await forecast(db, clock(), { days: readDays(days, 14, 30) }))
}

export async function explainRelanceCommand({ db }: Host, relanceId: string) {
  const explained = UUID.test(relanceId) ? await explainRelance(db, relanceId) : null
  if (!explained) throw refusal('There is no relance with this id.')
  const explanation = ruleExplanationOf(explained)
  return { ...explanation, words: ruleExplanationWords('en', explanation) }
}
