/** Drops rows that have had their time, some thousand at a time: the server does it every minute, a function after its run. */
import { type Db, dropDryRuns, dropEnrolmentChanges, dropOldReconciliations } from '@relance/relance'
import { OPEN_STATES } from '@relance/relance/sql'
import { dropOldAttempts } from '../attempts.ts'
import { dropUndoValues } from './undo-values.ts'
import { DAY } from '@relance/relance/core'

const MOST = 5_000

/** A person is signed out after this long, visits or not. */
export const SESSION_MS = 7 * DAY
/** Seconds a stream of live events may have been away and still be told all it has missed. */
export const EVENTS_KEPT_SECONDS = 600
/** A replay without a sign of life for so long has lost its server. */
const BACKTEST_SILENT_MS = 60_000
const BACKTEST_KEPT_MS = 7 * DAY
const DRY_RUN_KEPT_MS = DAY
/** What monitors count of a day. */
const PUSHES_KEPT_MS = DAY
/** A browser that was not opened for so long is told nothing any more: somebody else may have it. */
const DEVICE_KEPT_MS = 90 * DAY
const CHANGES_KEPT_MS = 90 * DAY

/** Whether another batch may be begun. */
export type HasTime = () => boolean

/** Drops one batch; returns whether there may be more. */
type Drop = (db: Db, now: number, hasTime: HasTime) => Promise<boolean>

const dropOldEvents: Drop = async (db) => {
  const rows = await db.query(
    `delete from live_events where seq = any(array(
       select seq from live_events where at < clock_timestamp() - $1 * interval '1 second' limit ${MOST})) returning 1`,
    [EVENTS_KEPT_SECONDS],
  )
  return rows.length === MOST
}

const dropOldSessions: Drop = async (db, now) => {
  const rows = await db.query(
    `delete from sessions where id = any(array(
       select id from sessions where expires_at < $1 or created_at < $2 limit ${MOST})) returning 1`,
    [new Date(now), new Date(now - SESSION_MS)],
  )
  return rows.length === MOST
}

/** Replays that lost their server have failed; those of last week go. */
const dropBacktests: Drop = async (db, now) => {
  await db.query(
    `update backtests set state = 'failed', finished_at = $2 where state = 'running' and heartbeat_at < $1`,
    [new Date(now - BACKTEST_SILENT_MS), new Date(now)],
  )
  const rows = await db.query(
    `delete from backtests where id = any(array(select id from backtests where started_at < $1 limit ${MOST})) returning 1`,
    [new Date(now - BACKTEST_KEPT_MS)],
  )
  return rows.length === MOST
}

const dropOldNotices: Drop = async (db, now) => {
  const pushes = await db.query(
    `delete from push_sends where id = any(array(select id from push_sends where created_at < $1 limit ${MOST})) returning 1`,
    [new Date(now - PUSHES_KEPT_MS)],
  )
  // The latest says which day was decided on.
  await db.query('delete from digests where day < $1::timestamptz::date - 7', [new Date(now)])
  await db.query('delete from push_devices where seen_at < $1', [new Date(now - DEVICE_KEPT_MS)])
  // Settled for good: nothing will ask again whether it was told.
  const told = await db.query(
    `delete from told_relances where relance_id = any(array(
       select t.relance_id from told_relances t join relances r on r.id = t.relance_id
        where t.told_at < $1 and r.state not in ${OPEN_STATES} limit ${MOST})) returning 1`,
    [new Date(now - PUSHES_KEPT_MS)],
  )
  return pushes.length === MOST || told.length === MOST
}

const DROPS: readonly Drop[] = [
  dropOldEvents,
  dropOldAttempts,
  dropOldSessions,
  (db, now) => dropDryRuns(db, now - DRY_RUN_KEPT_MS),
  dropBacktests,
  (db, now) => dropEnrolmentChanges(db, now - CHANGES_KEPT_MS),
  dropUndoValues,
  dropOldNotices,
  async (db, now) => {
    await dropOldReconciliations(db, now)
    return false
  },
]

/** `now`: milliseconds. What there is no time for is dropped by the next call. */
export async function dropOldRows(db: Db, now: number, hasTime: HasTime): Promise<void> {
  for (const drop of DROPS) {
    let isMore = true
    while (isMore && hasTime()) isMore = await drop(db, now, hasTime)
  }
}
