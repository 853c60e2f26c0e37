/** The first admin, made when there is no admin who can sign in. */
import type { Db } from '@relance/relance'
import { hashPassword } from './passwords.ts'

/** Returns whether an admin was made. Safe when several processes start at once. */
export async function makeFirstAdmin(db: Db, email: string, password: string): Promise<boolean> {
  const passwordHash = await hashPassword(password)
  const rows = await db.query(
    `insert into users (email, name, role, password_hash)
       select $1, split_part($1, '@', 1), 'admin', $2
        where not exists (select from users where password_hash is not null and role = 'admin')
       on conflict (email) do nothing returning id`,
    [email, passwordHash],
  )
  return rows.length > 0
}
