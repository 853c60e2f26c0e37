/** What was said by WhatsApp, both ways, of all that a lead's history tells. */
import type { TimelineEntry } from '@relance/contract'

/** A relance that has left, or may have, or should have. */
const LEFT = ['sent', 'sending', 'accepted', 'delivered', 'read', 'failed', 'unknown']

/** Oldest first; a relance at the moment it left, which may be long after it was planned. */
export function saidIn(history: readonly TimelineEntry[]): TimelineEntry[] {
  const leftAt = new Map(
    history.flatMap(({ relanceId, at, ...entry }) =>
      relanceId !== null && hasLeft(entry) ? [[relanceId, at] as const] : [],
    ),
  )
  return history
    .filter(isSaid)
    .reverse()
    .map((entry) => (entry.kind === 'relance' ? { ...entry, at: leftAt.get(entry.id) ?? entry.at } : entry))
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

const hasLeft = ({ kind, action, isUndone }: Pick<TimelineEntry, 'kind' | 'action' | 'isUndone'>): boolean =>
  (kind === 'send' && action === 'accepted') || (kind === 'action' && action === 'sent' && !isUndone)

function isSaid({ kind, state, isUndone }: TimelineEntry): boolean {
  if (isUndone) return false
  return (
    kind === 'received' || kind === 'written' || kind === 'answer' || (kind === 'relance' && LEFT.includes(state ?? ''))
  )
}
