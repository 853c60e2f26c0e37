/** What weakens an account asks for its password again. */
import type { Clock, Db } from '@relance/relance'
import { forgetAttempts, growingLimit } from '@relance/trigger'
import { refuseFields } from '../http/refused.ts'
import { isPassword } from './passwords.ts'
import { takeOrRefuse } from './sign-in-delays.ts'

interface Proof {
  userId: string
  /** The field of the form that holds it. */
  field: 'password' | 'current'
  password: string
}

/** @throws a 422 when it is wrong, and a 429 that says how long to wait */
export async function provePassword(db: Db, clock: Clock, { userId, field, password }: Proof): Promise<void> {
  const limit = growingLimit(`password of ${userId}`)
  await takeOrRefuse(db, [limit], clock())
  const [row] = await db.query<{ hash: string | null }>('select password_hash as hash from users where id = $1', [
    userId,
  ])
  if (!(await isPassword(row?.hash ?? null, password))) throw refuseFields({ field, code: 'password_wrong' })
  await forgetAttempts(db, limit)
}
