/** Ten days of downtime: 50,000 leads are due when the server comes back. */
import { chanceOf } from '../chance.ts'
import { brokenInvariants, restlessness } from '../faults/check-round.ts'
import { createServer } from '../faults/server.ts'
import { openStage } from '../faults/stage.ts'
import { addCohort, countWaiting } from '../faults/world.ts'
import type { Life } from './life.ts'

const LEADS = 50_000
const DAYS = 10
/** Four a day, every six hours. */
const LEAST_MISSED = DAYS * 4 - 1
const PATIENCE = 600

export const catchUp: Life = {
  name: 'catch-up',
  title: `${LEADS.toLocaleString('en-US')} leads due after ${DAYS} days of downtime: one run makes up for the missed slots, without a burst`,
  play: async (ground, options, result) => {
    const rounds = options.rounds ?? 2
    for (let n = 0; n < rounds; n++) {
      const round = options.first + n
      const stage = await openStage(await ground.cluster('fast'), { servers: 0 })
      const { control, world, databaseUrl } = stage
      const note = (what: string) => result.violations.push({ round, what })
      const downSince = `now() - interval '${DAYS} days'`
      await control.query(
        `update schedule set enabled = true, cron = '0 */6 * * *', time_zone = 'UTC', changed_at = ${downSince}`,
      )
      await addCohort(control, world, chanceOf(options.seed, 'catch-up', round), round, LEADS)
      const server = await createServer({ databaseUrl })
      const beganAt = new Date(Date.now() - 1_000)
      const from = performance.now()
      await server.start()
      const isDone = async (): Promise<boolean> => (await countWaiting(control, [round], false)) === 0
      if (!(await control.until(isDone, PATIENCE, 500))) note(`not caught up within ${PATIENCE} s`)
      result.recoveryMs.push(Math.round(performance.now() - from))
      const runs = await control.query<{ slots: number; missed: number }>(
        `select count(scheduled_for)::int as slots, max(missed_slots) as missed from runs where scheduled_for < $1`,
        [beganAt],
      )
      if (runs[0]?.slots !== 1) note(`${runs[0]?.slots} runs for the missed slots instead of one`)
      if ((runs[0]?.missed ?? 0) < LEAST_MISSED) note(`${runs[0]?.missed} missed slots were noted`)
      for (const what of [...(await restlessness(control)), ...(await brokenInvariants(control, [round], beganAt))])
        note(what)
      result.notes = [
        `${Math.round(LEADS / ((result.recoveryMs.at(-1) ?? 0) / 1_000))} leads a second, the start of the server included`,
      ]
      result.rounds += 1
      await server.kill('SIGTERM')
      await stage.close()
    }
  },
}
