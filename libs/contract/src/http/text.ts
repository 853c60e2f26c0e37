/** The small shapes every resource is made of. Where zod's own words would not do, a refusal code is the message. */
import { isTimeZone } from '@relance/relance/core'
import { z } from 'zod'

const refuse = (code: string) => ({ error: code })

/** PostgreSQL cannot store the NUL character. */
const WITHOUT_NUL = /^[^\0]*$/

/** A line break or a tab that was pasted along is a space: names with one would stand on two lines of a list or a log. */
const onOneLine = (text: string): string =>
  // Cut at the breaks: a pattern with the spaces around them takes hours for a megabyte of spaces.
  text
    .split(/[\t\n\v\f\r\u2028\u2029]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(' ')

/** Text on one line, trimmed; at most `maximum` characters. */
export const line = (maximum: number) =>
  z.string().overwrite(onOneLine).max(maximum, refuse('too_long')).regex(WITHOUT_NUL, refuse('character_refused'))

/** The same with something in it. */
export const filledLine = (maximum: number) =>
  z
    .string()
    .overwrite(onOneLine)
    .min(1, refuse('required'))
    .max(maximum, refuse('too_long'))
    .regex(WITHOUT_NUL, refuse('character_refused'))

/** Text of any number of lines, as it was typed: line breaks and emoji stay. */
export const filledText = (maximum: number) =>
  z
    .string()
    .max(maximum, refuse('too_long'))
    .regex(/\S/, refuse('required'))
    .regex(WITHOUT_NUL, refuse('character_refused'))

export const id = z.guid(refuse('id_unreadable'))

/** ISO 8601 with `Z` or an offset. */
export const instant = z.iso.datetime({ offset: true, error: 'instant_unreadable' })

export const timeZone = z.string().refine(isTimeZone, refuse('time_zone_unknown')).meta({ example: 'Europe/Paris' })

export const locale = z.enum(['fr', 'en'])

/**
 * A body that may hold, besides what can be written, the read-only fields of the record it was read from: they are
 * dropped, so that a record can be put back. Any other field is refused by its name.
 */
export function body<Fields extends z.ZodRawShape>(fields: Fields, readOnly: readonly string[]) {
  const kept = Object.fromEntries(readOnly.map((key) => [key, z.unknown().optional().meta({ readOnly: true })]))
  type Written = z.infer<z.ZodObject<Fields>>
  return z.strictObject({ ...kept, ...fields }).transform((read) => {
    const dropped = new Set(readOnly.filter((key) => !(key in fields)))
    return Object.fromEntries(Object.entries(read).filter(([key]) => !dropped.has(key))) as Written
  })
}

/** Every field optional: what is absent is left alone. */
export function partial<Fields extends z.ZodRawShape>(
  fields: Fields,
): { [Key in keyof Fields]: z.ZodOptional<Fields[Key]> } {
  return z.object(fields).partial().shape
}
