/** Reads what held for the whole company at an instant of the past: today's settings and holidays, less what was changed since. */
import type { Plan } from '../../decide/plan.ts'
import type { Db } from '../../ground/ports.ts'
import { instant } from '../../ground/columns.ts'
import { loadPlan, planStatuses } from '../../record/state/load-plan.sql.ts'

interface SettingsBefore {
  company_name?: string
  time_zone?: string
  minimum_gap_minutes?: number
  relance_caps?: { count: number; days: number }[]
  lead_statuses?: { code: string; isOpen: boolean }[]
  stopped_at?: string | null
}

/** From the audit log, which is never cut. The rules in it are today's: see `rulesInForce`. Milliseconds in. */
export async function planInForce(db: Db, at: number): Promise<Plan> {
  const plan = await loadPlan(db)
  const changes = await db.query<{ before: SettingsBefore | null }>(
    `select c.before from audit_events e join audit_changes c on c.event_id = e.id
      where e.resource = 'settings' and e.action = 'updated' and e.at > ${instant('$1')} order by e.at desc, e.id desc`,
    [at],
  )
  const before: SettingsBefore = Object.assign({}, ...changes.map((change) => change.before))
  return {
    ...plan,
    companyName: before.company_name ?? plan.companyName,
    timeZone: before.time_zone ?? plan.timeZone,
    minimumGapMs: before.minimum_gap_minutes === undefined ? plan.minimumGapMs : before.minimum_gap_minutes * 60_000,
    relanceCaps: before.relance_caps ?? plan.relanceCaps ?? [],
    ...(before.lead_statuses && planStatuses(before.lead_statuses)),
    isStopped: before.stopped_at === undefined ? plan.isStopped : before.stopped_at !== null,
    holidays: await holidaysInForce(db, plan.holidays, at),
  }
}

/** Days that the server fills in by itself, years ahead, count as if they had always been known. */
async function holidaysInForce(db: Db, today: ReadonlySet<string>, at: number): Promise<ReadonlySet<string>> {
  const changes = await db.query<{ on: string; action: string }>(
    `select c.record_id as "on", e.action from audit_events e join audit_changes c on c.event_id = e.id
      where e.resource = 'holidays' and e.at > ${instant('$1')}
        and (e.action = 'deleted' or e.action = 'created' and e.actor_id is not null) order by e.at desc, e.id desc`,
    [at],
  )
  const days = new Set(today)
  for (const { on, action } of changes) {
    if (action === 'deleted') days.add(on)
    else days.delete(on)
  }
  return days
}
