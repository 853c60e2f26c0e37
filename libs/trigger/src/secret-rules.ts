/** Which secrets may protect anything. Words name the variable and never the value. */
import { z } from 'zod'

const MIN_LENGTH = 16
/** Random text of 16 hexadecimal digits has fewer distinct characters once in ten thousand times. */
const MIN_DISTINCT = 6
/** What guides, templates and generators put where a secret belongs. */
const EXAMPLES =
  /your[-_ ]?(cron[-_ ]?)?(secret|token)|votre[-_ ]?(secret|token)|change[-_ ]?(me|this|it)|cron[-_]?secret|api[-_]?token|secret[-_ ]?token|replace[-_ ]?(me|this)|placeholder|example|exemple|default|password|mot[-_ ]?de[-_ ]?passe|0123456789|1234567890|qwerty|azerty|[<>{}$…]/i

/** Refuses what is short, what a guide gives as an example, and what repeats itself. */
export const secret = (name: string) =>
  z
    .string()
    .min(MIN_LENGTH, `${name} must have at least ${MIN_LENGTH} characters.`)
    .refine(
      (text) => text.length < MIN_LENGTH || !EXAMPLES.test(text),
      `${name} looks like the example of a guide, which anybody can guess. Make one with "openssl rand -hex 32".`,
    )
    .refine(
      (text) => text.length < MIN_LENGTH || new Set(text).size >= MIN_DISTINCT,
      `${name} repeats a few characters, which is easy to guess. Make one with "openssl rand -hex 32".`,
    )

/** One secret, or two, comma separated, while one replaces the other. */
export const secrets = (name: string, missing: string) =>
  z
    .string({ error: missing })
    .transform((text) => text.split(',').map((one) => one.trim()))
    .pipe(
      z
        .array(secret(name))
        .max(2, `${name} takes two secrets at most: the new one and, during a rotation, the old one.`)
        .refine((all) => new Set(all).size === all.length, `${name} names the same secret twice.`),
    )

export const cronSecrets = secrets(
  'CRON_SECRET',
  'CRON_SECRET is missing: it protects /api/gestion/auto-relance. Make one with "openssl rand -hex 32".',
)
