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

/** None of them could be read, for want of a server and not of a right: said once. */
export function noneOf(...readings: readonly Reading[]): { error: Error; refetch(): unknown } | null {
  const [first] = readings
  const isDown = readings.every(({ data, error }) => data === undefined && error !== null && isOfServer(error))
  return isDown && first?.error
    ? { error: first.error, refetch: () => Promise.all(readings.map(({ refetch }) => refetch())) }
    : null
}

const isOfServer = (error: Error): boolean => {
  const { status = 0 } = error as { status?: number }
  return status === 0 || status >= 500
}
