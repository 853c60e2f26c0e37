/** The quick part of the model: some sequences; `npm run prove` runs ten thousand. */
import { createTestDatabase, type TestDatabase } from '@relance/testing'
import { runModel } from './index.ts'

/** Fixed, so that a failure of the test can be had again; the nightly proof takes a new one each time. */
const SEED = 20_261_129
/** As many on any machine. */
const SEQUENCES = 12

let test: TestDatabase
beforeAll(async () => {
  test = await createTestDatabase()
})
afterAll(() => test.drop())

it('random commands by three actors, interleaved at every statement, leave the database as the model wants it', async () => {
  const report = await runModel({
    sequences: SEQUENCES,
    commands: 50,
    seed: SEED,
    databaseUrl: test.url,
    actors: 3,
    shrunk: 0,
  })
  // `node proof/model/run.mjs --seed S --sequence N` cuts one of them down to the commands it takes.
  const told = report.violations.map(
    ({ sequence, code, what }) => `seed ${SEED}, sequence ${sequence}: ${code}: ${what}`,
  )
  expect(told).toEqual([])
  expect(report.sequences).toBe(SEQUENCES)
  expect(report.counts.relances).toBeGreaterThan(0)
}, 240_000)

it('the same seed and sequence do the same: a violation can be had again', async () => {
  const once = () => runModel({ sequences: 1, commands: 30, seed: SEED, databaseUrl: test.url, actors: 3, shrunk: 0 })
  const [first, second] = [await once(), await once()]
  expect(second.counts).toEqual(first.counts)
})
