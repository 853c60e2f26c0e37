/** The short part of `npm run prove`: a few rounds of the cheap faults, against real servers on a real PostgreSQL. */
import { readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { ANCHORS } from './anchors.ts'
import { runFaults } from './faults/index.ts'
import { groundAt } from './faults/ground.ts'
import { runWebhooks } from './webhooks/index.ts'

/** `RELANCE_SEED=…` replays the random numbers of a run that failed. */
const seed = Number(process.env.RELANCE_SEED ?? Date.now() % 1_000_000)
const isNight = process.env.RELANCE_TESTS === 'full'
const ROUNDS: Readonly<Record<string, number>> = isNight
  ? { overlap: 20, backends: 3, 'server-kill': 2 }
  : { overlap: 8, backends: 2 }

it.each(Object.entries(ROUNDS))(
  `each due step is recorded once and nobody is forgotten: %s, %i rounds (seed ${seed})`,
  async (name, rounds) => {
    const said: string[] = []
    const options = {
      seed,
      rounds,
      first: 1,
      budgetMs: null,
      only: [name],
      isQuick: true,
      log: (line: string) => said.push(line),
    }
    const [result] = await runFaults(options, groundAt(process.env.RELANCE_TEST_TEMPLATE ?? ''))
    expect({ violations: result?.violations, rounds: result?.rounds, said }).toEqual({
      violations: [],
      rounds,
      said: expect.anything(),
    })
  },
  120_000,
)

it(`events of WhatsApp, told twice and shuffled, end as they should (seed ${seed})`, async () => {
  const said: string[] = []
  const options = {
    seed,
    rounds: 1,
    first: 1,
    budgetMs: null,
    only: null,
    isQuick: true,
    log: (line: string) => said.push(line),
  }
  const [result] = await runWebhooks(options, groundAt(process.env.RELANCE_TEST_TEMPLATE ?? ''))
  expect({ violations: result?.violations, rounds: result?.rounds, said }).toEqual({
    violations: [],
    rounds: 1,
    said: expect.anything(),
  })
}, 240_000)

it('every test file the report names is there', () => {
  const files = new Set(
    ['apps', 'libs'].flatMap((folder) =>
      // A name that several have is told with its folder.
      readdirSync(folder, { recursive: true }).flatMap((file) => [
        basename(String(file)),
        join(basename(dirname(String(file))), basename(String(file))),
      ]),
    ),
  )
  expect(ANCHORS.flatMap(({ tests }) => tests).filter((file) => !files.has(file))).toEqual([])
})
