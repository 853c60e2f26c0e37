/** What a closer did without a connection, in the order of doing. It waits in the browser until the server has answered it. */
import type { RelanceVerb } from '../providers/relance-verb.ts'

/** Nothing of it is personal. */
export interface WaitingAction {
  relanceId: string
  verb: RelanceVerb
  body: object
  /** When it was done, milliseconds. */
  at: number
}

/** What can be done later as well as now: the server does the same thing once, however often it is told. */
const CAN_WAIT: ReadonlySet<RelanceVerb> = new Set<RelanceVerb>(['sent', 'skip', 'snooze', 'outcome'])

const HOUR_MS = 3_600_000
const HOURS: Readonly<Record<string, number>> = { in_one_hour: 1, in_three_hours: 3 }

/** Null for what cannot wait. “In one hour” counts from now, whenever the server hears of it. */
export function waitingOf(relanceId: string, verb: RelanceVerb, body: object, now: number): WaitingAction | null {
  if (!CAN_WAIT.has(verb)) return null
  const hours = HOURS[(body as { preset?: string }).preset ?? '']
  const dated = hours === undefined ? body : { until: new Date(now + hours * HOUR_MS).toISOString() }
  return { relanceId, verb, body: dated, at: now }
}

/** The server takes nothing older. */
const LONGEST_AGO_SECONDS = 7 * 86_400

/** In the reader's zone. `next_week` is its Monday. */
const DAYS: Readonly<Record<string, (from: Date) => number>> = {
  tomorrow: () => 1,
  in_three_days: () => 3,
  next_week: (from) => (8 - from.getDay()) % 7 || 7,
}
const MORNING = 9

/**
 * What the server is told when it can be reached: “tomorrow” said yesterday means today. Null when that morning is over: the relance
 * is due, as it was meant.
 */
export function bodyToSend({ verb, body, at }: WaitingAction, now: number): object | null {
  // How long it has waited is told, not the hour: the phone's clock may be wrong.
  if (verb === 'sent')
    return { ...body, secondsAgo: Math.min(Math.max(0, Math.floor((now - at) / 1_000)), LONGEST_AGO_SECONDS) }
  const said = new Date(at)
  const daysLater = DAYS[(body as { preset?: string }).preset ?? '']
  if (!daysLater || said.toDateString() === new Date(now).toDateString()) return body
  const morning = new Date(at)
  morning.setDate(said.getDate() + daysLater(said))
  morning.setHours(MORNING, 0, 0, 0)
  return morning.getTime() > now ? { until: morning.toISOString() } : null
}

/** What was done to a relance last is what counts. */
export const withAction = (waiting: readonly WaitingAction[], action: WaitingAction): WaitingAction[] => [
  ...waiting.filter(({ relanceId }) => relanceId !== action.relanceId),
  action,
]

export const withoutAction = (waiting: readonly WaitingAction[], { relanceId, at }: WaitingAction): WaitingAction[] =>
  waiting.filter((one) => one.relanceId !== relanceId || one.at !== at)

/** Whatever a browser may have kept under that name. */
export function waitingFrom(text: string | null): WaitingAction[] {
  try {
    const read: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(read) ? read.filter(isWaiting) : []
  } catch {
    return []
  }
}

function isWaiting(one: unknown): one is WaitingAction {
  const { relanceId, verb, body, at } = (one ?? {}) as Partial<WaitingAction>
  return (
    typeof relanceId === 'string' && CAN_WAIT.has(verb as RelanceVerb) && typeof body === 'object' && at !== undefined
  )
}
