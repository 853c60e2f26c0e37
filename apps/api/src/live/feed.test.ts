/** The feed when the database was away: nothing that happened meanwhile is left untold. */
import { createTestDatabase, type TestDatabase } from '@relance/testing'
import { Feed, type LiveEvent } from './feed.ts'

let test: TestDatabase
beforeEach(async () => {
  test = await createTestDatabase()
})
afterEach(() => test.drop())

/** An event of `secondsAgo`; returns its number. */
async function addEvent(secondsAgo: number): Promise<number> {
  const [row] = await test.db.query<{ seq: number }>(
    `insert into live_events (at, topic, type, ids, least_role)
       values (clock_timestamp() - $1 * interval '1 second', 'resource/runs', 'created', '{}', 'manager')
     returning seq::float8 as seq`,
    [secondsAgo],
  )
  return row?.seq ?? 0
}

it('tells what happened while it could not look, however long that was', async () => {
  await addEvent(90)
  const heard: LiveEvent[] = []
  let tell: () => void = () => undefined
  const told = new Promise<void>((resolve) => {
    tell = resolve
  })
  // Nobody answers there: the looks have to do.
  const feed = new Feed(test.db, 'postgres://nobody@127.0.0.1:1/nothing', (event) => {
    heard.push(event)
    if (heard.length === 2) tell()
  })
  await feed.start()
  const missed = [await addEvent(60), await addEvent(1)]
  await told
  await feed.stop()
  expect(heard.map(({ seq }) => seq)).toEqual(missed)
})
