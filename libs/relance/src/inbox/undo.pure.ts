/** Taking an action back: what it changed goes back to what it was, provided nothing else has changed it since. */
import { INBOX } from '../ground/channels.ts'
import { OPEN_STATES } from '../ground/relance-states.ts'

type Row = Readonly<Record<string, unknown>>
type Rows = Readonly<Record<string, Row>>
export type Tables = Readonly<Record<string, Rows>>

/** An action can be taken back for this long (milliseconds). */
export const UNDO_MS = 15 * 60_000

/**
 * The rows to write, by table and key, each with all its columns; null when a column the action changed has changed again
 * since, or its row is gone. Columns that others changed meanwhile and the action did not keep what they have.
 */
export function rowsToRestore(before: Tables, after: Tables, current: Tables): Tables | null {
  const { restored, isWhole } = restore(before, after, current)
  return isWhole ? restored : null
}

/** The same, without the rows that have changed again since: they stand as they are. */
export function rowsStillToRestore(before: Tables, after: Tables, current: Tables): Tables {
  return restore(before, after, current).restored
}

function restore(before: Tables, after: Tables, current: Tables): { restored: Tables; isWhole: boolean } {
  const restored: Record<string, Record<string, Row>> = {}
  let isWhole = true
  for (const [table, rows] of Object.entries(after)) {
    for (const [key, row] of Object.entries(rows)) {
      const was = before[table]?.[key]
      if (!was) continue
      const changed = Object.keys(row).filter((column) => row[column] !== was[column])
      if (changed.length === 0) continue
      const now = current[table]?.[key]
      if (!now || changed.some((column) => now[column] !== row[column])) {
        isWhole = false
        continue
      }
      const back = Object.fromEntries(changed.map((column) => [column, was[column]]))
      restored[table] = { ...restored[table], [key]: { ...now, ...back, ...datedAnew(was, { ...now, ...back }) } }
    }
  }
  return { restored, isWhole }
}

/** Of an enrolment that was planned again since: it is due by the date that it has now. */
function datedAnew(was: Row, restored: Row): Row {
  if (restored.state !== 'active' || restored.due_at === was.due_at) return {}
  return { reason: null, next_due_at: restored.due_at }
}

const isOpenItem = ({ channel, state }: Row): boolean =>
  channel === INBOX && (OPEN_STATES as readonly unknown[]).includes(state)

/**
 * Of the relances to restore, those that would be a second open item of the lead: another rule has recorded one since, and a lead has one
 * at most.
 */
export function secondItems({ relances = {} }: Tables, current: Tables): string[] {
  const open = Object.entries({ ...current.relances, ...relances }).filter(([, row]) => isOpenItem(row))
  if (open.length <= 1) return []
  return open.map(([id]) => id).filter((id) => relances[id] && !isOpenItem(current.relances?.[id] ?? {}))
}

/** Without them: what has come since stands. */
export function withoutSecondItems(restored: Tables, current: Tables): Tables {
  const second = secondItems(restored, current)
  if (second.length === 0) return restored
  const relances = Object.entries(restored.relances ?? {}).filter(([id]) => !second.includes(id))
  return { ...restored, relances: Object.fromEntries(relances) }
}

/** The enrolments that an action ended. */
export function endedBy(before: Tables, after: Tables): string[] {
  return Object.entries(after.enrolments ?? {}).flatMap(([id, row]) => {
    const was = before.enrolments?.[id]
    return was && was.state !== 'ended' && row.state === 'ended' ? id : []
  })
}
