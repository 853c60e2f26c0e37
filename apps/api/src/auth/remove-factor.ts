/** Takes a second factor away from one's own account: with the password, and every other session ends. */
import type { Clock, Db } from '@relance/relance'
import { changeFactors, type Own } from './own-account.ts'
import { provePassword } from './prove-password.ts'

export interface Removal {
  password: string
  /** What the audit log says of it. */
  details?: { factor: string }
  /** Answers whether there was one. */
  remove: (tx: Db, userId: string) => Promise<boolean>
}

/** Returns whether there was anything to remove. @throws what `provePassword` throws */
export async function removeFactor(
  db: Db,
  clock: Clock,
  own: Own,
  { password, details, remove }: Removal,
): Promise<boolean> {
  await provePassword(db, clock, { userId: own.id, field: 'password', password })
  const event = { action: 'second_factor_removed', ...(details && { details }) } as const
  return (await changeFactors(db, own, event, async (tx) => (await remove(tx, own.id)) || null)) !== null
}
