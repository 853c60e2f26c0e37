/** The sandbox's time: the real one, moved forward when asked, so that 24 hours need not be waited for. */
export interface Clock {
  now(): number
  advance(ms: number): void
}

export function createClock(): Clock {
  let ahead = 0
  return {
    now: () => Date.now() + ahead,
    advance(ms) {
      ahead += ms
    },
  }
}
