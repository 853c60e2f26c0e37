/** A lead's history as one conversation: what was said, noted and done, oldest first, by day; what is not sent yet comes last. */
import type { TimelineEntry } from '@relance/contract'

/** Events of a relance that was sent, may have been sent, or failed. */
const LEFT: ReadonlySet<string> = new Set(['sent', 'sending', 'accepted', 'delivered', 'read', 'failed', 'unknown'])
const TO_COME: ReadonlySet<string> = new Set(['due', 'opened', 'snoozed', 'queued'])
const SAID: ReadonlySet<TimelineEntry['kind']> = new Set(['received', 'written', 'answer'])
/** A change in the same second by the same person as one of these actions was caused by it and gets no line. */
const CAUSES: ReadonlySet<TimelineEntry['kind']> = new Set(['action', 'contact', 'answer'])
const TOGETHER_MS = 2_000

export interface StreamItem {
  /** `said`: a bubble. `draft`: a bubble that is not sent yet. `note`: a text of ours about the lead. `event`: one line. */
  kind: 'said' | 'draft' | 'note' | 'event'
  entry: TimelineEntry
  at: string
  /** Who sent or skipped it, where that was a person. */
  by: string | null
  /** Of a message sent by itself: when it was read, what went wrong, what it cost. */
  track: Track
}

export interface Track {
  readAt: string | null
  trouble: TimelineEntry | null
  cost: TimelineEntry['cost']
}

export interface StreamDay {
  day: string
  items: StreamItem[]
}

/** `history`: newest first, as the server tells it. */
export function streamOf(history: readonly TimelineEntry[]): StreamItem[] {
  const facts = factsOf(history)
  const items = history.flatMap((entry): StreamItem | [] => {
    const kind = kindOf(entry, facts)
    return kind === null ? [] : { kind, entry, ...tellingOf(entry, facts) }
  })
  const told = items.reverse().sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
  return [...told.filter(({ kind }) => kind !== 'draft'), ...told.filter(({ kind }) => kind === 'draft')]
}

/** Grouped by the reader's days; planned messages are under the last day. */
export function daysOf(items: readonly StreamItem[]): StreamDay[] {
  const days: StreamDay[] = []
  for (const item of items) {
    const day = new Date(item.at).toDateString()
    const last = days.at(-1)
    if (last && (last.day === day || item.kind === 'draft')) last.items.push(item)
    else days.push({ day, items: [item] })
  }
  return days
}

interface Facts {
  /** When each relance left or was skipped, and by whom. */
  settled: ReadonlyMap<string, { at: string; by: string | null }>
  tracks: ReadonlyMap<string, Track>
  /** Instants at which each person did something that changes the lead. */
  causes: readonly { at: number; by: string | null }[]
}

const NOTHING: Track = { readAt: null, trouble: null, cost: null }

function factsOf(history: readonly TimelineEntry[]): Facts {
  const settled = new Map<string, { at: string; by: string | null }>()
  const tracks = new Map<string, Track>()
  for (const entry of history) {
    const { relanceId, at, actorName: by } = entry
    if (relanceId === null || entry.isUndone) continue
    if (isSettling(entry)) settled.set(relanceId, { at, by })
    if (entry.kind === 'send') tracks.set(relanceId, tracked(tracks.get(relanceId) ?? NOTHING, entry))
  }
  const causes = history
    .filter(({ kind, isUndone }) => CAUSES.has(kind) && !isUndone)
    .map(({ at, actorName: by }) => ({ at: Date.parse(at), by }))
  return { settled, tracks, causes }
}

const isSettling = ({ kind, action }: TimelineEntry): boolean =>
  (kind === 'action' && (action === 'sent' || action === 'skip')) || (kind === 'send' && action === 'accepted')

function tracked(track: Track, entry: TimelineEntry): Track {
  const { action, at, cost } = entry
  const isTrouble = action === 'failed' || action === 'unknown'
  return {
    readAt: action === 'read' ? at : track.readAt,
    trouble: isTrouble ? entry : track.trouble,
    cost: cost ?? track.cost,
  }
}

function kindOf(entry: TimelineEntry, facts: Facts): StreamItem['kind'] | null {
  const { kind, state, isUndone, action } = entry
  if (kind === 'relance') return LEFT.has(state ?? '') ? 'said' : TO_COME.has(state ?? '') ? 'draft' : 'event'
  if (kind === 'note') return 'note'
  if (SAID.has(kind)) return isUndone ? null : 'said'
  // The bubble of the message tells it.
  if (kind === 'send') return null
  if (kind === 'action') return isUndone || action === 'open' || isSettling(entry) ? null : 'event'
  return kind === 'change' && isConsequence(entry, facts) ? null : 'event'
}

/** That a call moves the date of the last contact needs no line of its own. */
function isConsequence({ fields, at, actorName }: TimelineEntry, { causes }: Facts): boolean {
  const isDateAlone = fields.length > 0 && fields.every(({ field }) => field === 'lastContactAt')
  const moment = Date.parse(at)
  return isDateAlone && causes.some((cause) => cause.by === actorName && Math.abs(cause.at - moment) <= TOGETHER_MS)
}

function tellingOf(entry: TimelineEntry, { settled, tracks }: Facts): Pick<StreamItem, 'at' | 'by' | 'track'> {
  if (entry.kind !== 'relance') return { at: entry.at, by: entry.actorName, track: NOTHING }
  const done = settled.get(entry.id)
  return { at: done?.at ?? entry.at, by: done?.by ?? null, track: tracks.get(entry.id) ?? NOTHING }
}
