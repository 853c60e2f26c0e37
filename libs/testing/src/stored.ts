/** Rows for tests on a real database: rules with their frequency and template, and many leads at once. */
import type { Db } from '@relance/relance'
import type { ChannelKey } from '@relance/relance/core'

export const instantOf = (iso: string): number => Date.parse(iso)

/** A working day in winter, 10:00 in Paris. */
export const TUESDAY_10H = instantOf('2026-03-10T09:00:00Z')

export interface StoredRule {
  priority?: number
  channel?: ChannelKey
  audience?: object
  steps?: object[]
  window?: object
  body?: string
  /** A second text of the first step. */
  variant?: string
  holdoutPercent?: number
  /** False: it has never been on. */
  isActive?: boolean
}

const THREE_DAYS = { after: { value: 3, unit: 'days' } }

/** Adds a rule for every lead, with a frequency and a template of its own; returns its id. */
export async function addRule(db: Db, rule: StoredRule = {}): Promise<string> {
  const [row] = await db.query<{ id: string }>(
    `with f as (
       insert into frequencies (name, steps, "window", skip_holidays) values ('Tous les 3 jours', $1, $2, true) returning id
     ), t as (insert into templates (name, body) values ('Bonjour', $3) returning id),
          v as (insert into templates (name, body) select 'Autre', $7 where $7::text is not null returning id)
     insert into rules (name, active, priority, audience, frequency_id, template_ids, channel, holdout_percent, variants)
       select 'Sans nouvelles', $9, $4, $5, f.id, array[t.id], $6, $8,
              coalesce((select json_agg(json_build_object('step', 1, 'templateId', v.id)) from v), '[]')
         from f, t returning id`,
    [
      JSON.stringify(rule.steps ?? [THREE_DAYS, THREE_DAYS]),
      JSON.stringify(rule.window ?? { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }),
      rule.body ?? 'Bonjour {{ lead.firstName }}',
      rule.priority ?? 0,
      JSON.stringify(rule.audience ?? { combinator: 'and', rules: [] }),
      rule.channel ?? 'closer',
      rule.variant ?? null,
      rule.holdoutPercent ?? 0,
      rule.isActive ?? true,
    ],
  )
  if (!row) throw new Error('The rule was not added.')
  return row.id
}

/** Adds `count` leads named P1, P2… with numbers reserved for fiction (10,000 French ones, then made longer). */
export async function addLeads(
  db: Db,
  count: number,
  {
    lastContactAt = null,
    status = 'contacted',
    after = 0,
  }: { lastContactAt?: number | null; status?: string; after?: number } = {},
): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `insert into leads (first_name, last_name, phone, status, last_contact_at)
       select 'P' || n, 'Fictif', '+336399' || (8000000 + $4::int + n)::text, $2, to_timestamp($3::float8 / 1000)
         from generate_series(1, $1::int) n returning id`,
    [count, status, lastContactAt, after],
  )
  return rows.map((row) => row.id)
}
