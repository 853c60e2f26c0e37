/** Reads JSON of any shape: what is not what it should be is nothing. */

export type Json = Record<string, unknown>

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isJson) : [])
export const inside = (value: unknown): Json => (isJson(value) ? value : {})
export const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** A field that is left out where there is nothing to say. */
export const optional = <Key extends string>(key: Key, value: string | null): { [K in Key]?: string } =>
  value === null ? {} : ({ [key]: value } as { [K in Key]?: string })

/** Seconds since the epoch, as text or number; `otherwise` (milliseconds) where they are none. */
export function instantOr(value: unknown, otherwise: number): number {
  const seconds = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  if (typeof seconds !== 'number' || !Number.isFinite(seconds) || seconds <= 0 || seconds > 1e11) return otherwise
  return Math.round(seconds * 1_000)
}

/** WhatsApp writes numbers without a plus sign, people with anything. */
export function phoneOf(value: unknown): string | null {
  const written = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  const digits = written.replace(/^\+/, '').replace(/[\s().-]/g, '')
  return /^[1-9]\d{5,14}$/.test(digits) ? `+${digits}` : null
}

/** The id of a person: `FR.150…`. */
export const userIdOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' && value.length <= 200 ? value.trim() : null
