/** What WhatsApp knows of the persons written to, and its limits, on the sandbox's clock. */
import type { Behaviour } from './behaviour.ts'
import { DAY_MS } from './clock.ts'
import { type GraphError, graphError } from './graph-error.ts'

export interface Person {
  /** When they last wrote. */
  wroteAt: number | null
  isOnWhatsApp: boolean
  wantsMarketing: boolean
  /** Has had enough marketing messages of all senders today. */
  isCapped: boolean
}

const SECOND_MS = 1_000

export interface People {
  of(number: string): Person
  change(number: string, patch: Partial<Person>): Person
  isWindowOpen(number: string, now: number): boolean
  /** What the limits say to one more message; null takes it in. */
  admit(message: { from: string; to: string }, limits: Behaviour['limits'], now: number): GraphError | null
  clear(): void
}

export function createPeople(): People {
  const people = new Map<string, Person>()
  const sentAt = new Map<string, number[]>()
  const pairs = new Map<string, number>()
  const written = new Map<string, number>()

  const of = (number: string): Person =>
    people.get(number) ?? { wroteAt: null, isOnWhatsApp: true, wantsMarketing: true, isCapped: false }
  const isWindowOpen = (number: string, now: number): boolean => {
    const { wroteAt } = of(number)
    return wroteAt !== null && now - wroteAt < DAY_MS
  }

  function isOverDay(to: string, max: number, now: number): boolean {
    const reached = written.get(to)
    if (reached !== undefined && now - reached < DAY_MS) return false
    if (written.size < max) return false
    for (const [number, at] of written) if (now - at >= DAY_MS) written.delete(number)
    return written.size >= max
  }

  return {
    of,
    change(number, patch) {
      const person = { ...of(number), ...patch }
      people.set(number, person)
      return person
    },
    isWindowOpen,
    admit({ from, to }, { messagesPerSecond, pairMs, peoplePerDay }, now) {
      const recent = (sentAt.get(from) ?? []).filter((at) => now - at < SECOND_MS)
      sentAt.set(from, recent)
      if (recent.length >= messagesPerSecond)
        return graphError(130_429, 'Cloud API message throughput has been reached.')
      const pair = `${from} ${to}`
      const last = pairs.get(pair)
      if (last !== undefined && now - last < pairMs) {
        return graphError(131_056, 'Too many messages sent to the same recipient in a short period of time.')
      }
      const opensConversation = !isWindowOpen(to, now)
      // WhatsApp documents no code of its own for this limit.
      if (opensConversation && isOverDay(to, peoplePerDay, now)) {
        return graphError(131_048, 'The messaging limit of the business portfolio is reached.')
      }
      recent.push(now)
      pairs.set(pair, now)
      if (opensConversation) written.set(to, now)
      return null
    },
    clear() {
      for (const map of [people, sentAt, pairs, written]) map.clear()
    },
  }
}
