/** Decides who is notified of what, and when: bundled, within each person's hours, without relances that are settled by then. */
import { closingAfter, HOUR, isOpen, localDateOf, nextOpening, SECOND, type Window } from '@relance/relance/core'

/** Waits this long for more, since a run records for a while: what becomes due together is one bundle. */
export const GATHER_MS = SECOND
/** The shortest time between two bundles to one person. */
export const BUNDLE_MS = 60 * SECOND
/** How long a push service keeps a message for a phone that is off. */
const KEPT_MS = 4 * HOUR
/** A digest is not sent later than this after the start of the day. */
const MORNING_MS = 3 * HOUR
/** The start of the day for people who accept notifications at any hour. */
const EARLIEST = '06:00'

export interface Person {
  window: Window
  timeZone: string
  /** `YYYY-MM-DD`, of the company. */
  holidays: ReadonlySet<string>
  /** Absent today, in the company's time zone. */
  isAbsent: boolean
  /** The latest bundle, milliseconds; null when there was none. */
  toldAt: number | null
  /** How many relances are due without a notification, and since when the oldest of them waits. */
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

/** Whether to notify `person` now, and when their hours end. */
export function decideNotice(person: Person, now: number): NoticeDecision {
  const { toldAt, fresh, since } = person
  const hours = { window: person.window, skipHolidays: true }
  if (fresh === 0) return wait('nothing')
  if (person.isAbsent) return wait('absent')
  const calendar = { timeZone: person.timeZone, holidays: person.holidays }
  if (!isOpen(hours, calendar, now)) return wait('closed', nextOpening(hours, calendar, now))
  // A bundle dated in the future comes from a wrong clock and is ignored.
  const next = toldAt === null || toldAt > now ? now : toldAt + BUNDLE_MS
  if (next > now) return wait('bundling', next)
  if (since + GATHER_MS > now) return wait('gathering', since + GATHER_MS)
  const closesAt = closingAfter(hours, calendar, now, { count: 1, leastMs: 0 })
  return { kind: 'tell', closesAt: Math.min(closesAt ?? now + KEPT_MS, now + KEPT_MS) }
}

/** The content at the moment of sending, which may be a later try. `opens`: the relance to open when there is only one. */
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

/** Null when all relances are settled or the hours are over. */
export function decideContent({ open, fresh, opens, closesAt }: Sending, now: number): PushContent | null {
  const leftMs = closesAt - now
  if (open === 0 || leftMs <= 0) return null
  const path = opens === null ? '/#/inbox' : `/#/inbox/${opens}`
  return { open, fresh: Math.min(fresh, open), path, ttlSeconds: Math.ceil(leftMs / SECOND) }
}

export type DigestPerson = Pick<Person, 'window' | 'timeZone' | 'holidays' | 'isAbsent'> & {
  hasDigest: boolean
  /** The latest day decided, `YYYY-MM-DD` in the person's time zone; null when there was none. */
  lastDay: string | null
  /** Relances due today or overdue. */
  open: number
}

export type DigestDecision =
  /** At the start of the day it is decided whether there is a mail; afterwards the day counts as decided. */
  { kind: 'send' | 'nothing'; day: string } | { kind: 'wait' }

/** Whether the day of `person` begins now. */
export function decideDigest(person: DigestPerson, now: number): DigestDecision {
  const { window, timeZone, holidays, lastDay } = person
  const day = localDateOf(now, timeZone)
  const from = window.from < EARLIEST && window.to > EARLIEST ? EARLIEST : window.from
  const isAwake = (at: number): boolean =>
    isOpen({ window: { ...window, from }, skipHolidays: true }, { timeZone, holidays }, at)
  if (lastDay === day || !isAwake(now) || isAwake(now - MORNING_MS)) return { kind: 'wait' }
  return { kind: person.hasDigest && !person.isAbsent && person.open > 0 ? 'send' : 'nothing', day }
}
