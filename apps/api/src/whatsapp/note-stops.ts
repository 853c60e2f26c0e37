/** What WhatsApp has stopped, as alerts that last until it goes on. */
import type { LastingAlert, PassingAlert } from '@relance/contract'
import type { Db } from '@relance/relance'
import { type Followed, followAlerts, noteAlert, type AlertCause } from '../alerts/alerts.ts'
import type { AlertChannel } from '../alerts/channels.ts'

const KINDS: readonly LastingAlert[] = [
  'account_stopped',
  'number_blocked',
  'canary_silent',
  'number_quality_low',
  'rule_paused',
]

/** What WhatsApp has stopped, as it stands; who stopped it by hand knows. */
const STOPPED = `
  select 'account_stopped' as kind, 'account' as subject, extract(epoch from stopped_at)::text as occurrence,
         jsonb_build_object('code', coalesce(substring(stop_reason from '^[0-9]+'), '?')) as facts
    from whatsapp_settings where stopped_at is not null and stop_reason is not null
  union all
  select 'number_blocked', id, extract(epoch from paused_until)::text, jsonb_build_object('until', to_char(paused_until at time zone 'UTC', 'YYYY-MM-DD HH24:MI "UTC"'))
    from whatsapp_numbers where pause_reason = 'quality' and paused_until > $1
  union all
  select 'number_quality_low', 'quality/' || id, null, jsonb_build_object('number', coalesce(phone, id)) from whatsapp_numbers where quality = 'RED'
  union all
  select 'canary_silent', 'canary/' || y.number_id || '/' || y.template_id || '/' || y.kind, extract(epoch from w.taken_at)::text,
         jsonb_build_object('template', t.name)
    from whatsapp_canaries y join relances x on x.id = y.relance_id join whatsapp_sends w on w.relance_id = x.id
    join templates t on t.id = y.template_id
   where y.opened_at is null and w.accepted_at is null and x.state in ('sending', 'unknown')
     and w.taken_at between $1::timestamptz - interval '15 minutes' and $1::timestamptz - interval '1 minute'
  union all
  select 'rule_paused', id::text, extract(epoch from paused_at)::text, jsonb_build_object('rule', name, 'why', pause_reason)
    from rules where active and paused_at is not null`

/** Notes what has been stopped and was not noted before, and what goes on again. */
export const noteStops = (db: Db, channels: readonly AlertChannel[], now: number): Promise<Followed> =>
  db.transaction(async (tx) => {
    const causes = await tx.query<AlertCause>(STOPPED, [new Date(now)])
    return followAlerts(tx, KINDS, causes, channels, now)
  })

/** What WhatsApp told of the account since the last look: each is told once. Returns how many. */
export const noteNews = (db: Db, channels: readonly AlertChannel[], now: number): Promise<number> =>
  db.transaction(async (tx) => {
    const news = await tx.query<{ kind: NewsKind; what: string; at: string; facts: AlertCause['facts'] }>(
      `update whatsapp_notices set noted_at = $1 where (kind, what, at) in (
         select kind, what, at from whatsapp_notices where noted_at is null order by at limit 100 for update skip locked)
       returning kind, what, at::text as at, facts`,
      [new Date(now)],
    )
    for (const { kind, what, at, facts = {} } of news) {
      await noteAlert(tx, { kind, subject: what, occurrence: at, facts }, channels, now)
    }
    return news.length
  })

type NewsKind = Extract<PassingAlert, 'account_notice' | 'template_category' | 'people_limit'>
