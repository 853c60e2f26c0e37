/** Who is told what, and when: bundled, within the hours of each person, and nothing that is settled meanwhile. */
import { closingAfter, HOUR, isOpen, localDateOf, nextOpening, SECOND, type Window } from '@relance/relance/core'

/** What becomes due together is one bundle: a run records for some moments. */
export const GATHER_MS = SECOND
/** After a bundle, whatever comes within this long makes the next one. */
export const BUNDLE_MS = 60 * SECOND
/** A push service keeps a message for a phone that is off for so long, at most. */
const KEPT_MS = 4 * HOUR
/** A digest that could not be sent in the morning is none. */
const MORNING_MS = 3 * HOUR
/** Whoever may be told at any hour has a morning as well. */
const EARLIEST = '06:00'

export interface Person {
  window: Window
  timeZone: string
  /** `YYYY-MM-DD`, of the company. */
  holidays: ReadonlySet<string>
  /** Away today, in the company's zone. */
  isAbsent: boolean
  /** Their latest bundle; milliseconds, null when there was none. */
  toldAt: number | null
  /** How many are due and untold, and since when the oldest could have been told. */
  fresh: number
  since: number
}

export type NoticeDecision =
  | { kind: 'tell'; closesAt: number }
  | { kind: 'wait'; why: 'nothing' | 'absent' | 'closed' | 'gathering' | 'bundling'; until: number | null }

const wait = (why: Extract<NoticeDecision, { kind: 'wait' }>['why'], until: number | null = null): NoticeDecision => ({
  kind: 'wait',
  why,
  until,
})

/** Whether `person` is told now, and when their hours end. */
export function decideNotice(person: Person, now: number): NoticeDecision {
  const { toldAt, fresh, since } = person
  const hours = { window: person.window, skipHolidays: true }
  if (fresh === 0) return wait('nothing')
  if (person.isAbsent) return wait('absent')
  const calendar = { timeZone: person.timeZone, holidays: person.holidays }
  if (!isOpen(hours, calendar, now)) return wait('closed', nextOpening(hours, calendar, now))
  // A bundle of the future was noted by a wrong clock: it holds nobody back.
  const next = toldAt === null || toldAt > now ? now : toldAt + BUNDLE_MS
  if (next > now) return wait('bundling', next)
  if (since + GATHER_MS > now) return wait('gathering', since + GATHER_MS)
  const closesAt = closingAfter(hours, calendar, now, { count: 1, leastMs: 0 })
  return { kind: 'tell', closesAt: Math.min(closesAt ?? now + KEPT_MS, now + KEPT_MS) }
}

/** What there is to say when it is sent, which may be some tries later. `opens`: the only new one, while it is open. */
export interface Sending {
  open: number
  fresh: number
  opens: string | null
  closesAt: number
}

export interface PushContent {
  open: number
  fresh: number
  /** Within the panel. */
  path: string
  ttlSeconds: number
}

/** Null: all was settled meanwhile, or the hours are over. */
export function decideContent({ open, fresh, opens, closesAt }: Sending, now: number): PushContent | null {
  const leftMs = closesAt - now
  if (open === 0 || leftMs <= 0) return null
  const path = opens === null ? '/#/inbox' : `/#/inbox/${opens}`
  return { open, fresh: Math.min(fresh, open), path, ttlSeconds: Math.ceil(leftMs / SECOND) }
}

export type DigestPerson = Pick<Person, 'window' | 'timeZone' | 'holidays' | 'isAbsent'> & {
  hasDigest: boolean
  /** The latest day that was decided on, `YYYY-MM-DD` of the person's own; null when there was none. */
  lastDay: string | null
  /** Relances of the day, overdue ones included. */
  open: number
}

export type DigestDecision =
  /** Their day begins: there is a mail, or nothing to say; either way the day is decided. */
  { kind: 'send' | 'nothing'; day: string } | { kind: 'wait' }

/** Whether the day of `person` begins, within the hours in which they may be told. */
export function decideDigest(person: DigestPerson, now: number): DigestDecision {
  const { window, timeZone, holidays, lastDay } = person
  const day = localDateOf(now, timeZone)
  const from = window.from < EARLIEST && window.to > EARLIEST ? EARLIEST : window.from
  const isAwake = (at: number): boolean =>
    isOpen({ window: { ...window, from }, skipHolidays: true }, { timeZone, holidays }, at)
  if (lastDay === day || !isAwake(now) || isAwake(now - MORNING_MS)) return { kind: 'wait' }
  return { kind: person.hasDigest && !person.isAbsent && person.open > 0 ? 'send' : 'nothing', day }
}
