/** The first admin, made when there is no admin who can sign in. */
import type { Db } from '@relance/relance'
import { refusalWords } from '@relance/contract'
import { refusal } from '../environment/refusal.ts'
import { hashNewPassword } from './new-password.ts'

const ADMIN_EXISTS = `exists (select from users where password_hash is not null and role = 'admin')`

/** Returns whether an admin was made. Safe when several processes start at once. @throws a refusal of a weak password */
export async function makeFirstAdmin(db: Db, email: string, password: string): Promise<boolean> {
  const [known] = await db.query<{ exists: boolean }>(`select ${ADMIN_EXISTS} as exists`)
  if (known?.exists) return false
  const made = await hashNewPassword(db, password, { email })
  if (!made.ok) {
    const words = refusalWords('en', { field: 'ADMIN_PASSWORD', code: made.code })
    throw refusal(`ADMIN_PASSWORD is refused. ${words}`)
  }
  return insertFirstAdmin(db, email, made.hash)
}

export async function insertFirstAdmin(db: Db, email: string, passwordHash: string): Promise<boolean> {
  const rows = await db.query(
    `insert into users (email, name, role, password_hash)
       select $1, split_part($1, '@', 1), 'admin', $2
        where not ${ADMIN_EXISTS}
       on conflict (email) do nothing returning id`,
    [email, passwordHash],
  )
  return rows.length > 0
}
