/** Reads what holds for every message of a moment: plan, switches, budget, rates, and our templates in WhatsApp's. */
import type { SendingPlan } from './deliver.pure.ts'
import { type MappedTemplate, mapTemplate, type Mapping } from './mapped-template.pure.ts'
import type { Category, RateCard } from './money.pure.ts'
import type { Db } from '../ground/ports.ts'
import { instant, ms } from '../ground/columns.ts'
import { loadPlan } from '../record/load-plan.sql.ts'
import { readSendingRevision } from '../record/plan-revision.sql.ts'

export interface Sending extends Omit<SendingPlan, 'isBlocked' | 'sentThisMonth'> {
  /** Of all that was read here; read first, so that nothing is older than it says. */
  revision: string
  isStopped: boolean
  messagesPerSecond: number
  currency: string
  stopWords: readonly string[]
  templates: ReadonlyMap<string, MappedTemplate>
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

export async function loadSending(db: Db, now: number): Promise<Sending> {
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
    templates: await loadMappings(db),
  }
}

export function loadRates(db: Db, currency: string): Promise<RateCard[]> {
  return db.query<RateCard>(
    `select market, category, price_micros::float8 as "priceMicros", free_per_month as "freePerMonth",
            ${ms('valid_from::timestamp at time zone (select time_zone from settings)')} as "validFrom"
       from rate_cards where currency = $1`,
    [currency],
  )
}

/**
 * What a number has sent since the month began where the company is, by category and up to what is free of it; without `except`,
 * which are to be sent now. The number's row must be held, so that nobody counts the same free message twice.
 */
export async function readSentThisMonth(
  tx: Db,
  {
    numberId,
    rates,
    except,
    now,
  }: { numberId: string; rates: readonly RateCard[]; except: readonly string[]; now: number },
): Promise<Map<Category, number>> {
  const most = new Map<Category, number>()
  for (const { category, freePerMonth } of rates) {
    if (freePerMonth > 0) most.set(category, Math.max(freePerMonth, most.get(category) ?? 0))
  }
  if (most.size === 0) return new Map()
  const rows = await tx.query<{ category: Category; sent: number }>(
    `select c.category, (select count(*)::int from (
              select from whatsapp_sends x
               where x.number_id = $1 and x.category = c.category and (x.failed_at is null or x.delivered_at is not null)
                 and x.taken_at >= date_trunc('month', ${instant('$2')} at time zone g.time_zone) at time zone g.time_zone
                 and x.relance_id <> all($3::uuid[]) limit c.most) y) as sent
       from settings g, unnest($4::text[], $5::int[]) c(category, most)`,
    [numberId, now, except, [...most.keys()], [...most.values()]],
  )
  return new Map(rows.map(({ category, sent }) => [category, sent]))
}

/** Of all our templates, or of some. A stored value that is no text of ours was never saved through the server, and maps nothing. */
export async function loadMappings(db: Db, ids: readonly string[] | null = null): Promise<Map<string, MappedTemplate>> {
  const rows = await db.query<Mapping & { id: string }>(
    `select t.id, t.whatsapp_name as name, t.whatsapp_language as language, t.whatsapp_parameters as values,
            w.category, w.status, w.template->>'headerText' as "headerText", w.template->>'bodyText' as "bodyText",
            w.template->>'footerText' as "footerText"
       from templates t left join whatsapp_templates w on w.name = t.whatsapp_name and w.language = t.whatsapp_language
      where t.whatsapp_name is not null and t.whatsapp_language is not null and ($1::uuid[] is null or t.id = any($1))`,
    [ids],
  )
  return new Map(
    rows.flatMap((row) => {
      const mapped = mapTemplate(row)
      return mapped ? [[row.id, mapped] as const] : []
    }),
  )
}
