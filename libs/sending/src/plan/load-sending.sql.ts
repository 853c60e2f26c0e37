/** Reads what holds for every message of a moment: plan, switches, budget, rates, and our templates as the channel has them. */
import { type Channel, type Db, loadPlan } from '@relance/relance'
import type { ChannelTemplate, Plan } from '@relance/relance/core'
import { instant } from '@relance/relance/sql'
import type { RateCard } from '../money/money.pure.ts'
import { loadRates } from '../money/rates.sql.ts'
import { readSendingRevision } from './sending-revision.sql.ts'

export interface Sending {
  plan: Plan
  fallsBack: boolean
  /** What may still be spent this month, in millionths; null without a budget. */
  budgetLeft: number | null
  rates: readonly RateCard[]
  /** How many more people may be written to first within 24 hours; null without a limit. */
  peopleLeft: number | null
  /** Of all that was read here; read first, so that nothing is older than it says. */
  revision: string
  isStopped: boolean
  messagesPerSecond: number
  currency: string
  stopWords: readonly string[]
  templates: ReadonlyMap<string, ChannelTemplate>
}

interface SettingsRow {
  isStopped: boolean
  fallsBack: boolean
  messagesPerSecond: number
  stopWords: string[]
  currency: string
  peopleLeft: number | null
  budgetMicros: number | null
  spentMicros: number | null
}

/** What was committed since the month began where the company is: prices of what was delivered, estimates of the rest. */
const SPENT = `
  select coalesce(sum(coalesce(x.cost_micros, x.estimate_micros)), 0)::float8 from whatsapp_sends x
   where (x.failed_at is null or x.delivered_at is not null)
     and x.taken_at >= date_trunc('month', ${instant('$1')} at time zone g.time_zone) at time zone g.time_zone`

/** People written to first, by any number of the account, within the last 24 hours. `$1` is now. */
const PEOPLE_REACHED = `
  select count(distinct q.lead_id)::int from whatsapp_sends x join relances q on q.id = x.relance_id
   where x.kind = 'template' and x.taken_at > ${instant('$1')} - interval '24 hours' and (x.failed_at is null or x.accepted_at is not null)`

export async function loadSending(db: Db, channel: Channel, now: number): Promise<Sending> {
  const revision = await readSendingRevision(db)
  const plan = await loadPlan(db)
  const [settings] = await db.query<SettingsRow>(
    `select s.stopped_at is not null or g.stopped_at is not null as "isStopped", s.falls_back as "fallsBack",
            s.messages_per_second as "messagesPerSecond", s.stop_words as "stopWords", s.currency,
            a.people_per_day - case when a.people_per_day is not null then (${PEOPLE_REACHED}) end as "peopleLeft",
            s.monthly_budget_micros::float8 as "budgetMicros",
            case when s.monthly_budget_micros is not null then (${SPENT}) end as "spentMicros"
       from whatsapp_settings s, settings g, whatsapp_account a`,
    [now],
  )
  if (!settings) throw new Error('The WhatsApp settings are missing: run the migrations again on this database.')
  const { budgetMicros, spentMicros, ...rest } = settings
  return {
    ...rest,
    revision,
    plan,
    budgetLeft: budgetMicros === null ? null : budgetMicros - (spentMicros ?? 0),
    rates: await loadRates(db, settings.currency),
    templates: await channel.readTemplates(db),
  }
}
