/** What happens when in the demonstration: the scans, the hours people work, the arrival of leads. */
import { DAY, instantOf, localDateOf, nextSlots, HOUR } from '@relance/relance/core'

const ZONE = 'Europe/Paris'
/** When people open their queue. */
const SITTINGS = [9 * HOUR + 40 * 60_000, 14 * HOUR + 10 * 60_000, 16 * HOUR + 45 * 60_000]
/** Talks in the evenings of a fair, days before a day of work: what they bring is due on its morning. */
const FAIR_DAYS_BEFORE = 4
const FAIR_HOURS = [20 * HOUR, 22 * HOUR]
const SCANS = { cron: '0 */6 * * *', timeZone: ZONE }

export type Event = { at: number } & (
  | { kind: 'scan' }
  | { kind: 'sitting'; isFirst: boolean; isLate: boolean }
  | { kind: 'arrivals' | 'fair' }
  | { kind: 'revision' }
  | { kind: 'comeback' | 'call' | 'late_reply' }
)

/** In order, all of them before `now`. `free` are days off, `YYYY-MM-DD`. */
export function eventsBetween(from: number, now: number, free: ReadonlySet<string>): Event[] {
  const scans = nextSlots(SCANS, from, Math.ceil((now - from) / (6 * HOUR)) + 4).map(
    (at): Event => ({ kind: 'scan', at }),
  )
  const workdays = daysBetween(from, now).filter((day) => isWorkday(day) && !free.has(day))
  const late = workdays.slice(-2)
  const sittings = workdays.flatMap((day) =>
    SITTINGS.map(
      (time, place): Event => ({
        kind: 'sitting',
        at: wallClock(day, time),
        isFirst: place === 0,
        isLate: late.includes(day),
      }),
    ),
  )
  const arrivals = workdays.map((day): Event => ({ kind: 'arrivals', at: wallClock(day, 8.5 * HOUR) }))
  const revision: Event = {
    kind: 'revision',
    at: wallClock(workdays[Math.floor(workdays.length / 2)] ?? '2000-01-03', 10.25 * HOUR),
  }
  const fairs = late.flatMap((day) => {
    const evening = localDateOf(wallClock(day, 12 * HOUR) - FAIR_DAYS_BEFORE * DAY, ZONE)
    return FAIR_HOURS.map((time): Event => ({ kind: 'fair', at: wallClock(evening, time) }))
  })
  // After the last sitting, so that the queue which a visitor sees changes little.
  const outside = (['comeback', 'call', 'late_reply'] as const).map(
    (kind, place): Event => ({ kind, at: wallClock(late[0] ?? '2000-01-03', (18 + place / 10) * HOUR) }),
  )
  return [...scans, ...fairs, ...sittings, ...arrivals, ...outside, revision]
    .filter(({ at }) => at < now)
    .sort((a, b) => a.at - b.at)
}

/** Local days, `YYYY-MM-DD`, the one of `now` included. */
function daysBetween(from: number, now: number): string[] {
  const days = new Set<string>()
  for (let at = from; at < now + DAY; at += DAY / 2) days.add(localDateOf(Math.min(at, now), ZONE))
  return [...days]
}

const isWorkday = (day: string): boolean => {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay()
  return weekday >= 1 && weekday <= 5
}

/** `time`: milliseconds since local midnight. */
const wallClock = (day: string, time: number): number => instantOf(Date.parse(`${day}T00:00:00Z`) + time, ZONE)
