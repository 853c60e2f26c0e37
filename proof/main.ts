/** `npm run prove`: reads what is asked, plays it, keeps the results and writes the report. */
import { parseArgs } from 'node:util'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { FAULTS, runFaults } from './faults/index.ts'
import { LIVES, runLife } from './life/index.ts'
import type { PartOptions, PartResult, RunPart } from './parts.ts'
import { keepResults } from './results.ts'
import { writeReport } from './report.ts'

const HELP = `npm run prove -- [model | faults | life | report] [options]

Proves that each due step is recorded once and that nobody is forgotten, whatever breaks. Without a word: model, faults and life.

  --seed S           replays the random numbers of an earlier run
  --rounds N         rounds of each fault; without it, as many as a full run has
  --first N          begins with round N, to replay one
  --only A,B         these faults alone: ${[...FAULTS, ...LIVES].map(({ name }) => name).join(', ')}
  --budget MINUTES   begins no round after so long; of life: how long the load lasts
  --report FILE      the report; docs/proof.md when absent
  --verbose          says how long each round took
  --no-keep          neither results nor report are written
`

const PARTS = ['model', 'faults', 'life'] as const
type Part = (typeof PARTS)[number]

/** Returns the exit code: 1 when something was found that must not be. */
export async function prove(words: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      seed: { type: 'string' },
      rounds: { type: 'string' },
      first: { type: 'string', default: '1' },
      only: { type: 'string' },
      budget: { type: 'string' },
      report: { type: 'string', default: 'docs/proof.md' },
      verbose: { type: 'boolean', default: false },
      'no-keep': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const known: readonly string[] = [...PARTS, 'report']
  const unknown = positionals.find((word) => !known.includes(word))
  if (values.help || unknown) {
    console.log(unknown ? `There is no part "${unknown}".\n\n${HELP}` : HELP)
    return unknown ? 1 : 0
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
  }
  const parts = PARTS.filter((part) => positionals.length === 0 || positionals.includes(part))
  console.log(`› Proving (${parts.join(' and ')}) with seed ${seed}`)
  const results = await playAll(parts, options)
  if (!values['no-keep']) {
    keepResults({ seed, results })
    writeReport(values.report)
  }
  return results.some(({ violations }) => violations.length > 0) ? 1 : 0
}

async function playAll(parts: readonly Part[], options: PartOptions): Promise<PartResult[]> {
  const results: PartResult[] = []
  for (const part of parts) {
    const play = part === 'model' ? await findModel(options) : part === 'faults' ? runFaults : runLife
    if (play) results.push(...(await play(options)))
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
