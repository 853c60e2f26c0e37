/** The second factor at sign-in: asked for once the password was right, and throttled like it. */
import { languageOf, type PasskeyAnswer, problemWords, type SignInFactors } from '@relance/contract'
import type { Clock, Db } from '@relance/relance'
import { forgetAttempts, giveAttemptBack, growingLimit } from '@relance/trigger'
import { note } from '../audit/note.ts'
import { type Attribution, attributeTransaction } from '../database/attribution.ts'
import { Refused } from '../http/refused.ts'
import type { Keyring } from './authenticator-app/keyring.ts'
import { optionsToSignIn } from './passkeys/ceremonies.ts'
import { makeChallenge } from './passkeys/challenges.ts'
import { listCredentials, takePasskey } from './passkeys/kept-passkeys.ts'
import type { SignInBrowser } from './passkeys/sign-in-browser.ts'
import { takeOrRefuse } from './sign-in-delays.ts'
import { hashRecoveryCode, takeRecoveryCode } from './recovery-codes.ts'
import { isAppUnreadable, plainCode, takeAppCode } from './second-factors.ts'

interface Step {
  userId: string
  /** Absent, like the passkey: asked for. */
  code: string | undefined
  passkey: PasskeyAnswer | undefined
  browser: SignInBrowser
  /** A device that is known to the account waits for its own failures alone. */
  device: string | null
  attribution: Attribution
  keyring: Keyring
}

interface Factors {
  hasFactor: boolean
  hasApp: boolean
}

/**
 * Nothing for an account without a second factor. Who tries codes knows the password, so these delays cannot be used by a
 * stranger against a person.
 * @throws a 401 that asks for one, refuses it, or says that no code of the app can be checked
 */
export async function passSecondFactor(db: Db, clock: Clock, step: Step): Promise<void> {
  const [factors] = await db.query<Factors>(
    `select u.has_second_factor as "hasFactor", a.confirmed_at is not null as "hasApp"
       from users u left join authenticator_apps a on a.user_id = u.id where u.id = $1`,
    [step.userId],
  )
  if (!factors?.hasFactor) return
  if (step.passkey !== undefined) return passPasskey(db, clock, { ...step, passkey: step.passkey }, factors)
  if (step.code === undefined) throw await asking(db, 'second_factor_needed', step, factors)
  return passCode(db, clock, { ...step, code: step.code }, factors)
}

async function passCode(
  db: Db,
  clock: Clock,
  { userId, code, device, attribution, keyring }: Step & { code: string },
  { hasApp }: Factors,
): Promise<void> {
  // Before an attempt is taken: the person is not to blame, and a recovery code still has to get through.
  if (isAppCode(code) && (await isAppUnreadable(db, keyring, userId))) throw new Refused('second_factor_unreadable')
  const now = clock()
  const limit = limitOf(userId, device)
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
    if (hasApp && (await takeAppCode(tx, keyring, { userId, code, now }))) return true
    const isRecovery = recovery !== null && (await takeRecoveryCode(tx, userId, recovery))
    await note(tx, { action: isRecovery ? 'recovery_code_used' : 'login_refused', resource: 'users', recordId: userId })
    return isRecovery
  })
  if (!isTaken) throw new Refused(hasApp && isDigits(code) ? 'second_factor_refused' : 'recovery_code_refused')
  await forgetAttempts(db, limit)
}

async function passPasskey(
  db: Db,
  clock: Clock,
  step: Step & { passkey: PasskeyAnswer },
  factors: Factors,
): Promise<void> {
  const { userId, passkey, device, attribution, browser } = step
  const { site, holder } = browser
  const limit = limitOf(userId, device)
  await takeOrRefuse(db, [limit], clock())
  const isTaken = await db.transaction(async (tx) => {
    await attributeTransaction(tx, attribution)
    if (!('obstacle' in site) && (await takePasskey(tx, { userId, answer: passkey, site, holder }))) return true
    await note(tx, { action: 'login_refused', resource: 'users', recordId: userId, details: { factor: 'passkey' } })
    return false
  })
  if (!isTaken) throw await asking(db, 'passkey_refused', step, factors)
  await forgetAttempts(db, limit)
}

/** The refusal, with what the browser needs for the next try. */
async function asking(
  db: Db,
  code: 'second_factor_needed' | 'passkey_refused',
  { userId, browser }: Step,
  { hasApp }: Factors,
): Promise<Refused> {
  const secondFactor: SignInFactors = { app: hasApp, ...(await askPasskeys(db, userId, browser)) }
  return new Refused(code, { extras: { secondFactor } })
}

async function askPasskeys(db: Db, userId: string, browser: SignInBrowser): Promise<Omit<SignInFactors, 'app'>> {
  const known = await listCredentials(db, userId)
  const [first] = known
  if (!first) return { passkey: null, passkeyObstacle: null }
  const obstacle = (
    why: 'passkey_moved' | 'passkey_other_address' | 'passkey_address_missing' | 'passkey_address_unfit',
    address: string,
  ) => ({
    passkey: null,
    passkeyObstacle: problemWords(languageOf(browser.language), why, { address }).detail,
  })
  const { site } = browser
  if ('obstacle' in site) return obstacle(site.obstacle, site.address)
  const here = known.filter(({ host }) => host === site.host)
  if (here.length === 0) return obstacle('passkey_moved', first.host)
  const challenge = await makeChallenge(db, { userId, purpose: 'sign_in', holder: browser.hold() })
  return { passkey: { ...(await optionsToSignIn(site, challenge, here)) }, passkeyObstacle: null }
}

const limitOf = (userId: string, device: string | null) =>
  growingLimit(device ? `code of ${userId} on ${device}` : `code of ${userId}`)

const isDigits = (code: string): boolean => /^\d+$/.test(plainCode(code))
/** Six digits are never a recovery code, and need no slow hash. */
const isAppCode = (code: string): boolean => /^\d{6}$/.test(plainCode(code))
