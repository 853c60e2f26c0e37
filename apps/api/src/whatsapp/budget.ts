/** The month's budget: how it stands, and who has been told. */
import type { BudgetLevel, WhatsAppStatus } from '@relance/contract'
import type { Db } from '@relance/relance'
import { MAX_TRIES, nextTryAt } from '../ops/alarm-tries.ts'
import type { AlarmChannel } from '../ops/scan-incidents.ts'

const ALERT_SHARE = 0.8

export interface Budget {
  month: string
  currency: string
  spentMicros: number
  budgetMicros: number | null
  /** Messages wait because the next one would go beyond it. */
  isHolding: boolean
}

/** Prices of what was delivered since the month began where the company is, and estimates of what is under way. `$1` is now. */
const READ = `
  select to_char($1::timestamptz at time zone g.time_zone, 'YYYY-MM') as month, s.currency,
         spent.micros as "spentMicros",
         s.monthly_budget_micros::float8 as "budgetMicros",
         -- Not what a budget has let go since, or a month that is over: it is looked at within the hour.
         exists (select from relances where state = 'queued' and reason = 'budget_spent') and s.monthly_budget_micros - spent.micros
           < (select max(price_micros) from rate_cards where currency = s.currency) as "isHolding"
    from whatsapp_settings s, settings g, lateral (
      select coalesce(sum(coalesce(x.cost_micros, x.estimate_micros)), 0)::float8 as micros from whatsapp_sends x
       where (x.failed_at is null or x.delivered_at is not null)
         and x.taken_at >= date_trunc('month', $1::timestamptz at time zone g.time_zone) at time zone g.time_zone) spent`

export async function readBudget(db: Pick<Db, 'query'>, now: number): Promise<Budget> {
  const [row] = await db.query<Budget>(READ, [new Date(now)])
  if (!row) throw new Error('The WhatsApp settings are missing: run the migrations again on this database.')
  return row
}

export function budgetState({
  spentMicros,
  budgetMicros,
  isHolding,
}: Pick<Budget, 'spentMicros' | 'budgetMicros' | 'isHolding'>): WhatsAppStatus['budgetState'] {
  if (budgetMicros === null) return 'none'
  if (isHolding || spentMicros >= budgetMicros) return 'spent'
  return spentMicros >= budgetMicros * ALERT_SHARE ? 'alert' : 'ok'
}

/**
 * What managers are to be told now, over all replicas once a month for each of the two and each budget; else null. The panel is
 * told at once, each of `channels` by whoever takes the alarm.
 */
export async function noteBudget(
  db: Db,
  channels: readonly AlarmChannel[],
  now: number,
): Promise<{ level: BudgetLevel; month: string } | null> {
  const budget = await readBudget(db, now)
  const level = budgetState(budget)
  if (level === 'none' || level === 'ok') return null
  const { month, budgetMicros, spentMicros } = budget
  const told = await db.query(
    `with told as (
       insert into whatsapp_budget_alerts (month, level, budget_micros, spent_micros, told_at, next_try_at, channels_left)
         values ($1, $2, $3, $4, $5, $5, $6) on conflict do nothing returning month || ':' || level as id)
     select live_add('resource/whatsapp-budget', 'created', array[id], null, 'manager') from told`,
    [month, level, budgetMicros, Math.round(spentMicros), new Date(now), channels],
  )
  return told.length > 0 ? { level, month } : null
}

export interface BudgetAlarm {
  month: string
  level: BudgetLevel
  budgetMicros: string
  channelsLeft: AlarmChannel[]
}

/** Takes one alarm that is to be told now, for this replica alone: the next try is set before this one begins. */
export async function takeBudgetAlarm(db: Db, now: number): Promise<BudgetAlarm | null> {
  const [row] = await db.query<BudgetAlarm>(
    `update whatsapp_budget_alerts a set tries = tries + 1, next_try_at = ${nextTryAt('tries')}
      where (month, level, budget_micros) = (
        select month, level, budget_micros from whatsapp_budget_alerts
         where channels_left <> '{}' and next_try_at <= $1 and tries < $2
         order by told_at for update skip locked limit 1)
     returning month, level, budget_micros::text as "budgetMicros", channels_left as "channelsLeft"`,
    [new Date(now), MAX_TRIES],
  )
  return row ?? null
}

export async function budgetAlarmTold(db: Db, alarm: BudgetAlarm, channel: AlarmChannel): Promise<void> {
  await db.query(
    `update whatsapp_budget_alerts set channels_left = array_remove(channels_left, $4)
      where month = $1 and level = $2 and budget_micros = $3`,
    [alarm.month, alarm.level, alarm.budgetMicros, channel],
  )
}
