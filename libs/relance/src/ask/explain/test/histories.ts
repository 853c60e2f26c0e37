/** A lead's life in memory: scans, contacts, outcomes and edits, each followed by the engine's own pure functions. */
import fc from 'fast-check'
import { nextDueAt } from '../../../decide/cadence.ts'
import { calendarOf } from '../../../decide/calendar-of.ts'
import type { RecordDecision } from '../../../decide/decide.ts'
import type { OnContact, Plan, PlannedRule } from '../../../decide/plan.ts'
import type { LeadState } from '../../../decide/lead-state.ts'
import { followedUntil, stoppedBy } from '../../../decide/settle-state.ts'
import { DEFAULT_REENTRY } from '../../../decide/episodes.ts'
import type { ContactFact } from '../../../ground/contacts.ts'
import { latestOf } from '../../foresee/history.pure.ts'
import { createSimulator, type Pass, scansAlways } from '../../foresee/simulate.pure.ts'
import { everyone, HOUR, lead, TEMPLATES } from './explain-cases.ts'

const START = Date.parse('2026-03-24T09:00:00Z')

/** `after`: hours since the event before; `nth` chooses among what there is. */
type Event = { after: number } & (
  | { kind: 'scan' | 'reply' | 'lose' | 'reopen' | 'submit' }
  | { kind: 'contact'; ago: number; direction: ContactFact['direction'] }
  | { kind: 'takeBack'; nth: number }
  | { kind: 'sent' | 'skip' }
  | { kind: 'pause'; hours: number }
  | { kind: 'edit'; onContact: OnContact }
  | { kind: 'move'; timeZone: string | null }
)

const onContact = fc.constantFrom<OnContact>('restart_delay', 'restart_delay', 'stop', 'ignore')
const scan = fc.constant({ kind: 'scan' as const })
const what = fc.oneof(
  { weight: 8, arbitrary: scan },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('contact' as const),
      ago: fc.constantFrom(0, 0, 0, 2, 30, 90),
      direction: fc.constantFrom('outbound' as const, 'outbound' as const, 'inbound' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('takeBack' as const), nth: fc.nat(2) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('sent' as const, 'sent' as const, 'skip' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('reply' as const, 'lose' as const, 'reopen' as const, 'reopen' as const, 'submit' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('pause' as const), hours: fc.constantFrom(2, 30) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('edit' as const), onContact }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('move' as const), timeZone: fc.constantFrom(null, 'Asia/Tokyo') }),
  },
)
const events = fc.array(
  fc.tuple(fc.constantFrom(0, 0.1, 1, 5, 19, 21, 26, 70, 200), what).map(([after, one]): Event => ({ after, ...one })),
  { minLength: 4, maxLength: 22 },
)

const delay = fc.record({
  value: fc.integer({ min: 0, max: 3 }),
  unit: fc.constantFrom('hours', 'days', 'workingDays'),
})
const window = fc.constantFrom<PlannedRule['frequency']['window'][]>(
  { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' },
  { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' },
  { days: [2, 4], from: '08:00', to: '11:30' },
)
const rule = (id: string): fc.Arbitrary<PlannedRule> =>
  fc
    .record({
      priority: fc.integer({ min: 0, max: 2 }),
      stopOn: fc.constantFrom<string[][]>([], ['replied']),
      onContact,
      channel: fc.constantFrom('closer' as const, 'whatsapp' as const),
      steps: fc.array(delay, { minLength: 1, maxLength: 4 }).map((all) => all.map((after) => ({ after }))),
      window,
    })
    .map(({ steps, window: open, ...one }) => ({
      ...one,
      ...{ id, name: id, isActive: true, version: 1, frequencyVersion: 1, expiryDays: 3, audience: everyone },
      frequency: { steps, window: open, skipHolidays: true, timeZone: null } as PlannedRule['frequency'],
      reentry: DEFAULT_REENTRY,
      templates: [TEMPLATES[0]] as PlannedRule['templates'],
    }))

export const histories = fc.record({
  facts: lead,
  rules: fc.tuple(rule('a'), rule('b')),
  gapHours: fc.constantFrom(0, 1, 20, 20, 48),
  events,
})
type History = typeof histories extends fc.Arbitrary<infer Value> ? Value : never

/** What the engine made of it. */
export interface Lived {
  state: LeadState
  plan: Plan
  now: number
  pass: Pass | null
}

/** What was recorded at a scan, and the contacts that were known then. */
export interface Recorded {
  decision: RecordDecision
  contacts: readonly ContactFact[]
}

/** Plays the history, and tells of every look the engine takes. */
export function live({ facts, rules, gapHours, events: all }: History, look: (lived: Lived) => void): Recorded[] {
  const spared = { optedOutAt: null, stopSuspectedAt: null, wrongNumberAt: null, pausedUntil: null, status: 'new' }
  const never = { lastRelanceAt: null, relanceCount: 0, recent: [], lastContactAt: null, phone: '+33639980012' }
  let plan = planOf(rules, gapHours)
  let contacts: ContactFact[] = []
  let now = START
  const first = { ...facts, ...spared, ...never, reopenedAt: null, resubmittedAt: null, submittedAt: null }
  let state: LeadState = { lead: first, enrolments: [], relances: [], hasOpenRelance: false, isChanged: true }
  const recorded: Recorded[] = []
  for (const event of all) {
    now += event.after * HOUR
    if (event.kind === 'edit') plan = edited(plan, event.onContact)
    if (event.kind === 'contact') contacts = [...contacts, contactOf(event, contacts.length, now)]
    if (event.kind === 'takeBack') contacts = contacts.filter((_, place) => place !== event.nth)
    state = after(expired(state, now), event, { plan, now, contacts })
    // The server settles what has changed at once; scans come when they come.
    const pass = createSimulator(event.kind === 'scan' ? plan : { ...plan, isStopped: true }, scansAlways).pass(
      state,
      followedUntil(plan, now),
      now,
    )
    look({ state, plan, now, pass: event.kind === 'scan' ? pass : null })
    for (const decision of pass.decisions) if (decision.kind === 'record') recorded.push({ decision, contacts })
    state = pass.state
  }
  return recorded
}

function planOf(rules: readonly PlannedRule[], gapHours: number): Plan {
  return {
    ...{ companyName: 'Atelier', timeZone: 'Europe/Paris', minimumGapMs: gapHours * HOUR, closerDailyLimit: null },
    ...{ mayOpenOutsideWindow: true, countryHolidays: null, isStopped: false, holidays: new Set(['2026-04-06']) },
    statuses: new Set(['new', 'contacted', 'won', 'lost']),
    openStatuses: new Set(['new', 'contacted']),
    rules: new Map(rules.map((one) => [one.id, one])),
  }
}

/** A saved rule is looked at again in full, as every change of a lead is. */
const edited = (plan: Plan, onContactOf: OnContact): Plan => ({
  ...plan,
  rules: new Map([...plan.rules].map(([id, one]) => [id, { ...one, onContact: onContactOf }])),
})

const contactOf = (
  { ago, direction }: Extract<Event, { kind: 'contact' }>,
  place: number,
  now: number,
): ContactFact => ({
  ...{
    id: `c${place}`,
    kind: 'call',
    source: 'person',
    actorName: 'Ada',
    direction,
    at: now - ago * HOUR,
    notedAt: now,
  },
})

interface World {
  plan: Plan
  now: number
  contacts: readonly ContactFact[]
}

function after(state: LeadState, event: Event, world: World): LeadState {
  const { lead: facts } = state
  const { now, contacts } = world
  const changed = (patch: Partial<typeof facts>): LeadState => ({
    ...state,
    lead: { ...facts, ...patch },
    isChanged: true,
  })
  switch (event.kind) {
    case 'scan':
      return state
    case 'contact':
    case 'takeBack': {
      const lastContactAt = contacts.length === 0 ? null : Math.max(...contacts.map(({ at }) => at))
      const said = { ...changed({ lastContactAt }), contacts: latestOf(contacts) }
      return event.kind === 'contact' && event.direction === 'inbound' ? replied(said, world) : said
    }
    case 'reply':
      return { ...replied(state, world), isChanged: true }
    case 'lose':
      return changed({ status: 'lost' })
    case 'reopen':
      return facts.status === 'lost' ? changed({ status: 'new', reopenedAt: now }) : state
    case 'submit':
      return changed({ submittedAt: now, resubmittedAt: now })
    case 'pause':
      return changed({ pausedUntil: now + event.hours * HOUR })
    case 'edit':
      return { ...state, isChanged: true }
    case 'move':
      return { ...changed({ timeZone: event.timeZone }), isElsewhere: facts.timeZone !== event.timeZone }
    default:
      return acted(state, event.kind, world)
  }
}

const withoutCounting = (state: LeadState, ids: readonly string[]): LeadState => ({
  ...state,
  lead: { ...state.lead, recent: (state.lead.recent ?? []).filter(({ id }) => !ids.includes(id)) },
  relances: state.relances.map((one) => (ids.includes(one.id) ? { ...one, waiting: null } : one)),
})

/** The closer acts on the item that was delivered last. */
function acted(state: LeadState, kind: 'sent' | 'skip', { plan, now }: World): LeadState {
  const item = state.relances.findLast(({ waiting, deliverAt }) => waiting && deliverAt <= now)
  const planned = item && plan.rules.get(item.ruleId ?? '')
  if (!item || !planned) return state
  if (kind === 'skip') return withoutCounting(state, [item.id])
  const { lead: facts } = state
  const recent = (facts.recent ?? []).map((one) => (one.id === item.id ? { ...one, at: now, countsUntil: null } : one))
  const dueAt = nextDueAt(planned.frequency, item.step, now, calendarOf(plan, planned, facts))
  return {
    ...state,
    lead: { ...facts, recent, lastRelanceAt: now },
    relances: state.relances.map((one) => (one.id === item.id ? { ...one, confirmedAt: now, waiting: null } : one)),
    enrolments: state.enrolments.map((one) =>
      one.id === item.enrolmentId && one.state === 'active' && one.step === item.step + 1 && dueAt !== null
        ? { ...one, dueAt, nextDueAt: dueAt, reason: null, plannedAt: null }
        : one,
    ),
  }
}

function replied(state: LeadState, { plan, now }: World): LeadState {
  const stopped = state.enrolments.filter(
    ({ ruleId, state }) => state !== 'ended' && plan.rules.get(ruleId)?.stopOn.includes('replied'),
  )
  const ids = stopped.map(({ id }) => id)
  const waiting = state.relances.filter((one) => one.waiting && ids.includes(one.enrolmentId)).map(({ id }) => id)
  const { lead: facts } = state
  return withoutCounting(
    {
      ...state,
      enrolments: state.enrolments.map((one) =>
        ids.includes(one.id) ? stoppedBy(one, 'ended', 'replied', facts, now) : one,
      ),
    },
    waiting,
  )
}

/** What nobody has acted on by its expiry. */
const expired = (state: LeadState, now: number): LeadState =>
  withoutCounting(
    state,
    state.relances.filter(({ waiting }) => waiting && waiting.expiresAt <= now).map(({ id }) => id),
  )
