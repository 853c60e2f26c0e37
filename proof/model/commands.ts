/** What actors do in a sequence: plain data, so that a sequence can be printed, cut down and replayed. */
import type { Random } from './random.ts'

export type Unit = 'minutes' | 'hours' | 'days' | 'weeks'
export interface Age {
  value: number
  unit: Unit
}
export interface Condition {
  field: 'status' | 'tags' | 'lastContactAt' | 'createdAt'
  operator: '=' | 'in' | 'null' | 'contains' | 'olderThan' | 'newerThan'
  value?: unknown
}
export interface Audience {
  combinator: 'and' | 'or'
  not?: boolean
  rules: readonly (Condition | Audience)[]
}
export interface Delay {
  value: number
  unit: Unit | 'workingDays'
}
export interface Cadence {
  steps: { after: Delay }[]
  window: { days: number[]; from: string; to: string }
}

export interface LeadChange {
  status?: string
  /** Minutes before the change; null: never. */
  contactAgo?: number | null
  optedOut?: boolean
  /** A form sent now. */
  submits?: true
  pausedFor?: number | null
  closer?: number | null
  tags?: readonly string[]
  /** Null: that of the company. */
  zone?: string | null
}
/** What becomes of leads in mid-cadence when their rule goes on; absent: they continue. */
export type Midway = 'continue' | 'restart' | 'end'
export interface RuleChange {
  active?: boolean
  midway?: Midway
  audience?: Audience
  priority?: number
  stopOn?: readonly string[]
  onContact?: OnContact
  reentryOn?: readonly ReentryEvent[]
}
export type ReentryEvent = 'reopened' | 'submitted'
/** At most `count` relances within `days` days. */
export interface Cap {
  count: number
  days: number
}
export type OnContact = 'restart_delay' | 'stop' | 'ignore'
export type ItemAction =
  | 'open'
  | 'sent'
  | 'skip'
  | 'snooze'
  | 'snoozeLong'
  | 'replied'
  | 'won'
  | 'no_answer'
  | 'wrong_number'
  | 'never_contact_again'

/** `lead`, `rule`, `closer`: their place in the world. `nth`: of the relances of the lead, the latest is 0. */
export type Command =
  | { kind: 'createLead'; lead: number; age: number; change: LeadChange }
  | { kind: 'editLead'; lead: number; change: LeadChange; settles: boolean }
  /** The same for all of them, in one transaction. */
  | { kind: 'editLeads'; leads: readonly number[]; change: LeadChange }
  | { kind: 'eraseLead'; lead: number; neverContactAgain: boolean }
  | { kind: 'importLeads'; leads: readonly number[]; status: string; contactAgo: number | null; submits: boolean }
  /** The latest that stands. */
  | { kind: 'undoImport' }
  | { kind: 'editRule'; rule: number; change: RuleChange }
  | { kind: 'archiveRule' | 'pauseRule' | 'editTemplate'; rule: number }
  | { kind: 'resumeRule'; rule: number; midway: Midway }
  | { kind: 'editFrequency'; rule: number; cadence: Cadence }
  | { kind: 'globalStop'; on: boolean }
  | { kind: 'setGap'; minutes: number }
  | { kind: 'setCaps'; caps: readonly Cap[] }
  | { kind: 'setStatuses'; closed: readonly string[] }
  /** Of the company. */
  | { kind: 'setZone'; zone: string }
  | { kind: 'setHoliday'; inDays: number; on: boolean }
  | { kind: 'act'; lead: number; nth: number; action: ItemAction; closer: number | null }
  | { kind: 'undo'; lead: number; nth: number; closer: number | null }
  /** `ago`: minutes; less than none lies in the future. */
  | { kind: 'noteContact'; lead: number; direction: 'outbound' | 'inbound'; ago: number; closer: number | null }
  /** `nth`: of the contacts of the lead that stand, the latest is 0. */
  | { kind: 'takeBackContact'; lead: number; nth: number }
  | { kind: 'setAbsence'; closer: number; days: number; standIn: number | null }
  | { kind: 'run'; budget: number | null }
  /** `reconcile` repairs what it finds. */
  | { kind: 'tick' | 'settle' | 'expire' | 'coverAbsences' | 'mendAhead' | 'reconcile' }
  | { kind: 'dryRun'; inMinutes: number }
  | { kind: 'explain'; lead: number }
  | { kind: 'advance'; seconds: number }
export type CommandKind = Command['kind']

/** Nobody is at work while these happen. `wrongClock`: the clock is wrong for one tick of the scheduler, then right. */
export type Barrier = { kind: 'jump'; minutes: number } | { kind: 'wrongClock'; minutes: number } | { kind: 'check' }

export type Entry = { actor: number; command: Command } | { barrier: Barrier }

export interface Beginning {
  /** Milliseconds, UTC. */
  startsAt: number
  gapMinutes: number
  leads: readonly { age: number; change: LeadChange }[]
  rules: readonly {
    active: boolean
    audience: Audience
    priority: number
    stopOn: readonly string[]
    onContact: OnContact
    reentryOn: readonly ReentryEvent[]
    cadence: Cadence
  }[]
}

export interface Script {
  beginning: Beginning
  entries: readonly Entry[]
  /** What chooses who goes next. */
  schedule: string
  switchRate: number
}

const STATUSES = ['new', 'contacted', 'meeting', 'won', 'lost'] as const
/** The last one has no lead at first. */
export const LEADS = 5
export const RULES = 3
export const CLOSERS = 2

const ZONES = ['America/New_York', 'Asia/Tokyo', 'Pacific/Kiritimati'] as const
const MIDWAYS: readonly Midway[] = ['continue', 'continue', 'continue', 'restart', 'end']

const STEPS: readonly Delay[] = [
  { value: 0, unit: 'minutes' },
  { value: 30, unit: 'minutes' },
  { value: 2, unit: 'hours' },
  { value: 20, unit: 'hours' },
  { value: 1, unit: 'days' },
  { value: 3, unit: 'days' },
  { value: 1, unit: 'weeks' },
  { value: 2, unit: 'workingDays' },
]
const AGES: readonly Age[] = [
  { value: 10, unit: 'minutes' },
  { value: 2, unit: 'hours' },
  { value: 1, unit: 'days' },
  { value: 3, unit: 'days' },
]
const WINDOWS: readonly Cadence['window'][] = [
  { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' },
  { days: [1, 2, 3, 4, 5, 6, 7], from: '09:00', to: '18:00' },
  { days: [1, 2, 3, 4, 5], from: '09:00', to: '11:30' },
]

export function cadenceOf(random: Random): Cadence {
  const steps = Array.from({ length: random.between(1, 3) }, () => ({ after: random.pick(STEPS) }))
  return { steps, window: random.pick(WINDOWS) }
}

export function audienceOf(random: Random): Audience {
  const age = random.pick(AGES)
  const noContact: Condition = { field: 'lastContactAt', operator: 'olderThan', value: age }
  return random.pick<() => Audience>([
    () => ({ combinator: 'and', rules: [] }),
    () => ({ combinator: 'and', rules: [{ field: 'status', operator: '=', value: 'contacted' }] }),
    () => ({ combinator: 'and', rules: [{ field: 'status', operator: 'in', value: ['new', 'contacted'] }] }),
    () => ({ combinator: 'and', rules: [noContact] }),
    () => ({ combinator: 'and', rules: [noContact] }),
    () => ({ combinator: 'or', rules: [noContact, { field: 'lastContactAt', operator: 'null' }] }),
    () => ({ combinator: 'and', rules: [noContact, { field: 'status', operator: '=', value: 'contacted' }] }),
    () => ({ combinator: 'and', rules: [{ field: 'createdAt', operator: 'olderThan', value: age }] }),
    () => ({ combinator: 'and', rules: [{ field: 'createdAt', operator: 'newerThan', value: age }] }),
    () => ({ combinator: 'and', rules: [{ field: 'lastContactAt', operator: 'newerThan', value: age }] }),
    () => ({ combinator: 'and', not: true, rules: [{ field: 'tags', operator: 'contains', value: 'vip' }] }),
  ])()
}

/** In minutes. Half of them make a condition over an age turn within the next two minutes. */
export function contactAgo(random: Random): number | null {
  if (random.chance(0.5)) return random.pick([10, 120, 1_440, 4_320]) - random.pick([0.1, 0.4, 0.8, 1.5])
  return random.pick<number | null>([null, 0, 5, 60, 600, 1_500, 4_400, 12_000])
}

function leadChange(random: Random): LeadChange {
  const change: LeadChange = {}
  if (random.chance(0.5)) change.status = random.pick(STATUSES)
  if (random.chance(0.5)) change.contactAgo = contactAgo(random)
  if (random.chance(0.06)) change.optedOut = random.chance(0.6)
  if (random.chance(0.08)) change.submits = true
  if (random.chance(0.15)) change.pausedFor = random.pick([null, 30, 600, 3_000])
  if (random.chance(0.15)) change.closer = random.pick([null, 0, 1])
  if (random.chance(0.15)) change.tags = random.pick([[], ['vip']])
  if (random.chance(0.06)) change.zone = random.pick([null, ...ZONES])
  return change
}

export const stopOn = (random: Random): readonly string[] =>
  random.pick([['replied'], ['replied'], ['replied', 'no_longer_matches'], []])

export const onContact = (random: Random): OnContact =>
  random.pick(['restart_delay', 'restart_delay', 'ignore', 'stop'])

export const reentryOn = (random: Random): readonly ReentryEvent[] =>
  random.pick([['reopened', 'submitted'], ['reopened', 'submitted'], ['reopened', 'submitted'], ['submitted'], []])

/** Minutes: just now, of before, and what is refused. */
const CONTACT_AGO = [0, 0, 0, 5, 60, 600, 1_500, 4_400, -5, -1_440]
/** None outlasts what it counts: an item that nobody acts on expires on its third open day, and lets go whom it has kept. */
const CAPS: readonly (readonly Cap[])[] = [[], [{ count: 1, days: 1 }], [{ count: 2, days: 2 }]]
/** Minutes. */
export const GAPS = [0, 60, 1_200] as const

function ruleChange(random: Random): RuleChange {
  return random.pick<() => RuleChange>([
    () => ({ active: true, midway: random.pick(MIDWAYS) }),
    () => ({ active: true }),
    () => ({ active: false }),
    () => ({ audience: audienceOf(random) }),
    () => ({ audience: { combinator: 'and', rules: [] } }),
    () => ({ priority: random.between(0, 3) }),
    () => ({ stopOn: stopOn(random) }),
    () => ({ onContact: onContact(random) }),
    () => ({ reentryOn: reentryOn(random) }),
  ])()
}

const ACTIONS: readonly ItemAction[] = [
  ...(['open', 'open', 'open', 'sent', 'sent', 'skip', 'snooze', 'snoozeLong', 'replied', 'won'] as const),
  ...(['no_answer', 'wrong_number', 'never_contact_again'] as const),
]

type Maker = (random: Random) => Command
const lead = (random: Random): number => random.below(LEADS)
const rule = (random: Random): number => random.below(RULES)
const who = (random: Random): number | null => random.pick([null, 0, 1])

/** How often each comes, and what it is. */
const MAKERS: readonly (readonly [weight: number, make: Maker])[] = [
  [4, (r) => ({ kind: 'createLead', lead: lead(r), age: r.pick([0, 100, 2_000, 9_000]), change: leadChange(r) })],
  [12, (r) => ({ kind: 'editLead', lead: lead(r), change: leadChange(r), settles: r.chance(0.6) })],
  [2, (r) => ({ kind: 'editLeads', leads: [lead(r), lead(r), lead(r)], change: leadChange(r) })],
  [1, (r) => ({ kind: 'eraseLead', lead: lead(r), neverContactAgain: r.chance(0.5) })],
  [
    3,
    (r) => ({
      kind: 'importLeads',
      leads: [lead(r), lead(r)],
      status: r.pick(STATUSES),
      contactAgo: contactAgo(r),
      submits: r.chance(0.2),
    }),
  ],
  [2, () => ({ kind: 'undoImport' })],
  [14, (r) => ({ kind: 'editRule', rule: rule(r), change: ruleChange(r) })],
  [1, (r) => ({ kind: 'archiveRule', rule: rule(r) })],
  [2, (r) => ({ kind: 'pauseRule', rule: rule(r) })],
  [4, (r) => ({ kind: 'resumeRule', rule: rule(r), midway: r.pick(MIDWAYS) })],
  [1, (r) => ({ kind: 'editTemplate', rule: rule(r) })],
  [3, (r) => ({ kind: 'editFrequency', rule: rule(r), cadence: cadenceOf(r) })],
  [2, (r) => ({ kind: 'globalStop', on: r.chance(0.3) })],
  [1, (r) => ({ kind: 'setGap', minutes: r.pick(GAPS) })],
  [1, (r) => ({ kind: 'setCaps', caps: r.pick(CAPS) })],
  [1, (r) => ({ kind: 'setStatuses', closed: r.pick([['won', 'lost'], ['won', 'lost', 'meeting'], ['lost']]) })],
  [1, (r) => ({ kind: 'setZone', zone: r.pick(['Europe/Paris', ...ZONES]) })],
  [1, (r) => ({ kind: 'setHoliday', inDays: r.below(4), on: r.chance(0.7) })],
  [14, (r) => ({ kind: 'act', lead: lead(r), nth: r.pick([0, 0, 0, 1]), action: r.pick(ACTIONS), closer: who(r) })],
  [4, (r) => ({ kind: 'undo', lead: lead(r), nth: r.pick([0, 0, 1]), closer: who(r) })],
  [
    12,
    (r) => ({
      kind: 'noteContact',
      lead: lead(r),
      direction: r.pick(['outbound', 'outbound', 'outbound', 'inbound']),
      ago: r.pick(CONTACT_AGO),
      closer: who(r),
    }),
  ],
  [5, (r) => ({ kind: 'takeBackContact', lead: lead(r), nth: r.pick([0, 0, 1]) })],
  [1, (r) => ({ kind: 'setAbsence', closer: r.below(CLOSERS), days: r.below(4), standIn: who(r) })],
  [14, (r) => ({ kind: 'run', budget: r.pick([null, null, null, 1, 3]) })],
  [5, () => ({ kind: 'tick' })],
  [8, () => ({ kind: 'settle' })],
  [2, () => ({ kind: 'expire' })],
  [1, () => ({ kind: 'coverAbsences' })],
  [1, () => ({ kind: 'mendAhead' })],
  [1, () => ({ kind: 'reconcile' })],
  [2, (r) => ({ kind: 'dryRun', inMinutes: r.pick([0, 600, 10_000]) })],
  [1, (r) => ({ kind: 'explain', lead: lead(r) })],
  [8, (r) => ({ kind: 'advance', seconds: r.pick([1, 10, 45, 90]) })],
]
const TOTAL = MAKERS.reduce((sum, [weight]) => sum + weight, 0)

export function commandOf(random: Random): Command {
  let left = random.below(TOTAL)
  for (const [weight, make] of MAKERS) {
    left -= weight
    if (left < 0) return make(random)
  }
  throw new Error('The weights do not add up.')
}
