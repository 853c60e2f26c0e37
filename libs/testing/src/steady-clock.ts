/** Milliseconds that stand still while this process does: a machine that halts for seconds has made nobody wait. */
const STEP_MS = 20
const LONGEST_STEP_MS = 5 * STEP_MS

export interface SteadyTimer {
  /** Milliseconds since the start in which the process could run. */
  stop(): number
}

export function startSteadyTimer(): SteadyTimer {
  let passed = 0
  let lookedAt = performance.now()
  const look = (): void => {
    const now = performance.now()
    passed += Math.min(now - lookedAt, LONGEST_STEP_MS)
    lookedAt = now
  }
  const timer = setInterval(look, STEP_MS)
  return {
    stop: () => {
      clearInterval(timer)
      look()
      return passed
    },
  }
}

/** What comes of `work`, and how long it took. */
export async function timedSteadily<Result>(work: PromiseLike<Result>): Promise<{ result: Result; ms: number }> {
  const timer = startSteadyTimer()
  try {
    const result = await work
    return { result, ms: timer.stop() }
  } finally {
    timer.stop()
  }
}
