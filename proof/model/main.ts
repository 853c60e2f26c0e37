/** `node proof/model/run.mjs --sequences 10000 --commands 50 --seed 1`, or `--seed S --sequence N`, or `--replay FILE`. */
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { linesOf, replay, runModel, type Script } from './index.ts'
import { withThrowawayDatabase } from './throwaway.ts'

const { values } = parseArgs({
  options: {
    sequences: { type: 'string', default: '100' },
    commands: { type: 'string', default: '50' },
    seed: { type: 'string', default: '1' },
    actors: { type: 'string', default: '3' },
    sequence: { type: 'string' },
    budget: { type: 'string' },
    without: { type: 'string' },
    shrunk: { type: 'string', default: '3' },
    replay: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
})

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

async function main(databaseUrl: string): Promise<boolean> {
  if (values.replay) {
    const found = await replay(databaseUrl, JSON.parse(await readFile(values.replay, 'utf8')) as Script)
    for (const line of found.length > 0 ? found : ['No difference.']) say(line)
    return found.length === 0
  }
  const shown = new Map<string, number>()
  const report = await runModel({
    databaseUrl,
    ...(values.sequence === undefined
      ? { sequences: Number(values.sequences) }
      : { sequences: 1, from: Number(values.sequence) }),
    commands: Number(values.commands),
    seed: Number(values.seed),
    actors: values.actors === '2' ? 2 : 3,
    shrunk: Number(values.shrunk),
    ...(values.without && { without: values.without.split(',') }),
    ...(values.budget && { budgetSeconds: Number(values.budget) }),
    onViolation: ({ seed, sequence, code, what, commands }) => {
      const count = (shown.get(code) ?? 0) + 1
      shown.set(code, count)
      say(`--- seed ${seed}, sequence ${sequence}: ${code}: ${what}`)
      if (count > Number(values.shrunk)) return
      for (const line of linesOf(commands)) say(`    ${line}`)
      if (values.json) say(JSON.stringify(commands))
    },
    onProgress: (done, violations) => {
      if (done % 20 === 0) process.stderr.write(`${done} sequences, ${violations} violations\n`)
    },
  })
  say(JSON.stringify({ ...report, violations: Object.fromEntries(shown) }))
  return report.violations.length === 0
}

if (!(await withThrowawayDatabase(main))) process.exitCode = 1
