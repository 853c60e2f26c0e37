/** What is wrong, from when until when: one table, whoever finds it. Telling it is the deliverer's. */
import type { LastingAlert, PassingAlert } from '@relance/contract'
import type { Db } from '@relance/relance'
import type { AlertChannel } from './channels.ts'

export interface AlertCause<Kind = LastingAlert> {
  kind: Kind
  subject: string
  /**
   * What makes it another alert about the same subject: an instant, an amount. Without one, a subject has one alert at a time,
   * whatever its kind becomes meanwhile.
   */
  occurrence?: string
  facts?: Readonly<Record<string, string | number>>
}

export interface Followed {
  opened: LastingAlert[]
  closed: LastingAlert[]
}

/**
 * Makes `causes` the open alerts of these kinds, within a transaction. What is new is to be told by every one of `channels`,
 * and so is the end of what stands no more: of several replicas one does each. What has only become another alert about the same
 * subject is told as that.
 */
export async function followAlerts(
  tx: Db,
  kinds: readonly LastingAlert[],
  causes: readonly AlertCause[],
  channels: readonly AlertChannel[],
  now: number,
): Promise<Followed> {
  const parameters = [new Date(now), channels, JSON.stringify(causes)]
  const closed = await tx.query<{ kind: LastingAlert }>(
    `with causes as (${CAUSES}), over as (
       update alerts a set closed_at = $1 where closed_at is null and kind = any($4)
          and not exists (select from causes s
                where s.subject = a.subject and coalesce(s.occurrence, a.occurrence) is not distinct from a.occurrence)
        returning a.id, a.kind, a.subject
     ), ended as (
       select * from over where subject not in (select subject from causes)
     ), ${tell('closed', 'ended')}
     select kind from ended`,
    [...parameters, kinds],
  )
  const opened = await tx.query<{ kind: LastingAlert }>(
    `with begun as (
       insert into alerts (kind, subject, occurrence, facts, opened_at)
         select kind, subject, occurrence, coalesce(facts, '{}'), $1 from (${CAUSES}) s
       on conflict do nothing returning id, kind
     ), ${tell('opened', 'begun')}
     select kind from begun`,
    parameters,
  )
  return { opened: opened.map(({ kind }) => kind), closed: closed.map(({ kind }) => kind) }
}

const CAUSES = 'select * from jsonb_to_recordset($3::jsonb) as s(kind text, subject text, occurrence text, facts jsonb)'

/** `$1` is now, `$2` the channels. An end is for those who were told of the beginning. */
const tell = (event: 'opened' | 'closed', from: string): string => `told as (
       insert into alert_deliveries (alert_id, event, channel, next_try_at)
         select a.id, '${event}', c, $1::timestamptz from ${from} a cross join unnest($2::text[]) c
          where '${event}' = 'opened' or exists (select from alert_deliveries d where d.alert_id = a.id and d.channel = c))`

/** Told once for each occurrence: it does not last, so it is over at once and no end is told. True when this call noted it. */
export async function noteAlert(
  db: Db,
  { kind, subject, occurrence, facts = {} }: AlertCause<PassingAlert>,
  channels: readonly AlertChannel[],
  now: number,
): Promise<boolean> {
  const rows = await db.query(
    `with begun as (
       insert into alerts (kind, subject, occurrence, facts, opened_at, closed_at)
         values ($3, $4, $5, $6, $1, $1) on conflict do nothing returning id
     ), ${tell('opened', 'begun')}
     select id from begun`,
    [new Date(now), channels, kind, subject, occurrence ?? null, JSON.stringify(facts)],
  )
  return rows.length > 0
}
