/** What a part of a long life is. */
import type { Ground } from '../faults/ground.ts'
import type { PartOptions, PartResult } from '../parts.ts'

/** One part of a long life. Adds its rounds, violations and figures to `result`. */
export interface Life {
  name: string
  title: string
  play(ground: Ground, options: PartOptions, result: PartResult): Promise<void>
}
