/** The second factor at sign-in: asked for once the password was right, and throttled like it. */
import type { Clock, Db } from '@relance/relance'
import { forgetAttempts, giveAttemptBack, growingLimit } from '@relance/trigger'
import { note } from '../audit/note.ts'
import { type Attribution, attributeTransaction } from '../database/attribution.ts'
import { Refused } from '../http/refused.ts'
import type { Keyring } from './keyring.ts'
import { takeOrRefuse } from './sign-in-delays.ts'
import { hashRecoveryCode, takeRecoveryCode } from './recovery-codes.ts'
import { isAppUnreadable, plainCode, takeAppCode } from './second-factors.ts'

interface Step {
  userId: string
  /** Absent: asked for. */
  code: string | undefined
  /** A device that is known to the account waits for its own failures alone. */
  device: string | null
  attribution: Attribution
  keyring: Keyring
}

/**
 * Nothing for an account without a second factor. Who tries codes knows the password, so these delays cannot be used by a
 * stranger against a person.
 * @throws a 401 that asks for a code, refuses it, or says that no code of the app can be checked
 */
export async function passSecondFactor(
  db: Db,
  clock: Clock,
  { userId, code, device, attribution, keyring }: Step,
): Promise<void> {
  const [user] = await db.query<{ hasFactor: boolean }>(
    'select has_second_factor as "hasFactor" from users where id = $1',
    [userId],
  )
  if (!user?.hasFactor) return
  if (code === undefined) throw new Refused('second_factor_needed')
  // Before an attempt is taken: the person is not to blame, and a recovery code still has to get through.
  if (isAppCode(code) && (await isAppUnreadable(db, keyring, userId))) throw new Refused('second_factor_unreadable')
  const now = clock()
  const limit = growingLimit(device ? `code of ${userId} on ${device}` : `code of ${userId}`)
  await takeOrRefuse(db, [limit], now)
  const recovery = isAppCode(code)
    ? null
    : await hashRecoveryCode(userId, code).catch(async (error: unknown) => {
        // No code was looked at.
        await giveAttemptBack(db, [limit], now)
        throw error
      })
  const isTaken = await db.transaction(async (tx) => {
    await attributeTransaction(tx, attribution)
    if (await takeAppCode(tx, keyring, { userId, code, now })) return true
    const isRecovery = recovery !== null && (await takeRecoveryCode(tx, userId, recovery))
    await note(tx, { action: isRecovery ? 'recovery_code_used' : 'login_refused', resource: 'users', recordId: userId })
    return isRecovery
  })
  if (!isTaken) throw new Refused('second_factor_refused')
  await forgetAttempts(db, limit)
}

/** Six digits are never a recovery code, and need no slow hash. */
const isAppCode = (code: string): boolean => /^\d{6}$/.test(plainCode(code))
