/** How often an alarm that nobody took is tried again. */

/** Given up after so many tries, about half a day; each wait is twice the one before, up to an hour. */
export const MAX_TRIES = 16
/** When to try again after `tries` tries, as SQL: `$1` is now. */
export const nextTryAt = (tries: string): string =>
  `$1::timestamptz + least(3600, 60 * 2 ^ ${tries}) * interval '1 second'`
