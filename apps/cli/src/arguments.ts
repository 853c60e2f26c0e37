/** What the command line of `npm run relance` may hold, and how it is read. Loads nothing: every command waits for it. */
import { parseArgs } from 'node:util'
import type { Host } from '@relance/relance'
import { type CommandUsage, usageOf } from './usage.ts'
import { misuse } from '@relance/api/refusal'

const OPTIONS = {
  'dry-run': { type: 'boolean' },
  at: { type: 'string' },
  budget: { type: 'string' },
  country: { type: 'string' },
  against: { type: 'string' },
  anchors: { type: 'string' },
  repair: { type: 'boolean' },
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
  mapping: { type: 'string' },
  refused: { type: 'string' },
  columns: { type: 'boolean' },
  source: { type: 'string' },
  sheet: { type: 'string' },
  'proper-names': { type: 'boolean' },
  verify: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

export const write = (line: string): void => void process.stdout.write(`${line}\n`)
export const print = (value: unknown): void => write(JSON.stringify(value, null, 2))
export const progress = (line: string): void => void process.stderr.write(`${line}\n`)

export type Values = ReturnType<typeof parse>['values']
/** `operand` is empty for a command that takes none. */
export type Command = (host: Host & { url: string }, values: Values, operand: string) => Promise<void>

const parse = (args: string[]) => parseArgs({ args, options: OPTIONS, allowPositionals: true })

interface CommandLine {
  usage: CommandUsage
  values: Values
  operand: string
}

/**
 * Null when help is asked for. @throws a refusal that names the word or option which the command does not take: what is
 * not understood must not be left out, since the rest may then do something else.
 */
export function readCommand(args: string[], environment: NodeJS.ProcessEnv): CommandLine | null {
  const { values, positionals } = parseOrRefuse(args)
  refuseSwallowed(positionals, environment)
  if (values.help || positionals.length === 0 || positionals[0] === 'help') return null
  const usage = usageOf(positionals)
  if (!usage) throw misuse(`There is no command "${positionals.slice(0, 2).join(' ')}". See: npm run relance -- --help`)
  const { command, operand, options, forms } = usage
  const foreign = Object.keys(values).find((name) => !options.has(name))
  if (foreign) throw misuse(`"${command}" has no option --${foreign}. It is called so:\n\n${forms}\n`)
  const words = positionals.slice(command.split(' ').length)
  const isWanted = operand !== null && values.relance === undefined
  const extra = words[isWanted ? 1 : 0]
  if (extra !== undefined) throw misuse(`"${command}" takes no word "${extra}". It is called so:\n\n${forms}\n`)
  if (isWanted && !words[0])
    throw misuse(`"${command}" needs one more word: ${operand}. It is called so:\n\n${forms}\n`)
  return { usage, values, operand: words[0] ?? '' }
}

function parseOrRefuse(args: string[]) {
  try {
    return parse(args)
  } catch (error) {
    throw misuse(`${(error as Error).message.split('. ')[0]}. See: npm run relance -- --help`)
  }
}

/** npm reads `--apply` letter by letter, as `-a -p -l -y`. */
const APPLY = ['all', 'parseable', 'long', 'yes']

const letters = (name: string): string => name.replaceAll(/[-_]/g, '').toLowerCase()

/**
 * Without the two dashes npm keeps every option, whole or shortened, and hands it over as `npm_config_…`: what was meant as
 * a dry run would be a real one.
 */
function refuseSwallowed(words: readonly string[], environment: NodeJS.ProcessEnv): void {
  const names = Object.keys(OPTIONS).filter((name) => name !== 'help')
  const swallowed = Object.entries(environment).flatMap(([key, value]) => {
    const given = /^npm_config_(.{3,}|at)$/i.exec(key)?.[1]
    const meant = given && value ? names.find((name) => isMeant(name, given)) : undefined
    return meant === undefined
      ? []
      : [value === 'true' ? `--${meant}` : `--${meant} ${/\s/.test(value ?? '') ? JSON.stringify(value) : value}`]
  })
  if (APPLY.every((name) => environment[`npm_config_${name}`] === 'true')) swallowed.push('--apply')
  if (swallowed.length === 0) return
  const options = [...new Set(swallowed)].join(' ')
  throw misuse(
    `Nothing was done: npm has kept ${options} for itself. Put two dashes before the command:\n\n  npm run relance -- ${[...words, options].join(' ')}\n`,
  )
}

const isMeant = (name: string, given: string): boolean =>
  letters(name) === letters(given) || (given.length > 2 && letters(name).startsWith(letters(given)))

/** The instant a dry run is about. */
export function readInstant(text: string | undefined): number | null {
  if (text === undefined) return null
  if (
    !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text) ||
    Number.isNaN(Date.parse(text))
  ) {
    throw misuse('--at takes an ISO 8601 instant with its zone, for example 2026-03-02T09:00:00Z.')
  }
  return Date.parse(text)
}

export function readBudget(text: string | undefined): number | null {
  if (text === undefined) return null
  const seconds = Number(text)
  if (!(seconds > 0)) throw misuse('--budget takes a number of seconds above 0.')
  return seconds
}
