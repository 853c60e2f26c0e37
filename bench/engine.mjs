/** One run of the engine in a process of its own; prints how long it took and how much memory it needed. */
import { run } from '@relance/relance'
import { withDb } from './databases.mjs'

const [url] = process.argv.slice(2)
await withDb(url, async (db) => {
  await db.query('select 1')
  const startedAt = performance.now()
  const report = await run({ db }, { trigger: 'cli' })
  const seconds = (performance.now() - startedAt) / 1_000
  console.log(JSON.stringify({ recorded: report.recorded, seconds, megabytes: process.resourceUsage().maxRSS / 1_024 }))
})
