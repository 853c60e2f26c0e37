/** Spreads the load of the days to come: shown first, then done, and taken back if wanted. */
import { createSimulator } from '../simulate.pure.ts'
import {
  addDays,
  bySpreadRank,
  candidateOf,
  type DailyLoad,
  loadKey,
  place,
  type SpreadCandidate,
  type SpreadMove,
} from './spread.pure.ts'
import { leadSlices } from '../lead-slices.ts'
import { readNextScan } from '../next-scan.ts'
import { isInbox } from '../../../ground/channels.ts'
import type { Db, HasTime } from '../../../ground/ports.ts'
import { applyMoves, openSpread } from './apply-spread.sql.ts'
import { nextLeads } from '../../../record/state/find-changes.sql.ts'
import { loadPlan } from '../../../record/state/load-plan.sql.ts'
import { readFollowed, readLeadStates } from '../../../record/state/read-lead-states.sql.ts'
import { readWaiting } from '../read-waiting.sql.ts'
import { DAY } from '../../../ground/time.ts'

export interface SpreadRequest {
  /** How many relances a closer should find on one day at most. */
  limit: number
  days?: number
  hasTime?: HasTime
  breathe?: () => Promise<void>
}

export interface SpreadDay {
  closerId: string
  on: string
  before: number
  after: number
}

export interface Spread {
  limit: number
  /** Every day of the closers that are over the limit on one. */
  days: SpreadDay[]
  moves: SpreadMove[]
  /** Leads that no place was found for: their days stay as they are. */
  unplaced: number
  /** Not when it was stopped before the last lead; nothing is moved then. */
  isComplete: boolean
}

const CHUNK = 1_000
/** Leads that are placed between two breaths, with a statement of their own: each is simulated several times. */
const PLACED = 50

/**
 * What would move from `now` (milliseconds) on, so that no closer finds more than `limit` on one day. What is recorded
 * already stays; a move is within the rule's window, as every delivery is. Reads one consistent picture, takes no lock.
 */
export function planSpread(db: Db, now: number, request: SpreadRequest): Promise<Spread> {
  const { limit, days = 14, hasTime = () => true, breathe } = request
  const stopped = { limit, days: [], moves: [], unplaced: 0, isComplete: false }
  return db.transaction(async (tx) => {
    await tx.query('set transaction isolation level repeatable read, read only')
    const plan = await loadPlan(tx)
    const until = now + days * DAY
    const nextScan = await readNextScan(tx, now, until)
    const world = {
      plan,
      followed: await readFollowed(tx),
      simulator: createSimulator(plan, nextScan),
      nextScan,
      from: now,
      until,
    }
    const waiting = (await readWaiting(tx, now, until)).filter(({ channel }) => isInbox(channel))
    const before: DailyLoad = new Map()
    for (const { closerId, on, relances } of waiting) {
      if (closerId) for (let count = 0; count < relances; count++) addDays(before, closerId, [on])
    }
    const after: DailyLoad = new Map(before)
    const candidates: SpreadCandidate[] = []
    const slices = leadSlices(
      (last, size) => nextLeads(tx, last, size),
      (leadIds) => readLeadStates(tx, leadIds),
      breathe,
    )
    for await (const states of slices) {
      if (!hasTime()) return stopped
      for (const state of states) {
        const candidate = candidateOf(state, world)
        if (!candidate) continue
        candidates.push(candidate)
        addDays(before, candidate.closerId, candidate.days)
      }
    }
    const over = new Set([...before].flatMap(([key, count]) => (count > limit ? [closerOf(key)] : [])))
    const ranked = candidates.filter(({ closerId }) => over.has(closerId)).sort(bySpreadRank)
    const moves: SpreadMove[] = []
    let unplaced = 0
    for (let start = 0; start < ranked.length; start += PLACED) {
      await breathe?.()
      if (!hasTime()) return stopped
      const chunk = ranked.slice(start, start + PLACED)
      const states = await readLeadStates(
        tx,
        chunk.map(({ leadId }) => leadId),
      )
      const byId = new Map(states.map((state) => [state.lead.id, state]))
      for (const candidate of chunk) {
        const state = byId.get(candidate.leadId)
        if (!state) continue
        const placed = place(state, candidate, after, limit, world)
        addDays(after, candidate.closerId, placed.days)
        if (placed.move) moves.push(placed.move)
        if (placed.isOver) unplaced++
      }
    }
    return { limit, days: daysOf(before, after, over), moves, unplaced, isComplete: true }
  })
}

const closerOf = (key: string): string => key.slice(0, key.indexOf(' '))

function daysOf(before: DailyLoad, after: DailyLoad, over: ReadonlySet<string>): SpreadDay[] {
  const keys = new Set([...before.keys(), ...after.keys()].filter((key) => over.has(closerOf(key))))
  return [...keys].sort().map((key) => {
    const closerId = closerOf(key)
    const on = key.slice(closerId.length + 1)
    const at = loadKey(closerId, on)
    return { closerId, on, before: before.get(at) ?? 0, after: after.get(at) ?? 0 }
  })
}

/**
 * Does what was planned, within a transaction: an enrolment that was moved or recorded meanwhile is left alone. Returns
 * the id that takes it back, and how many leads were moved.
 */
export async function applySpread(
  tx: Db,
  { moves, limit }: Spread,
  now: number,
): Promise<{ id: string; moved: number }> {
  const id = await openSpread(tx, limit, now)
  let moved = 0
  for (let start = 0; start < moves.length; start += CHUNK) {
    moved += await applyMoves(tx, id, moves.slice(start, start + CHUNK), now)
  }
  return { id, moved }
}
