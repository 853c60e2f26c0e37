/** A network that drops, resets and delays between the servers and PostgreSQL. */
import { setTimeout as wait } from 'node:timers/promises'
import { type FaultProxy, startFaultProxy } from '@relance/testing'
import type { Chance } from '../chance.ts'
import type { Arena, Fault } from './fault.ts'
import type { Ground } from './ground.ts'
import { openStage, type Stage } from './stage.ts'
import { type Round, type Striking, struckArena } from './struck-arena.ts'

type ProxyStrike = (proxies: readonly FaultProxy[], stage: Stage, round: Round) => Promise<string[] | void>

/** Each server has a way of its own to the database. */
async function openProxied(ground: Ground, strike: ProxyStrike, how: Omit<Striking, 'strike'> = {}): Promise<Arena> {
  const cluster = await ground.cluster('fast')
  const proxies = await Promise.all([0, 1].map(() => startFaultProxy({ targetPort: cluster.port })))
  const stage = await openStage(cluster, { databaseUrls: (url, place) => proxies[place]?.through(url) ?? url })
  return struckArena(stage, {
    ...how,
    strike: (_stage, round) => strike(proxies, stage, round),
    close: async () => {
      await Promise.all(proxies.map((proxy) => proxy.stop()))
    },
  })
}

const oneOrBoth = (proxies: readonly FaultProxy[], chance: Chance): readonly FaultProxy[] =>
  chance.is(0.3) ? proxies : [chance.pick(proxies)]

/** Short silences only must do no harm; after a long one of one server the other has to go on. */
const halfOpen: Fault = {
  name: 'half-open',
  title: 'half-open connections: the network drops everything and tells nobody',
  rounds: 200,
  lanes: 4,
  open: (ground) =>
    openProxied(
      ground,
      async (proxies, { control }, { chance, isDone }) => {
        const isLong = chance.is(0.3)
        const silent = isLong ? [chance.pick(proxies)] : oneOrBoth(proxies, chance)
        for (const proxy of silent) proxy.silence()
        try {
          if (!isLong) return void (await wait(chance.whole(100, 3_000)))
          const isGoneOn = await control.until(isDone, 60, 250)
          return isGoneOn ? [] : ['a half-open connection kept leads from the other server for more than 60 s']
        } finally {
          for (const proxy of silent) proxy.resume()
        }
      },
      { countsFromFault: true, patience: 60 },
    ),
}

const reset: Fault = {
  name: 'reset',
  title: 'connections reset by the network, up to five times in a run',
  rounds: 300,
  open: (ground) =>
    openProxied(ground, async (proxies, _stage, { chance }) => {
      for (let time = chance.whole(1, 5); time > 0; time--) {
        for (const proxy of oneOrBoth(proxies, chance)) proxy.reset()
        await wait(chance.whole(0, 150))
      }
    }),
}

const slow: Fault = {
  name: 'slow',
  title: 'a slow network: each packet 20 to 150 ms late for a while',
  rounds: 200,
  lanes: 2,
  open: (ground) =>
    openProxied(ground, async (proxies, _stage, { chance }) => {
      for (const proxy of oneOrBoth(proxies, chance)) proxy.delay(chance.whole(20, 150))
      await wait(chance.whole(500, 2_500))
      for (const proxy of proxies) proxy.resume()
    }),
}

export const networkFaults: readonly Fault[] = [halfOpen, reset, slow]
