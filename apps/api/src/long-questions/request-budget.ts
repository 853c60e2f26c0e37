/** How long a question may take: until its time is over or whoever asked has gone. */
import { setImmediate } from 'node:timers/promises'
import type { Clock } from '@relance/relance'
import type { Response } from 'express'

/** Seconds: proxies cut connections after 30. */
const BUDGET = 25

export interface RequestBudget {
  hasTime: () => boolean
  /** Lets other requests be answered meanwhile. */
  breathe: () => Promise<void>
}

export function requestBudget(response: Response, clock: Clock): RequestBudget {
  const deadline = clock() + BUDGET * 1_000
  return { hasTime: () => !response.destroyed && clock() < deadline, breathe: async () => void (await setImmediate()) }
}
