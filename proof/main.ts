/** `npm run prove`: reads what is asked, plays it, keeps the results and writes the report. */
import { parseArgs } from 'node:util'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { FAULTS, runFaults } from './faults/index.ts'
import { LIVES, runLife } from './life/index.ts'
import { runWebhooks, WEBHOOKS } from './webhooks/index.ts'
import type { PartOptions, PartResult, RunPart } from './parts.ts'
import { resultKeeper } from './results.ts'
import { writeReport } from './report.ts'

const HELP = `npm run prove -- [model | faults | webhooks | life | report] [options]

Proves that each due step is recorded once and that nobody is forgotten, whatever breaks. Without a word: all of them.

  --seed S           replays the random numbers of an earlier run
  --rounds N         rounds of each fault; without it, as many as a full run has
  --first N          begins with round N, to replay one
  --only A,B         these faults alone: ${[...FAULTS, WEBHOOKS, ...LIVES].map(({ name }) => name).join(', ')}
  --budget MINUTES   begins no round after so long; of life: how long the load lasts
  --report FILE      the report; docs/proof.md when absent
  --verbose          says how long each round took
  --no-keep          neither results nor report are written
`

const PARTS = ['model', 'faults', 'webhooks', 'life'] as const
type Part = (typeof PARTS)[number]

const OPTIONS = {
  seed: { type: 'string' },
  rounds: { type: 'string' },
  first: { type: 'string', default: '1' },
  only: { type: 'string' },
  budget: { type: 'string' },
  report: { type: 'string', default: 'docs/proof.md' },
  verbose: { type: 'boolean', default: false },
  'no-keep': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

/** `prepare` builds what is proved. Returns the exit code: 1 when something was found that must not be. */
export async function prove(words: string[], prepare: () => void): Promise<number> {
  try {
    return await proveAsked(words, prepare)
  } catch (error) {
    if (!(error instanceof Misused)) throw error
    console.error(`${error.message}\n\n${HELP}`)
    return MISUSED
  }
}

class Misused extends Error {}
const MISUSED = 2

async function proveAsked(words: string[], prepare: () => void): Promise<number> {
  const { values, positionals } = read(words)
  if (values.help) {
    console.log(HELP)
    return 0
  }
  if (positionals.includes('report')) return writeReport(values.report)
  const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed)
  const options: PartOptions = {
    seed,
    rounds: values.rounds === undefined ? null : Number(values.rounds),
    first: Number(values.first),
    budgetMs: values.budget === undefined ? null : Number(values.budget) * 60_000,
    only: values.only?.split(',') ?? null,
    isVerbose: values.verbose,
    log: (line) => console.log(`  ${line}`),
    ...(!values['no-keep'] && { keep: resultKeeper(seed) }),
  }
  prepare()
  const parts = PARTS.filter((part) => positionals.length === 0 || positionals.includes(part))
  console.log(`› Proving (${parts.join(' and ')}) with seed ${seed}`)
  const results = await playAll(parts, options)
  if (!values['no-keep']) writeReport(values.report)
  return results.some(({ violations }) => violations.length > 0) ? 1 : 0
}

/** @throws Misused for words that mean nothing here, and for options that npm has kept for itself. */
function read(words: string[]) {
  const kept = Object.keys(OPTIONS).filter((name) => process.env[`npm_config_${name.replaceAll('-', '_')}`])
  if (kept.length > 0)
    throw new Misused(`npm has kept --${kept[0]} for itself. Put two dashes before it: npm run prove -- --${kept[0]}`)
  const { values, positionals } = parsed(words)
  const parts: readonly string[] = [...PARTS, 'report']
  const faults: readonly string[] = [...FAULTS, WEBHOOKS, ...LIVES].map(({ name }) => name)
  const unknownPart = positionals.find((word) => !parts.includes(word))
  if (unknownPart) throw new Misused(`There is no part "${unknownPart}".`)
  const unknownFault = values.only?.split(',').find((name) => !faults.includes(name))
  if (unknownFault) throw new Misused(`There is no fault "${unknownFault}".`)
  for (const name of ['seed', 'rounds', 'first', 'budget'] as const) {
    if (values[name] !== undefined && !/^\d+(\.\d+)?$/.test(values[name]))
      throw new Misused(`--${name} must be a number.`)
  }
  return { values, positionals }
}

function parsed(words: string[]) {
  try {
    return parseArgs({ args: words, allowPositionals: true, options: OPTIONS })
  } catch (error) {
    throw new Misused((error as Error).message)
  }
}

const PLAYED: Readonly<Record<Exclude<Part, 'model'>, RunPart>> = {
  faults: (options) => runFaults(options),
  webhooks: (options) => runWebhooks(options),
  life: runLife,
}

async function playAll(parts: readonly Part[], options: PartOptions): Promise<PartResult[]> {
  const results: PartResult[] = []
  for (const part of parts) {
    const play = part === 'model' ? await findModel(options) : PLAYED[part]
    const played = play ? await play(options) : []
    // The model tells all at once, at its end.
    if (part === 'model') for (const result of played) options.keep?.(result)
    results.push(...played)
  }
  return results
}

/** Bundled beside this file when `proof/model` is there; an old bundle is not taken for it. */
async function findModel({ log }: PartOptions): Promise<RunPart | null> {
  const file = join(process.cwd(), 'proof/dist/model.mjs')
  const isThere = existsSync(join(process.cwd(), 'proof/model/part.ts'))
  if (isThere) return ((await import(pathToFileURL(file).href)) as { runModel: RunPart }).runModel
  log('The model part is not in this checkout (proof/model/part.ts is missing).')
  return null
}
