/** How often an alarm that nobody took is tried again. */

/** Given up after so many tries, about half a day; each wait is twice the one before, up to an hour. */
export const MAX_TRIES = 16
/** Whether it is time, as SQL: `$1` is now. A try put off for longer than the longest wait was put off by a wrong clock. */
export const IS_TIME = `(next_try_at <= $1 or next_try_at > $1::timestamptz + interval '2 hours')`
/** When to try again after `tries` tries, as SQL: `$1` is now. */
export const nextTryAt = (tries: string): string =>
  `$1::timestamptz + least(3600, 60 * 2 ^ ${tries}) * interval '1 second'`
