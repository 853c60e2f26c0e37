/** The month's budget: how it stands, and who has been told. */
import type { WhatsAppStatus } from '@relance/contract'
import type { Db } from '@relance/relance'

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
         (select coalesce(sum(coalesce(x.cost_micros, x.estimate_micros)), 0)::float8 from whatsapp_sends x
           where (x.failed_at is null or x.delivered_at is not null)
             and x.taken_at >= date_trunc('month', $1::timestamptz at time zone g.time_zone) at time zone g.time_zone) as "spentMicros",
         s.monthly_budget_micros::float8 as "budgetMicros",
         exists (select from relances where state = 'queued' and reason = 'budget_spent') as "isHolding"
    from whatsapp_settings s, settings g`

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

/** What managers are to be told now, over all replicas once a month for each of the two and each budget; else null. */
export async function noteBudget(db: Db, now: number): Promise<{ level: 'alert' | 'spent'; month: string } | null> {
  const budget = await readBudget(db, now)
  const level = budgetState(budget)
  if (level === 'none' || level === 'ok') return null
  const { month, budgetMicros, spentMicros } = budget
  const told = await db.query(
    `with told as (
       insert into whatsapp_budget_alerts (month, level, budget_micros, spent_micros, told_at) values ($1, $2, $3, $4, $5)
       on conflict do nothing returning month || ':' || level as id)
     select live_add('resource/whatsapp-budget', 'created', array[id], null, 'manager') from told`,
    [month, level, budgetMicros, Math.round(spentMicros), new Date(now)],
  )
  return told.length > 0 ? { level, month } : null
}
