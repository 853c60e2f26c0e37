/** Lengths of time in milliseconds. A day is 24 hours. */
export const HOUR = 3_600_000
export const DAY = 24 * HOUR
