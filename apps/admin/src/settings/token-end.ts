/** When a token ends: people name its last day, the server keeps the instant after it. */
import type { ApiToken } from '@relance/contract'

/** `day` as a date field gives it, 2027-01-31; the instant is the midnight that ends it here. */
export function endOf(day: string): string {
  const end = new Date(`${day}T00:00:00`)
  end.setDate(end.getDate() + 1)
  return end.toISOString()
}

export const lastMomentOf = (expiresAt: string): Date => new Date(Date.parse(expiresAt) - 1)

/** What replaces a token lives as long as it was to live. */
export const renewedEnd = ({ createdAt, expiresAt }: ApiToken, now: number): string =>
  new Date(now + Date.parse(expiresAt) - Date.parse(createdAt)).toISOString()
