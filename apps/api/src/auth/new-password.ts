/** Every way to set a password goes through here: own change, one-time links, first admin, command line, API. */
import type { PasswordFault } from '@relance/contract'
import type { Db } from '@relance/relance'
import { refuseFields } from '../http/refused.ts'
import { hashPassword, inTurn } from './passwords.ts'

/** Whose password it is, as far as that is known: nobody's name or email makes a good one. */
interface Person {
  name?: string
  email?: string
}

export type NewPassword = { ok: true; hash: string } | { ok: false; code: PasswordFault }

export async function hashNewPassword(
  db: Pick<Db, 'query'>,
  password: string,
  { name = '', email = '' }: Person,
): Promise<NewPassword> {
  const [settings] = await db.query<{ companyName: string }>('select company_name as "companyName" from settings')
  const about = [settings?.companyName ?? '', name, email]
  // The dictionaries are loaded by the first who sets a password. The work counts like hashing, and waits in the same line.
  const { ratePassword } = await import('@relance/contract/password-strength')
  const { fault } = await inTurn(async () => ratePassword(password, about))
  return fault ? { ok: false, code: fault } : { ok: true, hash: await hashPassword(password) }
}

/** @throws a 422 that says why, and what to do */
export async function hashOrRefuse(db: Pick<Db, 'query'>, password: string, person: Person): Promise<string> {
  const made = await hashNewPassword(db, password, person)
  if (!made.ok) throw refuseFields({ field: 'password', code: made.code })
  return made.hash
}
