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
  budgetMicros: number | null
  spentMicros: number | null
}

/** What was committed since the month began where the company is: prices of what was delivered, estimates of the rest. */
const SPENT = `
  select coalesce(sum(coalesce(x.cost_micros, x.estimate_micros)), 0)::float8 from whatsapp_sends x
   where (x.failed_at is null or x.delivered_at is not null)
     and x.taken_at >= date_trunc('month', ${instant('$1')} at time zone g.time_zone) at time zone g.time_zone`

export async function loadSending(db: Db, channel: Channel, now: number): Promise<Sending> {
  const revision = await readSendingRevision(db)
  const plan = await loadPlan(db)
  const [settings] = await db.query<SettingsRow>(
    `select s.stopped_at is not null or g.stopped_at is not null as "isStopped", s.falls_back as "fallsBack",
            s.messages_per_second as "messagesPerSecond", s.stop_words as "stopWords", s.currency,
            s.monthly_budget_micros::float8 as "budgetMicros",
            case when s.monthly_budget_micros is not null then (${SPENT}) end as "spentMicros"
       from whatsapp_settings s, settings g`,
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
