/** A server whose clock is wrong for a while: a virtual machine that resumes, a time server that lies. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Fault } from './fault.ts'
import { openStage } from './stage.ts'
import { struckArena } from './struck-arena.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const JUMPS = [3_000, 5 * MINUTE, HOUR, DAY, 40 * DAY, 365 * DAY, -3_000, -5 * MINUTE, -3 * HOUR, -DAY]

const clockJump: Fault = {
  name: 'clock-jump',
  title: "a server's clock jumps by seconds up to a year, forward or back, for some ticks, and is right again",
  rounds: 250,
  open: async (ground) => {
    const stage = await openStage(await ground.cluster('fast'))
    return struckArena(stage, {
      strike: async ({ servers }, { chance }) => {
        const wrong = chance.is(0.3) ? servers : [chance.pick(servers)]
        for (const server of wrong) await server.moveClock(chance.pick(JUMPS))
        await wait(chance.whole(100, 2_500))
        for (const server of wrong) await server.moveClock(0)
      },
    })
  },
}

export const clockFaults: readonly Fault[] = [clockJump]
