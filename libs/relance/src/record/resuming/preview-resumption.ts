/** Says what would follow if a rule were switched on or resumed now, or the global stop ended; nothing is written. */
import { localDateOf } from '../../decide/calendar.ts'
import { deliverAt as openingFrom } from '../../decide/cadence.ts'
import { type Occupied, USUAL_DAILY_LIMIT } from '../../decide/daily-room.ts'
import { calendarOf } from '../../decide/decide.ts'
import type { Plan, PlannedRule } from '../../decide/plan.ts'
import { type EnrolmentChange, settle, type Standing } from '../../decide/enrolment.ts'
import { type Changed, changedBetween, replan } from '../../decide/replan.ts'
import type { Midway, RulePauses } from '../../decide/pauses/pause.ts'
import { readNow } from '../../ground/now.ts'
import type { Db } from '../../ground/ports.ts'
import { nextLeads, SCANNED } from '../state/find-changes.sql.ts'
import { loadPlan } from '../state/load-plan.sql.ts'
import { readBases } from '../replan/planning.sql.ts'
import { readTakers } from '../replan/write-replanned.sql.ts'
import { readWaitingOf } from '../replan/read-waiting.sql.ts'
import { placeResumed, type Settled } from './place-resumed.ts'
import type { StandingLead } from '../../decide/standing.ts'
import { readStandings } from '../state/read-standings.sql.ts'
import { pauseClocks } from './pauses.sql.ts'

export interface ResumptionPreview {
  /** With a step that waits; of them in mid-cadence, that is with a relance behind them. Each counts once, in however many rules it waits. */
  leads: number
  midway: number
  /** Steps that are overdue: those that are spread. */
  overdue: number
  /** Whose episode ends, and whose begins anew. */
  ended: number
  restarted: number
  /** Who comes in, having matched the rule while it was off; each once as well. */
  entering: number
  /** The last day of the spread, `YYYY-MM-DD` in the company's zone; null when nothing is overdue. */
  lastOn: string | null
  /** Overdue, of leads without a closer, and how many people may take those. */
  unassigned: number
  takers: number
  /** How many relances a closer finds on one day at most; what belongs to nobody takes the room that its takers have left. */
  dailyLimit: number
  /** The company has set no limit: it is the usual one. */
  isUsualLimit: boolean
  /** False when time was up before the last lead. */
  isComplete: boolean
}

export interface Resumption {
  /** Null: all that the global stop holds. */
  ruleId: string | null
  midway: Midway
}

interface Budget {
  hasTime?: () => boolean
  breathe?: () => Promise<void>
}

/** Reads one consistent picture and takes no lock. The same decisions, on the same days, as those that follow. Null without such a rule. */
export function previewResumption(
  db: Db,
  { ruleId, midway }: Resumption,
  { hasTime = () => true, breathe }: Budget = {},
): Promise<ResumptionPreview | null> {
  return db.transaction(async (tx) => {
    await tx.query('set transaction isolation level repeatable read, read only')
    const now = await readNow(tx)
    const stored = await loadPlan(tx, ruleId === null ? 'active' : 'all')
    if (ruleId !== null && !stored.rules.has(ruleId)) return null
    const clocks = await pauseClocks(tx)
    const rules = [...stored.rules.values()].filter(({ id, pauseReason }) =>
      ruleId === null ? !pauseReason : id === ruleId,
    )
    const resumed = rules.map((rule) => resumedRule(rule, clocks.get(rule.id) ?? 0, midway, now))
    const plan = { ...stored, rules: new Map([...stored.rules, ...resumed.map((rule) => [rule.id, rule] as const)]) }
    const counts = { ...emptyCounts(plan), takers: (await readTakers(tx)).length }
    const placed: Occupied = new Map()
    const counted = nobodyCounted()
    for (const rule of resumed) {
      const changed = await changedWhileOff(tx, rule.id)
      let after: string | null = null
      let scanned = 0
      do {
        if (!hasTime()) return { ...counts, isComplete: false }
        await breathe?.()
        const leadIds: string[] = await nextLeads(tx, after, SCANNED)
        after = leadIds.at(-1) ?? null
        const { standings: found, leads } = await readStandings(tx, leadIds, plan, [rule], now, {
          onlyRuleId: rule.id,
        })
        const standings = changed ? await plannedAgain(tx, found, { plan, now, changed }) : found
        const settled = standings.flatMap((standing) => {
          const change = settle(standing)
          return change ? [{ standing, change }] : []
        })
        const changes = await placeResumed(tx, settled, { plan, now, leads, isResuming: true, placed })
        const places = new Map(leadIds.map((id, place) => [id, scanned + place]))
        const context = { rule, plan, now, leads, places, counted }
        settled.forEach((one, place) => count(one, changes[place] ?? one.change, context, counts))
        scanned += leadIds.length
      } while (after !== null)
    }
    return counts
  })
}

/** What was saved while the rule was off: its steps are dated by that before the pause is added. */
async function changedWhileOff(tx: Db, ruleId: string): Promise<Changed | null> {
  const bases = await readBases(tx, ruleId)
  return bases && changedBetween(bases.planned, bases.current)
}

async function plannedAgain(
  tx: Db,
  standings: readonly Standing[],
  { plan, now, changed }: { plan: Plan; now: number; changed: Changed },
): Promise<Standing[]> {
  const leadIds = standings.flatMap(({ leadId, enrolment }) => (enrolment ? [leadId] : []))
  const waiting = await readWaitingOf(tx, leadIds)
  const moves = waiting.flatMap((one) => replan(one, () => changed, plan, now).enrolments)
  const moved = new Map(moves.map((move) => [move.id, move]))
  return standings.map((standing) => {
    const { enrolment } = standing
    const move = enrolment && moved.get(enrolment.id)
    if (!move) return standing
    const { state, reason, dueAt, plannedAt, nextDueAt } = move
    return { ...standing, enrolment: { ...enrolment, state, reason, dueAt, plannedAt, nextDueAt } }
  })
}

const emptyCounts = ({ closerDailyLimit }: Plan): ResumptionPreview => ({
  ...{ leads: 0, midway: 0, overdue: 0, unassigned: 0, takers: 0, ended: 0, restarted: 0, entering: 0, lastOn: null },
  dailyLimit: closerDailyLimit ?? USUAL_DAILY_LIMIT,
  isUsualLimit: closerDailyLimit === null,
  isComplete: true,
})

function resumedRule(rule: PlannedRule, pausedMs: number, midway: Midway, now: number): PlannedRule {
  const pauses: RulePauses = { pausedMs, resumedAt: now, midway, midwayToMs: pausedMs }
  return { ...rule, isActive: true, pauseReason: null, pauses }
}

/** By their place among all leads, which every rule sees in one order: a number costs a third of an id. */
const nobodyCounted = () => ({ leads: new Set<number>(), midway: new Set<number>(), entering: new Set<number>() })

interface Context {
  rule: PlannedRule
  plan: Plan
  now: number
  leads: ReadonlyMap<string, StandingLead>
  places: ReadonlyMap<string, number>
  counted: ReturnType<typeof nobodyCounted>
}

function count({ standing }: Settled, change: EnrolmentChange, context: Context, counts: ResumptionPreview): void {
  const { enrolment } = standing
  const isEntering = change.kind === 'enter' && change.begunBy !== 'restarted'
  const isEnded = change.kind === 'move' && change.reason === 'not_resumed'
  const isPutOff = change.kind === 'move' && change.pausedMs !== undefined
  if (!isEntering && !isEnded && !isPutOff && change.kind === 'move') return
  const { counted } = context
  const place = context.places.get(standing.leadId) ?? 0
  if (isEntering) counted.entering.add(place)
  else counted.leads.add(place)
  if (!isEntering && (enrolment?.step ?? 1) > 1) counted.midway.add(place)
  counts.leads = counted.leads.size
  counts.midway = counted.midway.size
  counts.entering = counted.entering.size
  if (isEnded) counts.ended++
  if (change.kind === 'enter' && !isEntering) counts.restarted++
  const isOverdue = !isEnded && change.dueAt <= context.now
  if (isOverdue && !isEntering) counts.overdue++
  if (isOverdue && !isEntering && context.leads.get(standing.leadId)?.closerId === null) counts.unassigned++
  if (isOverdue || change.nextDueAt !== undefined)
    counts.lastOn = later(counts.lastOn, dayOf(standing.leadId, change, context))
}

const later = (one: string | null, other: string): string => (one !== null && one > other ? one : other)

/** The day on which the closer finds it. */
function dayOf(leadId: string, change: EnrolmentChange, { rule, plan, now, leads }: Context): string {
  const from = change.nextDueAt ?? Math.max(change.dueAt, now)
  const calendar = calendarOf(plan, rule, leads.get(leadId) ?? { timeZone: null })
  return localDateOf(openingFrom(rule.frequency, calendar, from) ?? from, plan.timeZone)
}
