/** The commands: what each takes, and what it says before it writes. Loads nothing, since every command waits for it. */

/** The options that say whether a command writes. */
interface Writing {
  'dry-run'?: boolean | undefined
  columns?: boolean | undefined
  apply?: boolean | undefined
  undo?: string | undefined
  repair?: boolean | undefined
}

interface Usage {
  command: string
  /** The one word that follows. */
  operand?: string
  /** Its options, as the help shows them. */
  options?: string
  does: string
  /** What it is about to write; null when it only reads. Absent: it never writes. */
  announces?: (values: Writing, operand: string) => string | null
}

const unless = (isDry: boolean | undefined, what: string): string | null => (isDry ? null : what)

const USAGES = [
  {
    command: 'run',
    options: '[--dry-run] [--at INSTANT] [--budget SECONDS]',
    does: 'records what is due; prints the run as JSON',
    announces: (values) =>
      unless(values['dry-run'], 'A real run: records every relance that is due (with --dry-run, none)'),
  },
  {
    command: 'import',
    operand: 'FILE',
    options:
      '[--dry-run] [--answers FILE] [--mapping FILE] [--refused FILE] [--source NAME] [--country FR] [--sheet NAME] [--proper-names] [--language fr]',
    does: 'brings the leads of a CSV or .xlsx file in; prints a report',
    announces: (values, file) =>
      unless(values['dry-run'] || values.columns, `Imports ${file} (with --dry-run, only reads it)`),
  },
  {
    command: 'import',
    operand: 'FILE',
    options: '--columns [--country FR] [--sheet NAME]',
    does: 'how the file is read, and where each of its columns would go',
  },
  { command: 'imports', does: 'the latest imports, and until when each can be taken back' },
  {
    command: 'imports undo',
    operand: 'IMPORT',
    does: 'takes an import back, for 24 hours; prints what stays',
    announces: (_, id) => `Takes the import ${id} back`,
  },
  {
    command: 'seed',
    does: 'loads demonstration data into an empty database',
    announces: () => 'Loads demonstration data, if there is no data yet',
  },
  {
    command: 'explain',
    operand: 'LEAD',
    options: '[--at INSTANT]',
    does: 'why a lead is followed up, or why not, rule by rule',
  },
  { command: 'explain', options: '--relance RELANCE', does: 'why a relance was recorded' },
  {
    command: 'dry-run',
    options: '[--at INSTANT] [--list KIND[:REASON]]',
    does: 'the figures of a run over the whole base, and who is behind them',
  },
  {
    command: 'preview',
    operand: 'RULE',
    options: '[--days 30] [--change FILE]',
    does: 'what a rule would do from now on, as if it were active',
  },
  {
    command: 'backtest',
    operand: 'RULE',
    options: '[--days 90] [--change FILE]',
    does: 'what a rule would have done, against what happened',
  },
  {
    command: 'preflight',
    operand: 'RULE',
    options: '[--change FILE]',
    does: 'every text of a rule for every lead: what comes out wrong',
  },
  { command: 'effect', operand: 'RULE', options: '[--days 90]', does: 'what a rule has brought about, step by step' },
  { command: 'forecast', options: '[--days 14]', does: 'the load of the days to come, closer by closer' },
  {
    command: 'spread',
    options: '[--days 14] [--limit N] [--apply | --undo ID]',
    does: 'spreads days that are too full: shown, done, or taken back',
    announces: ({ apply, undo }) =>
      undo ? `Takes the spread ${undo} back` : apply ? 'Moves relances of days that are too full' : null,
  },
  {
    command: 'migrate',
    does: 'brings the database to this version',
    announces: () => 'Brings the tables to this version',
  },
  {
    command: 'audit verify',
    options: '[--against HEAD] [--anchors FILE]',
    does: 'walks the audit log’s chain, also against heads kept before; exit code 3 when it is broken',
  },
  {
    command: 'audit enrolments',
    options: '[--repair]',
    does: 'compares every lead with the rules: shown, or put right; exit code 3 when differences are left',
    announces: ({ repair }) => (repair ? 'Puts enrolments right that differ from the rules' : null),
  },
  { command: 'audit head', does: 'prints the chain’s head, to be kept elsewhere' },
  {
    command: 'whatsapp check',
    options: '[--language fr]',
    does: 'tests the connection to WhatsApp; exit code 1 when something is wrong',
  },
  {
    command: 'backup',
    operand: 'FILE',
    does: 'writes all data, as of one instant, into one file; the server may go on meanwhile',
  },
  {
    command: 'restore',
    operand: 'FILE',
    options: '[--verify]',
    does: 'restores a backup into an empty database; --verify also walks the audit log’s chain, exit code 3 when it is broken',
    announces: (_, file) => `Restores ${file}`,
  },
  {
    command: 'doctor',
    does: 'what stands in the way of a sound installation, and how to mend it; exit code 1 when something is wrong',
  },
  {
    command: 'user create',
    operand: 'EMAIL',
    options: '--name NAME [--role ROLE]',
    does: 'makes an account; the password is read from standard input',
    announces: (_, email) => `Makes an account for ${email}`,
  },
] as const satisfies readonly Usage[]

export type CommandName = (typeof USAGES)[number]['command']
const ALL: readonly (Usage & { command: CommandName })[] = USAGES

const lineOf = ({ command, operand, options }: Usage): string => [command, operand, options].filter(Boolean).join(' ')

export const HELP = `npm run relance -- <command>

${ALL.map((usage) => `  ${lineOf(usage).padEnd(52)}  ${usage.does}`).join('\n')}

The two dashes after "relance" are needed: without them npm keeps the options for itself, and the command is refused.
DATABASE_URL says which database; without it, the embedded one of this folder.
INSTANT is ISO 8601, for example 2026-03-02T09:00:00Z; for a run it needs --dry-run. KIND is recorded, held or excluded.
--answers takes a JSON file with the answers to the questions of an earlier try, for example {"status":{"Open":"contacted"}};
--mapping one with the place of each column, for example ["phone","firstName",null]. The refused lines are written to the FILE of --refused, in
the columns of the file, with the reason: to be mended and imported.
FILE of --change is JSON: the fields of the rule that would change, as POST /api/rules/preview takes them.
Exit codes: 0 done, 1 failed, 2 not understood (nothing was done) or lines of an import refused.`

export interface CommandUsage {
  command: CommandName
  operand: string | null
  options: ReadonlySet<string>
  /** How it is called, one line a form. */
  forms: string
  announces: NonNullable<Usage['announces']>
}

/** What a command of one or two words takes, all its forms together; undefined when there is none. */
export function usageOf(words: readonly string[]): CommandUsage | undefined {
  const named = (name = ''): readonly (Usage & { command: CommandName })[] =>
    ALL.filter(({ command }) => command === name)
  const twoWords = named(words.slice(0, 2).join(' '))
  const forms = twoWords.length > 0 ? twoWords : named(words[0])
  const [first] = forms
  if (!first) return undefined
  const options = forms.flatMap(({ options: text = '' }) =>
    [...text.matchAll(/--([a-z-]+)/g)].map(([, name = '']) => name),
  )
  return {
    command: first.command,
    operand: forms.find(({ operand }) => operand)?.operand ?? null,
    options: new Set(options),
    forms: forms.map((form) => `  npm run relance -- ${lineOf(form)}`).join('\n'),
    announces: forms.find(({ announces }) => announces)?.announces ?? (() => null),
  }
}
