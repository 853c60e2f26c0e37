/** Ids as WhatsApp makes them. */
import { randomUUID } from 'node:crypto'

export const newMessageId = (): string => `wamid.${Buffer.from(randomUUID()).toString('base64').replaceAll('=', '')}`

/** Stands for a person, the same each time. */
export const userIdOf = (number: string): string => `FR.${number.split('').reverse().join('')}`

/** The person's number; null for an id that this portfolio never gave out. */
export function numberOf(userId: string): string | null {
  const reversed = /^FR\.(\d{7,15})$/.exec(userId)?.[1]
  return reversed === undefined ? null : reversed.split('').reverse().join('')
}
