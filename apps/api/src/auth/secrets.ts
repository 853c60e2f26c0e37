/** Compares secrets in a time that tells nothing about them. */
import { createHash, timingSafeEqual } from 'node:crypto'

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Every accepted secret is compared, so that time does not tell which one was close. */
export function isOneOfSecrets(given: string, accepted: readonly string[]): boolean {
  const mine = digest(given)
  return accepted.map((secret) => timingSafeEqual(mine, digest(secret))).includes(true)
}
