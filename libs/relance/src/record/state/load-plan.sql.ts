/** Reads what holds for every lead of a run: settings, holidays, active rules with their frequency and templates. */
import { countryOfPhone } from '@relance/leads/core'
import { readAudience } from '../../decide/audience.ts'
import { readFrequency } from '../../decide/cadence.ts'
import type { OnContact, Plan, PlannedRule, PlannedTemplate } from '../../decide/plan.ts'
import { readReentry } from '../../decide/episodes.ts'
import type { ChannelKey } from '../../ground/channels.ts'
import { readTemplate } from '../../decide/message/message.ts'
import type { RulePauses } from '../../decide/pauses/pause.ts'
import { ms } from '../../ground/columns.ts'
import type { Db } from '../../ground/ports.ts'
import { settingsRow } from '../../ground/read-settings.sql.ts'

interface SettingsRow {
  companyName: string
  timeZone: string
  minimumGapMinutes: number
  relanceCaps: { count: number; days: number }[]
  mayOpenOutsideWindow: boolean
  closerDailyLimit: number | null
  leadStatuses: { code: string; isOpen: boolean }[]
  isStopped: boolean
  country: string
  holidays: string[]
  daysByHand: string[]
  countryHolidays: Record<string, string[]> | null
  rules: RuleRow[]
}

export interface RuleRow {
  id: string
  name: string
  active: boolean
  pauseReason?: string | null
  priority: number
  version: number
  channel: ChannelKey
  audience: unknown
  stopOn: string[]
  /** Null in versions of before there was a choice. */
  onContact: OnContact | null
  expiryDays: number
  frequencyVersion: number
  frequency: unknown
  templates: TemplateRow[]
  holdoutPercent?: number
  variants?: (TemplateRow & { step: number })[] | null
  /** Null of a version saved before there were episodes. */
  reentry?: unknown
  pauses?: RulePauses
}

interface TemplateRow {
  id: string
  version: number
  body: string
}

/** A row of `frequencies f` as a frequency is read. */
export const FREQUENCY = `json_build_object('steps', f.steps, 'window', f."window", 'skipHolidays', f.skip_holidays,
  'timeZone', f.time_zone)`

/** The second texts of a rule, from `[{ step, templateId }]`. */
export const variantsOf = (variants: string): string => `(
  select json_agg(json_build_object('step', x.step, 'id', t.id, 'version', t.version, 'body', t.body) order by x.step)
    from jsonb_to_recordset(${variants}) as x(step int, "templateId" uuid) join templates t on t.id = x."templateId")`

const RULES = `
  select r.id, r.name, r.active, r.pause_reason as "pauseReason", r.priority, r.version, r.channel, r.audience, r.stop_on as "stopOn",
         r.on_contact as "onContact",
         r.expiry_days as "expiryDays", f.version as "frequencyVersion",
         ${FREQUENCY} as frequency,
         (select json_agg(json_build_object('id', t.id, 'version', t.version, 'body', t.body) order by x.place)
            from unnest(r.template_ids) with ordinality as x(id, place) join templates t on t.id = x.id) as templates,
         r.holdout_percent as "holdoutPercent", ${variantsOf('r.variants')} as variants, r.reentry,
         json_build_object('pausedMs', q.paused_ms, 'resumedAt', ${ms('q.resumed_at')}, 'midway', q.midway,
                           'midwayToMs', q.midway_to_ms) as pauses
    from rules r join frequencies f on f.id = r.frequency_id join rule_pauses q on q.rule_id = r.id
   where r.active or $1 = 'all' and r.archived_at is null`

/**
 * The rules that are active, or all that are not archived. One statement, so that all of it is of one moment. `to_char` and
 * `json` keep every driver from turning days into instants of its own time zone.
 */
export async function loadPlan(db: Db, scope: 'active' | 'all' = 'active'): Promise<Plan> {
  const rows = await db.query<SettingsRow>(
    `select country, company_name as "companyName", time_zone as "timeZone", minimum_gap_minutes as "minimumGapMinutes",
            relance_caps as "relanceCaps", outside_window_allowed as "mayOpenOutsideWindow", closer_daily_limit as "closerDailyLimit", lead_statuses as "leadStatuses", stopped_at is not null as "isStopped",
            coalesce((select json_agg(to_char(held_on, 'YYYY-MM-DD')) from holidays), '[]') as holidays,
            coalesce((select json_agg(to_char(held_on, 'YYYY-MM-DD')) from holidays where not is_generated), '[]') as "daysByHand",
            case when lead_country_holidays then
              (select json_object_agg(country, days) from (
                 select country, json_agg(to_char(held_on, 'YYYY-MM-DD')) as days from country_holidays group by country) c)
            end as "countryHolidays",
            coalesce((select json_agg(x) from (${RULES}) x), '[]') as rules
       from settings`,
    [scope],
  )
  const settings = settingsRow(rows)
  return {
    companyName: settings.companyName,
    timeZone: settings.timeZone,
    minimumGapMs: settings.minimumGapMinutes * 60_000,
    relanceCaps: settings.relanceCaps,
    mayOpenOutsideWindow: settings.mayOpenOutsideWindow,
    closerDailyLimit: settings.closerDailyLimit,
    ...planStatuses(settings.leadStatuses),
    isStopped: settings.isStopped,
    holidays: new Set(settings.holidays),
    countryHolidays: settings.countryHolidays && {
      countryOf: countryOfPhone,
      days: byCountry(settings.countryHolidays, settings),
    },
    rules: new Map(settings.rules.map(planRule).map((rule) => [rule.id, rule])),
  }
}

/** Days added by hand hold everywhere; the company's own country is as the company keeps it. */
function byCountry(
  days: Readonly<Record<string, string[]>>,
  { country, holidays, daysByHand }: SettingsRow,
): Map<string, ReadonlySet<string>> {
  const all = Object.entries(days).map(([code, own]) => [code, new Set([...own, ...daysByHand])] as const)
  return new Map([...all, [country, new Set(holidays)]])
}

export function planStatuses(
  listed: readonly { code: string; isOpen: boolean }[],
): Pick<Plan, 'statuses' | 'openStatuses'> {
  return {
    statuses: new Set(listed.map((status) => status.code)),
    openStatuses: new Set(listed.filter((status) => status.isOpen).map((status) => status.code)),
  }
}

/** @throws when a stored rule is not one that could have been saved: the database was changed by another hand. */
export function planRule(row: RuleRow): PlannedRule {
  const audience = readAudience(row.audience)
  const frequency = readFrequency(row.frequency)
  const templates = (row.templates ?? []).map(planTemplate)
  if (!audience.ok || !frequency.ok || templates.length === 0) {
    const part = !audience.ok ? 'audience' : !frequency.ok ? 'frequency' : 'list of templates'
    throw new Error(`Rule ${row.id}: its stored ${part} cannot be used. Save the rule again or deactivate it.`)
  }
  return {
    id: row.id,
    name: row.name,
    isActive: row.active,
    pauseReason: row.pauseReason ?? null,
    priority: row.priority,
    version: row.version,
    channel: row.channel,
    audience: audience.audience,
    stopOn: row.stopOn,
    onContact: row.onContact ?? 'ignore',
    expiryDays: row.expiryDays,
    frequencyVersion: row.frequencyVersion,
    frequency: frequency.frequency,
    templates,
    holdoutPercent: row.holdoutPercent ?? 0,
    reentry: readReentry(row.reentry),
    ...(row.pauses && { pauses: row.pauses }),
    variants: (row.variants ?? []).map(({ step, ...template }) => ({ step, template: planTemplate(template) })),
  }
}

function planTemplate({ id, version, body }: { id: string; version: number; body: string }): PlannedTemplate {
  const read = readTemplate(body)
  if (!read.ok) throw new Error(`Template ${id}: its stored text cannot be used. Save the template again.`)
  return { id, version, template: read.template }
}
