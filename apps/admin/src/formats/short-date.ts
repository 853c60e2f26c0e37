/** For tables: the day and the minute, on one line. */
export const MINUTES = { dateStyle: 'short', timeStyle: 'short' } as const
export const ONE_LINE = { whiteSpace: 'nowrap' } as const
