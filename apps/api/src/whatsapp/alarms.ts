/** What people are told of sending, beside the panel: each alarm once, over all replicas, by every channel that is configured. */
import type { WhatsAppAlarmKind } from '@relance/contract'
import type { Db } from '@relance/relance'
import { IS_TIME, MAX_TRIES, nextTryAt } from '../alerts/alarm-tries.ts'
import type { AlarmChannel } from '../alerts/scan-incidents.ts'

export interface WhatsAppAlarm {
  kind: WhatsAppAlarmKind
  subject: string
  occurrence: string
  facts: Readonly<Record<string, string>>
  notedAt: Date
  channelsLeft: AlarmChannel[]
}

/** What WhatsApp has stopped, as it stands; who stopped it by hand knows. */
const STOPPED = `
  select 'account_stopped' as kind, 'account' as subject, extract(epoch from stopped_at)::text as occurrence,
         jsonb_build_object('code', coalesce(substring(stop_reason from '^[0-9]+'), '?')) as facts
    from whatsapp_settings where stopped_at is not null and stop_reason is not null
  union all
  select 'number_blocked', id, extract(epoch from paused_until)::text, jsonb_build_object('until', to_char(paused_until at time zone 'UTC', 'YYYY-MM-DD HH24:MI "UTC"'))
    from whatsapp_numbers where pause_reason = 'quality' and paused_until > $1
  union all
  select 'rule_paused', id::text, extract(epoch from paused_at)::text, jsonb_build_object('rule', name, 'why', pause_reason)
    from rules where active and paused_at is not null`

/** Notes what has been stopped and was not noted before. Returns the kinds. */
export async function noteStops(db: Db, channels: readonly AlarmChannel[], now: number): Promise<WhatsAppAlarmKind[]> {
  const noted = await db.query<{ kind: WhatsAppAlarmKind }>(
    `insert into whatsapp_alarms (kind, subject, occurrence, facts, noted_at, next_try_at, channels_left)
       select kind, subject, occurrence, facts, $1, $1, $2 from (${STOPPED}) s
        where not exists (select from whatsapp_alarms a where a.kind = s.kind and a.subject = s.subject and a.occurrence = s.occurrence)
     on conflict do nothing returning kind`,
    [new Date(now), channels],
  )
  return noted.map(({ kind }) => kind)
}

/** Takes one alarm that is to be told now, for this replica alone: the next try is set before this one begins. */
export async function takeAlarm(db: Db, now: number): Promise<WhatsAppAlarm | null> {
  const [row] = await db.query<WhatsAppAlarm>(
    `update whatsapp_alarms a set tries = tries + 1, next_try_at = ${nextTryAt('tries')}
      where (kind, subject, occurrence) = (
        select kind, subject, occurrence from whatsapp_alarms
         where channels_left <> '{}' and ${IS_TIME} and tries < $2
         order by noted_at, kind for update skip locked limit 1)
     returning kind, subject, occurrence, facts, noted_at as "notedAt", channels_left as "channelsLeft"`,
    [new Date(now), MAX_TRIES],
  )
  return row ?? null
}

export async function alarmTold(db: Db, alarm: WhatsAppAlarm, channel: AlarmChannel): Promise<void> {
  await db.query(
    `update whatsapp_alarms set channels_left = array_remove(channels_left, $4)
      where kind = $1 and subject = $2 and occurrence = $3`,
    [alarm.kind, alarm.subject, alarm.occurrence, channel],
  )
}
