/** Figures of sending: what waits, what failed, what is spent. Nothing personal. */
import type { WhatsAppStatus } from '@relance/contract'
import type { Db } from '@relance/relance'
import { budgetState, readBudget } from './budget.ts'
import { unitsOf, unitsOrNull } from '../http/money-view.ts'

export const UNSETTLED_AFTER_MS = 15 * 60_000
const DEAD_LETTER_DAYS = 30

type SendingStatus = Omit<WhatsAppStatus, 'isConfigured' | 'isSandbox' | 'numbers'>

interface Row {
  isStopped: boolean
  stopReason: string | null
  queued: number
  sending: number
  awaiting: number
  unsettled: number
  unknownEvents: number
  peoplePerDay: number | null
  peopleReached: number
  deadLetters: number
  templates: number
  approved: number
  syncedAt: Date | null
}

/** `$1` is now, `$2` since when what is unknown is a person's to settle. */
const READ = `
  select s.stopped_at is not null or g.stopped_at is not null as "isStopped", s.stop_reason as "stopReason",
         (select count(*)::int from relances where state = 'queued') as queued,
         (select count(*)::int from relances where state = 'sending') as sending,
         lost.awaiting, lost.unsettled,
         (select count(*)::int from whatsapp_events where state = 'unknown') as "unknownEvents",
         (select people_per_day from whatsapp_account) as "peoplePerDay",
         (select count(distinct q.lead_id)::int from whatsapp_sends x join relances q on q.id = x.relance_id
           where x.kind = 'template' and x.taken_at > $1::timestamptz - interval '24 hours'
             and (x.failed_at is null or x.accepted_at is not null)) as "peopleReached",
         (select count(*)::int from whatsapp_sends x join relances r on r.id = x.relance_id
           where r.state = 'failed' and x.failed_at > $1::timestamptz - interval '${DEAD_LETTER_DAYS} days') as "deadLetters",
         t.templates, t.approved, t."syncedAt"
    from whatsapp_settings s, settings g, (
      select (count(*) filter (where x.unknown_at >= $2))::int as awaiting, (count(*) filter (where x.unknown_at < $2))::int as unsettled
        from relances r join whatsapp_sends x on x.relance_id = r.id where r.state = 'unknown') lost, (
      select count(*)::int as templates, (count(*) filter (where status = 'APPROVED'))::int as approved,
             max(synced_at) as "syncedAt" from whatsapp_templates where status <> 'DELETED') t`

export async function readSending(db: Db, now: number): Promise<SendingStatus> {
  const [row] = await db.query<Row>(READ, [new Date(now), new Date(now - UNSETTLED_AFTER_MS)])
  if (!row) throw new Error('The WhatsApp settings are missing: run the migrations again on this database.')
  const paused = await db.query<{ id: string; name: string; pauseReason: string; pausedAt: Date }>(
    `select id, name, pause_reason as "pauseReason", paused_at as "pausedAt" from rules
      where paused_at is not null and active order by paused_at`,
  )
  const { templates: total, approved, syncedAt, ...rest } = row
  const budget = await readBudget(db, now)
  return {
    ...rest,
    pausedRules: paused.map((rule) => ({ ...rule, pausedAt: rule.pausedAt.toISOString() })),
    templates: { total, approved, syncedAt: syncedAt?.toISOString() ?? null },
    month: budget.month,
    currency: budget.currency,
    spent: unitsOf(budget.spentMicros),
    budget: unitsOrNull(budget.budgetMicros),
    budgetState: budgetState(budget),
  }
}

/** Those of the account among all that ever sent. */
export async function readNumbers(
  db: Pick<Db, 'query'>,
  ids: readonly string[],
  now: number,
): Promise<WhatsAppStatus['numbers']> {
  const rows = await db.query<Omit<SendingNumber, 'pausedUntil'> & { pausedUntil: Date | null }>(
    `select id, speed, quality, case when paused_until > $2 then paused_until end as "pausedUntil",
            case when paused_until > $2 then pause_reason end as "pauseReason"
       from whatsapp_numbers where id = any($1::text[]) order by id`,
    [ids, new Date(now)],
  )
  return rows.map((row) => ({ ...row, pausedUntil: row.pausedUntil?.toISOString() ?? null }))
}
type SendingNumber = WhatsAppStatus['numbers'][number]
