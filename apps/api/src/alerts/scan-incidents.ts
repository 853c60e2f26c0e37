/** What the dead-man's switch has told to whom: rows, so that replicas tell it once. */
import type { ScanTrouble } from '@relance/contract'
import type { Db } from '@relance/relance'
import { IS_TIME, MAX_TRIES, nextTryAt } from './alarm-tries.ts'

export type AlarmChannel = 'webhook' | 'mail'

export interface ScanAlarm {
  id: string
  channel: AlarmChannel
  event: 'opened' | 'closed'
  incident: string
  kind: ScanTrouble | 'differences'
  openedAt: Date
  closedAt: Date | null
}

const tell = `told as (
  insert into scan_alarms (incident_id, event, channel, next_try_at)
    select i.id, $2, c, $1::timestamptz from incident i cross join unnest($3::text[]) c)`

/** True when this call opened it: of several replicas one does, and a trouble that changes its kind stays one incident. */
export async function openIncident(
  db: Db,
  kind: ScanTrouble,
  channels: readonly AlarmChannel[],
  now: number,
): Promise<boolean> {
  const rows = await db.query(
    `with incident as (
       insert into scan_incidents (kind, opened_at) values ($4, $1) on conflict do nothing returning id), ${tell}
     select id from incident`,
    [new Date(now), 'opened', channels, kind],
  )
  return rows.length > 0
}

/** Told once for each night that found some: it does not last, so it is over at once and no recovery follows. */
export async function noteDifferences(db: Db, channels: readonly AlarmChannel[], now: number): Promise<void> {
  await db.query(
    `with incident as (
       insert into scan_incidents (kind, opened_at, closed_at) values ('differences', $1, $1) returning id), ${tell}
     select id from incident`,
    [new Date(now), 'opened', channels],
  )
}

/** True when there was one to close. */
export async function closeIncident(db: Db, channels: readonly AlarmChannel[], now: number): Promise<boolean> {
  const rows = await db.query(
    `with incident as (update scan_incidents set closed_at = $1 where closed_at is null returning id), ${tell}
     select id from incident`,
    [new Date(now), 'closed', channels],
  )
  return rows.length > 0
}

/**
 * Takes one alarm that is to be told now, for this replica alone: the next try is set before this one begins, so that a
 * process that dies at it loses nothing. A recovery waits for its incident to be told.
 */
export async function takeAlarm(db: Db, channels: readonly AlarmChannel[], now: number): Promise<ScanAlarm | null> {
  const [row] = await db.query<ScanAlarm>(
    `update scan_alarms a
        set tries = tries + 1, next_try_at = ${nextTryAt('tries')}
       from scan_incidents i
      where i.id = a.incident_id and a.id = (
        select id from scan_alarms w
         where told_at is null and ${IS_TIME} and tries < $3 and channel = any($2)
           and not exists (select from scan_alarms e where e.channel = w.channel and e.incident_id = w.incident_id
                              and e.id < w.id and e.told_at is null and e.tries < $3)
         order by id for update skip locked limit 1)
      returning a.id::text, a.channel, a.event, i.id::text as incident, i.kind, i.opened_at as "openedAt", i.closed_at as "closedAt"`,
    [new Date(now), channels, MAX_TRIES],
  )
  return row ?? null
}

export async function alarmTold(db: Db, id: string, now: number): Promise<void> {
  await db.query('update scan_alarms set told_at = $2 where id = $1', [id, new Date(now)])
}
