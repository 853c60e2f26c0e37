/** Ids as WhatsApp makes them. */
import { randomUUID } from 'node:crypto'

export const newMessageId = (): string => `wamid.${Buffer.from(randomUUID()).toString('base64').replaceAll('=', '')}`

/** Stands for a person, the same each time. */
export const userIdOf = (number: string): string => `FR.${number.split('').reverse().join('')}`
