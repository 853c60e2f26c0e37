/**
 * Slows down guessing without locking anybody out. Delays grow per account and address; a device that has signed in to the
 * account before is delayed by its own failures alone. An account that is guessed at from many addresses answers unknown
 * devices a little later, but it does answer.
 */
import type { Db } from '@relance/relance'
import {
  addressLimit,
  blockOf,
  countAttempts,
  countedOnly,
  forgetAttempts,
  giveAttemptBack,
  growingLimit,
  type Limit,
  takeAttempt,
} from '@relance/trigger'
import { Refused } from '../http/refused.ts'

/** Failures within an hour, from all addresses together, that are nothing unusual. */
const UNUSUAL = 20
const STEP_MS = 100
const LONGEST_MS = 3_000
/** Beyond, answers come at once: those who wait must not use up the server. */
const MOST_HELD = 200

let held = 0

export interface SignIn {
  email: string
  address: string
  /** Null for a device that is not known to the account. */
  device: string | null
}

export interface Attempt {
  /** The password was right. */
  succeed(): Promise<void>
  /** No password was looked at. */
  giveBack(): Promise<void>
}

/** Takes an attempt, before the password is looked at. @throws a 429 that says how long to wait */
export async function attemptSignIn(db: Db, { email, address, device }: SignIn, now: number): Promise<Attempt> {
  const own = growingLimit(device ? `device ${device} ${email}` : `account ${email} from ${blockOf(address)}`)
  const all = countedOnly(`account ${email}`)
  const others: Limit[] = device ? [] : [addressLimit(address), all]
  await takeOrRefuse(db, [own, ...others], now)
  if (!device) await hold(await countAttempts(db, all, now))
  return {
    succeed: async () => {
      await forgetAttempts(db, own)
      await giveAttemptBack(db, others, now)
    },
    giveBack: () => giveAttemptBack(db, [own, ...others], now),
  }
}

/** @throws a 429 that says how long to wait */
export async function takeOrRefuse(db: Db, limits: readonly Limit[], now: number): Promise<void> {
  const waitSeconds = await takeAttempt(db, limits, now)
  if (waitSeconds > 0) throw new Refused('too_many_requests', { headers: { 'Retry-After': String(waitSeconds) } })
}

async function hold(failures: number): Promise<void> {
  const delayMs = Math.min(LONGEST_MS, STEP_MS * (failures - UNUSUAL))
  if (delayMs <= 0 || held >= MOST_HELD) return
  held++
  await new Promise((resolve) => setTimeout(resolve, delayMs))
  held--
}
