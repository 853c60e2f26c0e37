/** Cuts a sequence that fails down to the few commands it takes. */
import type { Entry, Script } from './commands.ts'
import type { Difference } from './expected.ts'
import { emptyCounts, runScript } from './sequence.ts'
import type { World } from './world.ts'

/** Fewer commands are interleaved otherwise: some other orders are tried before a command is held for needed. */
const ORDERS = 4
const MAX_TRIES = 150

/** The shortest script found that still shows a difference of this kind. */
export async function shrink(world: World, script: Script, { code, isLate }: Difference): Promise<Script> {
  const end = isLate ? 'weeks' : 'commands'
  let best = script
  let tries = 0
  const fails = async (entries: readonly Entry[]): Promise<Script | null> => {
    for (let order = 0; order < ORDERS && tries < MAX_TRIES; order++) {
      tries++
      const schedule = order === 0 ? best.schedule : `${script.schedule} ${tries}`
      const candidate = { ...best, entries, schedule }
      const found = await runScript(world, candidate, emptyCounts(), end)
      if (found.some((one) => one.code === code)) return candidate
    }
    return null
  }
  for (let size = Math.ceil(best.entries.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < best.entries.length && tries < MAX_TRIES; ) {
      const shorter = await fails([...best.entries.slice(0, start), ...best.entries.slice(start + size)])
      if (shorter) best = shorter
      else start += size
    }
  }
  return best
}
