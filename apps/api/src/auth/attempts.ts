/** Slows down who guesses passwords: per account and per address, in this process. */

const ALLOWED = 8
const WINDOW_MS = 15 * 60_000
/** The table is emptied of what is over when it grows to this. */
const MAX_KEYS = 10_000

export interface Attempts {
  /** 0 when an attempt may be made now (milliseconds). */
  secondsToWait(keys: readonly string[], now: number): number
  note(keys: readonly string[], now: number): void
  forget(keys: readonly string[]): void
}

export function createAttempts(): Attempts {
  const failures = new Map<string, number[]>()
  const recent = (key: string, now: number): number[] => (failures.get(key) ?? []).filter((at) => at > now - WINDOW_MS)
  return {
    secondsToWait(keys, now) {
      const waits = keys.map((key) => {
        const times = recent(key, now)
        const first = times.at(-ALLOWED)
        return times.length < ALLOWED || first === undefined ? 0 : Math.ceil((first + WINDOW_MS - now) / 1_000)
      })
      return Math.max(0, ...waits)
    },
    note(keys, now) {
      if (failures.size >= MAX_KEYS)
        for (const key of failures.keys()) if (recent(key, now).length === 0) failures.delete(key)
      for (const key of keys) failures.set(key, [...recent(key, now), now])
    },
    forget(keys) {
      for (const key of keys) failures.delete(key)
    },
  }
}
