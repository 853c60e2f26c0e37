/** Several readings that one part of a page needs, as one. */
export interface Reading {
  data?: unknown
  isPending: boolean
  error: Error | null
  refetch(): unknown
}

export function together(...readings: readonly Reading[]): Reading {
  const failed = readings.filter(({ error }) => error !== null)
  return {
    data: readings.every(({ data }) => data !== undefined) || undefined,
    isPending: readings.some(({ isPending }) => isPending),
    error: failed[0]?.error ?? null,
    refetch: () => Promise.all(failed.map(({ refetch }) => refetch())),
  }
}
