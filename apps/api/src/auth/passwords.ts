/** Passwords as argon2id, with the parameters OWASP asks for (19 MiB, two passes). */
import { hash, verify } from '@node-rs/argon2'

/** Argon2id is the library's default. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), OPTIONS)

/** Takes as long for nobody's hash as for a wrong password. */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  const known = stored ?? (await unknown)
  return (await verify(known, password.normalize('NFKC'))) && stored !== null
}
const unknown = hashPassword('nobody has this password')
