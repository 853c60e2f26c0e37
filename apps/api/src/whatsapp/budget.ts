/** The month's budget: how it stands, and what is to be told of it. */
import type { WhatsAppStatus } from '@relance/contract'
import type { Db } from '@relance/relance'
import { noteAlert } from '../alerts/alerts.ts'
import type { AlertChannel } from '../alerts/channels.ts'

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
 * told at once, each of `channels` by the deliverer of alerts.
 */
export async function noteBudget(
  db: Db,
  channels: readonly AlertChannel[],
  now: number,
): Promise<{ level: 'alert' | 'spent'; month: string } | null> {
  const budget = await readBudget(db, now)
  const level = budgetState(budget)
  if (level === 'none' || level === 'ok') return null
  const { month, budgetMicros } = budget
  const alert = { kind: `budget_${level}`, subject: month, occurrence: String(budgetMicros) } as const
  const isNew = await db.transaction(async (tx) => {
    const noted = await noteAlert(tx, alert, channels, now)
    const live = `select live_add('resource/whatsapp-budget', 'created', array[$1], null, 'manager')`
    if (noted) await tx.query(live, [`${month}:${level}`])
    return noted
  })
  return isNew ? { level, month } : null
}
