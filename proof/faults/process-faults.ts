/** Servers that are killed, frozen or replaced in the middle of their work. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Fault } from './fault.ts'
import type { Server } from './server.ts'
import { openStage, type Stage } from './stage.ts'
import { struckArena } from './struck-arena.ts'

/** A start is not waited for when the fault is over, but before the next round. */
const starting = new WeakMap<Server, Promise<void>>()
function startAgain(server: Server): void {
  starting.set(server, server.start())
}
const isUp = (server: Server): Promise<void> => starting.get(server) ?? Promise.resolve()
const areUp = ({ servers }: Stage): Promise<unknown> => Promise.all(servers.map(isUp))

/** Mostly one server dies and the other goes on; sometimes both. */
const serverKill: Fault = {
  name: 'server-kill',
  title: 'kill -9 of a server, or of both, in mid-run; started again',
  rounds: 300,
  open: async (ground) => {
    return struckArena(await openStage(await ground.cluster('fast')), {
      ready: areUp,
      strike: async ({ servers }, { chance }) => {
        const victims = chance.is(0.2) ? servers : [chance.pick(servers)]
        await Promise.all(victims.map((server) => server.kill()))
        for (const server of victims) startAgain(server)
        if (victims.length === servers.length) await Promise.race(victims.map(isUp))
      },
    })
  },
}

const GRACE_MS = 10_000

/** A deployment: one server after the other is told to end and started again. */
const rollingRestart: Fault = {
  name: 'rolling-restart',
  title: 'SIGTERM to a server in mid-run; it ends within its grace period and is started again',
  rounds: 200,
  open: async (ground) => {
    const stage = await openStage(await ground.cluster('fast'))
    return struckArena(stage, {
      ready: areUp,
      strike: async ({ servers }, { chance }) => {
        const server = chance.pick(servers)
        const from = performance.now()
        await Promise.race([server.kill('SIGTERM'), wait(3 * GRACE_MS)])
        const took = performance.now() - from
        if (server.pid() !== undefined) await server.kill()
        startAgain(server)
        return took > GRACE_MS + 2_000 ? [`a server took ${Math.round(took / 1_000)} s to end`] : []
      },
    })
  },
}

/** A virtual machine that is moved, a laptop that sleeps: short, it only must do no harm; long, the other server has to go on. */
const freeze: Fault = {
  name: 'freeze',
  title: 'SIGSTOP of a server in mid-run, SIGCONT later; the other one goes on within 60 s',
  rounds: 200,
  lanes: 4,
  open: async (ground) => {
    const stage = await openStage(await ground.cluster('fast'))
    return struckArena(stage, {
      countsFromFault: true,
      patience: 60,
      strike: async ({ servers, control }, { chance, isDone }) => {
        const server = chance.pick(servers)
        server.signal('SIGSTOP')
        try {
          if (!chance.is(0.3)) return void (await wait(chance.whole(100, 2_500)))
          const isGoneOn = await control.until(isDone, 60, 250)
          return isGoneOn ? [] : ['a frozen server kept leads from the other one for more than 60 s']
        } finally {
          server.signal('SIGCONT')
        }
      },
    })
  },
}

export const processFaults: readonly Fault[] = [serverKill, rollingRestart, freeze]
