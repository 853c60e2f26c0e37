/** What the command line of `npm run relance` may hold, and how it is read. Loads nothing: every command waits for it. */
import { parseArgs } from 'node:util'
import type { Host } from '@relance/relance'
import { refusal } from './refusal.ts'

export const HELP = `npm run relance -- <command>

  run [--dry-run] [--at INSTANT] [--budget SECONDS]   records what is due; prints the run as JSON
  import FILE [--country FR] [--dry-run]              brings the leads of a CSV or .xlsx file in; prints a report
         [--answers FILE] [--source NAME] [--sheet NAME] [--proper-names] [--language fr]
  seed                                                loads demonstration data into an empty database
  explain LEAD [--at INSTANT]                         why a lead is followed up, or why not, rule by rule
  explain --relance RELANCE                           why a relance was recorded
  dry-run [--at INSTANT] [--list KIND[:REASON]]       the figures of a run over the whole base, and who is behind them
  preview RULE [--days 30] [--change FILE]            what a rule would do from now on, as if it were active
  backtest RULE [--days 90] [--change FILE]           what a rule would have done, against what happened
  preflight RULE [--change FILE]                      every text of a rule for every lead: what comes out wrong
  effect RULE [--days 90]                             what a rule has brought about, step by step
  forecast [--days 14]                                the load of the days to come, closer by closer
  spread [--limit N] [--apply | --undo ID]            spreads days that are too full: shown, done, or taken back
  migrate                                             brings the database to this version
  audit verify [--against HEAD]                       walks the audit log's chain; exit code 3 when it is broken
  audit head                                          prints the chain's head, to be kept elsewhere
  whatsapp check [--language fr]                      tests the connection to WhatsApp; exit code 1 when something is wrong
  user create EMAIL --name NAME [--role ROLE]         makes an account; the password is read from standard input

DATABASE_URL says which database; without it, the embedded one of this folder.
INSTANT is ISO 8601, for example 2026-03-02T09:00:00Z; for a run it needs --dry-run. KIND is recorded, held or excluded.
--answers takes a JSON file with the answers to the questions of an earlier try, for example {"status":{"Open":"contacted"}}.
FILE is JSON: the fields of the rule that would change, as POST /api/rules/preview takes them.`

const OPTIONS = {
  'dry-run': { type: 'boolean' },
  at: { type: 'string' },
  budget: { type: 'string' },
  country: { type: 'string' },
  against: { type: 'string' },
  relance: { type: 'string' },
  days: { type: 'string' },
  change: { type: 'string' },
  list: { type: 'string' },
  limit: { type: 'string' },
  apply: { type: 'boolean' },
  undo: { type: 'string' },
  name: { type: 'string' },
  role: { type: 'string' },
  language: { type: 'string' },
  answers: { type: 'string' },
  source: { type: 'string' },
  sheet: { type: 'string' },
  'proper-names': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

export const write = (line: string): void => void process.stdout.write(`${line}\n`)
export const print = (value: unknown): void => write(JSON.stringify(value, null, 2))
export const progress = (line: string): void => void process.stderr.write(`${line}\n`)

export type Values = ReturnType<typeof readArguments>['values']
export type Command = (host: Host, values: Values, operands: string[]) => Promise<void>

export function readArguments() {
  try {
    return parseArgs({ options: OPTIONS, allowPositionals: true })
  } catch (error) {
    throw refusal(`${(error as Error).message}\n\n${HELP}`)
  }
}

export function readInstant(text: string | undefined, isDry: boolean): number | null {
  if (text === undefined) return null
  if (!isDry) throw refusal('--at needs --dry-run: a real run always works on the present.')
  if (
    !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text) ||
    Number.isNaN(Date.parse(text))
  ) {
    throw refusal('--at takes an ISO 8601 instant with its zone, for example 2026-03-02T09:00:00Z.')
  }
  return Date.parse(text)
}

export function readBudget(text: string | undefined): number | null {
  if (text === undefined) return null
  const seconds = Number(text)
  if (!(seconds > 0)) throw refusal('--budget takes a number of seconds above 0.')
  return seconds
}
