/** Says what would be planned again if a frequency, the zone of the company or the holidays were other ones; nothing is written. */
import type { FrequencyConfig } from '../../decide/cadence.ts'
import type { Plan, PlannedRule } from '../../decide/plan.ts'
import { type Changed, mayPass, replan } from '../../decide/replan.ts'
import { readNow } from '../../ground/now.ts'
import type { Db } from '../../ground/ports.ts'
import { loadPlan } from '../state/load-plan.sql.ts'
import { activeRulesOf, nextWaiting, readHolidaysElsewhere } from './planning.sql.ts'
import { readWaitingOf } from './read-waiting.sql.ts'

const CHUNK = 1_000

/** What would be saved; absent parts stay as they are. */
export interface WantedChange {
  frequency?: { id: string; config: FrequencyConfig }
  timeZone?: string
  /** Days, `YYYY-MM-DD`. Days added by hand hold for leads of every country, those of `country` for leads of that country alone. */
  addedHolidays?: readonly string[]
  removedHolidays?: readonly string[]
  country?: string
}

export interface ReplanPreview {
  /** Of whom anything moves. */
  leads: number
  /** Recorded, and delivered at another instant or for another time. */
  relances: number
  /** Waiting steps with another date, `overdue` of them due at once, `ended` of them in a cadence that becomes too short. */
  steps: number
  overdue: number
  ended: number
  /** False when time was up before the last lead. */
  isComplete: boolean
}

/** Reads one consistent picture and takes no lock. The same decisions as those that follow a save. */
export function previewReplan(
  db: Db,
  wanted: WantedChange,
  { hasTime = () => true, breathe }: { hasTime?: () => boolean; breathe?: () => Promise<void> } = {},
): Promise<ReplanPreview> {
  return db.transaction(async (tx) => {
    await tx.query('set transaction isolation level repeatable read, read only')
    const now = await readNow(tx)
    const plan = await loadPlan(tx)
    const only = wanted.frequency ? await activeRulesOf(tx, wanted.frequency.id) : [...plan.rules.keys()]
    const kept = await readHolidaysElsewhere(tx, wanted.removedHolidays ?? [])
    const draft = draftOf(plan, wanted, { ruleIds: new Set(only), kept })
    const leads = new Set<string>()
    const counts = { relances: 0, steps: 0, overdue: 0, ended: 0 }
    for (const ruleId of only) {
      const changed = changedBy(plan.rules.get(ruleId), draft.rules.get(ruleId), wanted)
      if (!changed) continue
      let after: string | null = null
      do {
        if (!hasTime()) return { leads: leads.size, ...counts, isComplete: false }
        await breathe?.()
        const slice = await nextWaiting(tx, ruleId, after, CHUNK)
        after = slice.last
        for (const waiting of await readWaitingOf(tx, slice.leadIds)) {
          const moved = replan(waiting, (id) => (id === ruleId ? changed : null), draft, now)
          const { relances } = moved
          // What is over may go on with another date one day: that is nothing to ask about.
          const enrolments = moved.enrolments.filter((one) => !mayPass(one))
          if (relances.length + enrolments.length > 0) leads.add(waiting.lead.id)
          counts.relances += relances.length
          counts.steps += enrolments.length
          counts.ended += enrolments.filter(({ state }) => state === 'ended').length
          counts.overdue += enrolments.filter(({ state, dueAt }) => state === 'active' && dueAt <= now).length
        }
      } while (after !== null)
    }
    return { leads: leads.size, ...counts, isComplete: true }
  })
}

interface Drafting {
  ruleIds: ReadonlySet<string>
  kept: ReadonlyMap<string, ReadonlySet<string>>
}

function draftOf(plan: Plan, wanted: WantedChange, { ruleIds, kept }: Drafting): Plan {
  const { frequency, timeZone = plan.timeZone, addedHolidays = [], removedHolidays = [] } = wanted
  const changedDays = (days: ReadonlySet<string>, own?: ReadonlySet<string>): Set<string> =>
    new Set(
      [...days, ...addedHolidays].filter(
        (day) => addedHolidays.includes(day) || !removedHolidays.includes(day) || own?.has(day),
      ),
    )
  const holidays = changedDays(plan.holidays)
  const rules = [...plan.rules].map(([id, rule]): [string, PlannedRule] => {
    return [id, frequency && ruleIds.has(id) ? { ...rule, frequency: frequency.config } : rule]
  })
  const countryHolidays = plan.countryHolidays && {
    ...plan.countryHolidays,
    days: new Map(
      wanted.country === undefined
        ? [...plan.countryHolidays.days].map(([country, days]) => [country, changedDays(days, kept.get(country))])
        : [...plan.countryHolidays.days, [wanted.country, holidays]],
    ),
  }
  return { ...plan, timeZone, holidays, countryHolidays, rules: new Map(rules) }
}

/** Null when nothing that the dates of the rule depend on is another. */
function changedBy(
  before: PlannedRule | undefined,
  after: PlannedRule | undefined,
  wanted: WantedChange,
): Changed | null {
  if (!before || !after) return null
  const [old, next] = [before.frequency, after.frequency]
  const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
  const isZone = wanted.timeZone !== undefined || old.timeZone !== next.timeZone
  const areHolidays = (wanted.addedHolidays?.length ?? 0) + (wanted.removedHolidays?.length ?? 0) > 0
  const usesWorkingDays = next.steps.some(({ after: delay }) => delay.unit === 'workingDays')
  const isDue = isZone || !same(old.steps, next.steps) || (areHolidays && usesWorkingDays)
  const isSameWindow = same(windowOf(old), windowOf(next)) && old.skipHolidays === next.skipHolidays
  const isDelivery = isZone || !isSameWindow || (areHolidays && next.skipHolidays)
  return isDue || isDelivery ? { isDue, isDelivery } : null
}

const windowOf = ({ window: { days, from, to } }: FrequencyConfig): unknown => [[...days].sort(), from, to]
