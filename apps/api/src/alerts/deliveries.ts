/** What is still to be told: a row for each alert, its beginning or end, and each channel, so that replicas tell it once. */
import type { Alert } from '@relance/contract'
import type { Db } from '@relance/relance'
import type { AlertChannel } from './channels.ts'

/** Given up after so many tries, about half a day; each wait is twice the one before, up to an hour. */
const MAX_TRIES = 16
/** Whether it is time: `$1` is now. A try put off for longer than the longest wait was put off by a wrong clock. */
const IS_TIME = `(next_try_at <= $1 or next_try_at > $1::timestamptz + interval '2 hours')`

export interface Delivery extends Omit<Alert, 'openedAt' | 'closedAt'> {
  id: string
  alertId: string
  channel: AlertChannel
  openedAt: Date
  closedAt: Date | null
}

/**
 * Takes one delivery that is due, for this replica alone: the next try is set before this one begins, so that a process that
 * dies at it loses nothing. The end of an alert waits until its beginning was told.
 */
export async function takeDelivery(db: Db, channels: readonly AlertChannel[], now: number): Promise<Delivery | null> {
  const [row] = await db.query<Delivery>(
    `update alert_deliveries d
        set tries = tries + 1, next_try_at = $1::timestamptz + least(3600, 60 * 2 ^ tries) * interval '1 second'
       from alerts a
      where a.id = d.alert_id and d.id = (
        select id from alert_deliveries w
         where told_at is null and ${IS_TIME} and tries < $3 and channel = any($2)
           and not exists (select from alert_deliveries e where e.channel = w.channel and e.alert_id = w.alert_id
                              and e.id < w.id and e.told_at is null and e.tries < $3)
         order by id for update skip locked limit 1)
      returning d.id::text, a.id::text as "alertId", d.channel, d.event, a.kind, a.subject, a.facts,
                a.opened_at as "openedAt", a.closed_at as "closedAt"`,
    [new Date(now), channels, MAX_TRIES],
  )
  return row ?? null
}

export async function delivered(db: Db, id: string, now: number): Promise<void> {
  await db.query('update alert_deliveries set told_at = $2 where id = $1', [id, new Date(now)])
}
