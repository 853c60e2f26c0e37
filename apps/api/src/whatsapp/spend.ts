/** What was spent in a month, where the company's months begin. Nothing personal. */
import type { Spend } from '@relance/contract'
import type { Db } from '@relance/relance'
import { unitsOf, unitsOrNull } from '../http/money-view.ts'

interface Row {
  ruleId: string
  ruleName: string | null
  category: string
  messages: number
  delivered: number
  free: number
  spentMicros: number
  committedMicros: number
}

const READ = `
  select s.rule_id as "ruleId", u.name as "ruleName", s.category, count(*)::int as messages,
         count(s.delivered_at)::int as delivered,
         (count(*) filter (where s.delivered_at is not null and coalesce(s.cost_micros, s.estimate_micros) = 0))::int as free,
         coalesce(sum(coalesce(s.cost_micros, s.estimate_micros)) filter (where s.delivered_at is not null), 0)::float8 as "spentMicros",
         coalesce(sum(coalesce(s.cost_micros, s.estimate_micros))
           filter (where s.failed_at is null or s.delivered_at is not null), 0)::float8 as "committedMicros"
    from whatsapp_sends s left join rules u on u.id = s.rule_id, settings g
   where s.taken_at >= ($1 || '-01')::timestamp at time zone g.time_zone
     and s.taken_at < (($1 || '-01')::timestamp + interval '1 month') at time zone g.time_zone
   group by s.rule_id, u.name, s.category`

/** `month` as `2026-11`; the one of `now` (milliseconds) when null. */
export async function readSpend(db: Db, now: number, month: string | null): Promise<Spend> {
  const [settings] = await db.query<{ month: string; currency: string; budgetMicros: number | null }>(
    `select coalesce($2, to_char($1::timestamptz at time zone g.time_zone, 'YYYY-MM')) as month, w.currency,
            w.monthly_budget_micros::float8 as "budgetMicros"
       from settings g, whatsapp_settings w`,
    [new Date(now), month],
  )
  if (!settings) throw new Error('The WhatsApp settings are missing: run the migrations again on this database.')
  const rows = await db.query<Row>(READ, [settings.month])
  return {
    month: settings.month,
    currency: settings.currency,
    budget: unitsOrNull(settings.budgetMicros),
    ...sum(rows),
    rules: groups(rows, (row) => row.ruleId).map((of) => ({
      ruleId: of[0].ruleId,
      ruleName: of[0].ruleName,
      ...sum(of),
    })),
    categories: groups(rows, (row) => row.category).map((of) => ({ category: of[0].category, ...sum(of) })),
  }
}

function sum(rows: readonly Row[]) {
  const total = (value: (row: Row) => number): number => rows.reduce((all, row) => all + value(row), 0)
  return {
    messages: total((row) => row.messages),
    delivered: total((row) => row.delivered),
    free: total((row) => row.free),
    spent: unitsOf(total((row) => row.spentMicros)),
    committed: unitsOf(total((row) => row.committedMicros)),
  }
}

function groups(rows: readonly Row[], keyOf: (row: Row) => string): [Row, ...Row[]][] {
  const found = new Map<string, [Row, ...Row[]]>()
  for (const row of rows) {
    const of = found.get(keyOf(row))
    if (of) of.push(row)
    else found.set(keyOf(row), [row])
  }
  return [...found.values()].sort((a, b) => sum(b).committed - sum(a).committed)
}
