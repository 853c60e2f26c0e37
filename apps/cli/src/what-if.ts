/** The commands that ask what would happen, and what did. Only `spread --apply` and `--undo` change anything. */
import { readFile } from 'node:fs/promises'
import { ruleDraft, ruleExplanationOf, ruleExplanationWords } from '@relance/contract'
import {
  applySpread,
  backtest,
  type Db,
  effectOf,
  explainRelance,
  forecast,
  type Host,
  keepDryRun,
  planSpread,
  preflight,
  previewRule,
  readNow,
  readGroups,
  readSettings,
  type RuleDraft,
  undoSpread,
} from '@relance/relance'
import { DAY, readAudience } from '@relance/relance/core'
import { channels, note } from '@relance/api/operations'
import { misuse, refusal } from '@relance/api/refusal'

export interface WhatIfOptions {
  days?: string | undefined
  /** A file with what would be changed in the rule: the body of `POST /api/rules/preview`. */
  change?: string | undefined
  /** A line for whoever waits. */
  progress(line: string): void
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** @throws a refusal without a whole number from 1 to `most`. */
function readDays(text: string | undefined, usual: number, most: number): number {
  const days = text === undefined ? usual : Number(text)
  if (!Number.isInteger(days) || days < 1 || days > most) throw misuse(`--days takes a whole number from 1 to ${most}.`)
  return days
}

/** A saved rule, with the changes of the file, as if it were active. @throws a refusal when there is none. */
async function readDraft(db: Db, id: string, change?: string): Promise<RuleDraft> {
  if (!UUID.test(id)) throw misuse('Which rule? Give its id.')
  const [draft] = await db.query<RuleDraft>(
    `select id, name, priority, channel, audience, stop_on as "stopOn", expiry_days as "expiryDays",
            frequency_id as "frequencyId", template_ids as "templateIds", holdout_percent as "holdoutPercent", variants, on_contact as "onContact"
       from rules where id = $1`,
    [id],
  )
  if (!draft) throw refusal('There is no rule with this id.')
  return change === undefined ? draft : { ...draft, ...(await readChange(change)) }
}

/** @throws a refusal that says what in the file cannot be read. */
async function readChange(file: string): Promise<Partial<RuleDraft>> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw refusal(`There is no file ${file} to read.`)
  })
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw refusal(`${file} is no JSON.`)
  }
  const read = ruleDraft.omit({ id: true }).safeParse(json)
  if (!read.success)
    throw refusal(read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'))
  const { audience, ...changed } = read.data
  if (audience === undefined) return changed as Partial<RuleDraft>
  const asked = readAudience(audience)
  if (!asked.ok) throw refusal('audience: it cannot be used.')
  return { ...changed, audience: asked.audience } as Partial<RuleDraft>
}

/** The answer to a question about a rule. @throws a refusal when its frequency or a template is not there. */
function whole<Answer extends object>(answer: Answer | null): Answer {
  if (!answer) throw refusal('The frequency or one of the templates does not exist.')
  return answer
}

const INSTANTS: ReadonlySet<string> = new Set(['at', 'from', 'until'])

/** Its instants in ISO 8601, as the API gives them. */
function readable(answer: object): Record<string, unknown> {
  const fields = Object.entries(answer).map(([name, value]) => {
    return [name, INSTANTS.has(name) ? new Date(value as number).toISOString() : value]
  })
  return Object.fromEntries(fields) as Record<string, unknown>
}

/** Without samples: a terminal's history is no place for names and messages. */
export async function previewCommand({ db }: Host, ruleId: string, { days, change }: WhatIfOptions) {
  const options = { channels, days: readDays(days, 30, 60), samples: 0 }
  return readable(whole(await previewRule(db, await readDraft(db, ruleId, change), await readNow(db), options)))
}

export async function backtestCommand({ db }: Host, ruleId: string, { days, change, progress }: WhatIfOptions) {
  const options = { days: readDays(days, 90, 366), onProgress: (leads: number) => progress(`${leads} leads done`) }
  return readable(whole(await backtest(db, await readDraft(db, ruleId, change), await readNow(db), options)))
}

export async function forecastCommand({ db }: Host, { days }: WhatIfOptions) {
  return readable(await forecast(db, await readNow(db), { days: readDays(days, 14, 30) }))
}

/** Every text of the rule for every lead that matches now: what comes out wrong. Leads by id alone. */
export async function preflightCommand({ db }: Host, ruleId: string, { change }: WhatIfOptions): Promise<object> {
  const { findings, ...found } = whole(
    await preflight(db, await readDraft(db, ruleId, change), await readNow(db), { channels }),
  )
  return {
    ...found,
    findings: findings.map(({ sample, ...finding }) => ({ ...finding, leadIds: sample.map(({ leadId }) => leadId) })),
  }
}

export async function effectCommand({ db }: Host, ruleId: string, { days }: WhatIfOptions): Promise<object> {
  const { id } = await readDraft(db, ruleId)
  const since = (await readNow(db)) - readDays(days, 90, 3_660) * DAY
  const effect = await effectOf(db, id ?? '', since)
  return { ...effect, since: new Date(since).toISOString() }
}

const KINDS: readonly string[] = ['recorded', 'held', 'excluded']

/** The figures of a dry run over the whole base; with `list`, the rows behind one of them. */
export async function dryRunCommand(host: Host, at: number | null, list: string | undefined): Promise<object> {
  const [kind = '', reason = null] = list?.split(':') ?? []
  if (list !== undefined && !KINDS.includes(kind)) throw misuse('--list takes recorded, held or excluded, and :REASON.')
  const { id, report } = await keepDryRun(host, { ...(at !== null && { at }), channels })
  if (list === undefined) return { ...report, groups: await readGroups(host.db, id) }
  return host.db.query(
    `select lead_id as "leadId", closer_id as "closerId", rule_id as "ruleId", step, channel, deliver_at as "deliverAt",
            message, reason, until
       from dry_run_rows where dry_run_id = $1 and kind = $2 and ($3::text is null or reason = $3) order by id`,
    [id, kind, reason],
  )
}

interface SpreadOptions extends Pick<WhatIfOptions, 'days'> {
  limit?: string | undefined
  apply?: boolean | undefined
  undo?: string | undefined
}

/** Shows what would come later; does it, or takes it back, when asked to. `byHand` names who does in the audit log. */
export async function spreadCommand({ db }: Host, byHand: Db, { days, limit, apply, undo }: SpreadOptions) {
  if (undo !== undefined && apply) throw misuse('--apply and --undo exclude each other.')
  if (undo !== undefined) return undoCommand(byHand, undo, await readNow(db))
  const wanted = limit === undefined ? (await readSettings(db, 'closerDailyLimit')).closerDailyLimit : Number(limit)
  if (!wanted || !Number.isInteger(wanted) || wanted < 1)
    throw misuse('--limit takes how many relances a day may have.')
  const spread = await planSpread(db, await readNow(db), { limit: wanted, days: readDays(days, 14, 30) })
  const figures = { limit: wanted, moved: spread.moves.length, unplaced: spread.unplaced, days: spread.days }
  if (!apply) return figures
  return byHand.transaction(async (tx) => {
    const { id, moved } = await applySpread(tx, spread, await readNow(tx))
    const details = { limit: wanted, leads: moved, unplaced: spread.unplaced }
    await note(tx, { action: 'spread', resource: 'forecast', recordId: id, details })
    return { id, ...figures, moved }
  })
}

function undoCommand(db: Db, id: string, now: number) {
  return db.transaction(async (tx) => {
    const restored = UUID.test(id) ? await undoSpread(tx, id, now) : null
    if (restored === null) throw refusal('There is nothing to take back with this id.')
    await note(tx, { action: 'spread_undone', resource: 'forecast', recordId: id, details: { leads: restored } })
    return { id, restored }
  })
}

export async function explainRelanceCommand({ db }: Host, relanceId: string) {
  const explained = UUID.test(relanceId) ? await explainRelance(db, relanceId) : null
  if (!explained) throw refusal('There is no relance with this id.')
  const explanation = ruleExplanationOf(explained)
  return { ...explanation, words: ruleExplanationWords('en', explanation) }
}
