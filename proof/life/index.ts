/** A long life: what must not grow under load, what waits after days of downtime, how a server ends in the middle of its work. */
import type { PartOptions, PartResult } from '../parts.ts'
import { createGround } from '../faults/ground.ts'
import { catchUp } from './catch-up.ts'
import type { Life } from './life.ts'
import { gracefulEnd } from './graceful-end.ts'
import { underLoad } from './under-load.ts'

export const LIVES: readonly Life[] = [gracefulEnd, catchUp, underLoad]

export async function runLife(options: PartOptions): Promise<PartResult[]> {
  const ground = createGround()
  const results: PartResult[] = []
  try {
    for (const life of LIVES.filter(({ name }) => options.only?.includes(name) ?? true)) {
      const { name, title } = life
      const result: PartResult = {
        name,
        title,
        rounds: 0,
        violations: [],
        recoveryMs: [],
        tookMs: 0,
        skipped: null,
        notes: [],
      }
      const startedAt = performance.now()
      await life.play(ground, options, result)
      result.tookMs = Math.round(performance.now() - startedAt)
      results.push(result)
      options.keep?.(result)
      for (const { what } of result.violations) options.log(`${name}: ${what}`)
      for (const note of result.notes) options.log(`${name}: ${note}`)
      options.log(`${name}: ${result.rounds} rounds, ${result.violations.length} violations`)
    }
  } finally {
    await ground.remove()
  }
  return results
}
