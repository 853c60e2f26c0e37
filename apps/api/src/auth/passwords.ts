/** Passwords as argon2id, with the parameters OWASP asks for (19 MiB, two passes). */
import { availableParallelism } from 'node:os'
import { hash, hashRaw, verify } from '@node-rs/argon2'
import { Refused } from '../http/refused.ts'

/** Argon2id is the library's default. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** A core is left to everything else, also where there are few. */
const AT_ONCE = Math.max(1, Math.min(3, availableParallelism() - 1))
/** A second or two of work: whoever comes when so many wait is asked to come again. */
const MOST_WAITING = 32
const RETRY_AFTER = { 'Retry-After': '3' }

let working = 0
const waiting: (() => void)[] = []

/** @throws a 503 when too many wait already: anybody may ask for this work, and all of it together must not stop the rest. */
export async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (working >= AT_ONCE) {
    if (waiting.length >= MOST_WAITING) throw new Refused('busy', { headers: RETRY_AFTER })
    await new Promise<void>((resolve) => waiting.push(resolve))
  } else {
    working++
  }
  try {
    return await work()
  } finally {
    // The turn goes to who waits longest, or is given up.
    const next = waiting.shift()
    if (next) next()
    else working--
  }
}

/** Of a password that is taken as it is; whatever a person sets goes through `hashNewPassword`. */
export const hashPassword = (password: string): Promise<string> =>
  inTurn(() => hash(password.normalize('NFKC'), OPTIONS))

/** Of a code that is too short for a fast hash. The same salt, of 16 bytes, for all codes of a person: one hash finds any of them. */
export const hashCode = (code: string, salt: Buffer): Promise<Buffer> =>
  inTurn(() => hashRaw(code, { ...OPTIONS, salt }))

/** Takes as long for nobody's hash as for a wrong password. */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  const known = stored ?? (await unknown)
  return (await inTurn(() => verify(known, password.normalize('NFKC')))) && stored !== null
}
const unknown = hash('nobody has this password', OPTIONS)
