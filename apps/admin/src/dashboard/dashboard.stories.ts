import type { CloserStatistics, DayStatistics, PlannedLoad, Setup, SummaryStatistics } from '@relance/contract'
import { ADA, type Answers, BEA, HOSTILE, LONGEST, many, problem, type Story } from '../stories/story.ts'
import { DAY } from '../formats/time.ts'

const dayFrom = (days: number): string => new Date(Date.now() + days * DAY).toISOString().slice(0, 10)

const days = many(60, (place): DayStatistics => {
  const due = (place * 7) % 13
  return { on: dayFrom(place - 60), due, done: due, onTime: Math.ceil(due * 0.7), late: Math.floor(due * 0.3) }
})
const counts = { due: 210, sent: 180, onTime: 160, replied: 60, meeting: 22, won: 9 }
const stages = { entered: 200, relanced: 180, replied: 60, meeting: 22, won: 9 }
const summary: SummaryStatistics = {
  current: { since: `${dayFrom(-29)}T00:00:00Z`, until: `${dayFrom(0)}T12:00:00Z`, ...counts },
  before: { since: `${dayFrom(-59)}T00:00:00Z`, until: `${dayFrom(-30)}T12:00:00Z`, ...counts, sent: 150, replied: 64 },
  funnel: stages,
  rules: [
    { ruleId: ADA, ruleName: 'Devis sans réponse', ...stages },
    { ruleId: BEA, ruleName: HOSTILE, entered: 4, relanced: 3, replied: 1, meeting: 0, won: 0 },
  ],
}
const carried = {
  due: 40,
  done: 38,
  onTime: 30,
  late: 8,
  sent: 34,
  replied: 6,
  medianMinutes: 134,
  waiting: 4,
  overdue: 1,
  oldestAt: `${dayFrom(-3)}T09:00:00Z`,
  leads: 52,
}
const closers: CloserStatistics[] = [
  { closerId: ADA, ...carried },
  { closerId: BEA, ...carried, medianMinutes: null, overdue: 0 },
  { closerId: null, ...carried, due: 0 },
]
const load: PlannedLoad = {
  from: dayFrom(0),
  to: dayFrom(27),
  days: many(28, (place) => ({ on: dayFrom(place - 1), relances: place % 9 })),
  isComplete: false,
}
const none: Setup = {
  hasClosers: false,
  hasLeads: false,
  hasAssignedLeads: false,
  hasTemplates: false,
  hasFrequencies: false,
  hasRules: false,
  hasActiveRules: false,
  hasRelances: false,
}
const all: Setup = {
  hasClosers: true,
  hasLeads: true,
  hasAssignedLeads: true,
  hasTemplates: true,
  hasFrequencies: true,
  hasRules: true,
  hasActiveRules: true,
  hasRelances: true,
}
const figures: Answers = {
  '/api/statistics/setup': all,
  '/api/statistics/days': days,
  '/api/statistics/summary': summary,
  '/api/statistics/closers': closers,
  '/api/statistics/load': load,
}
const nothing: Answers = {
  '/api/statistics/setup': none,
  '/api/statistics/days': [],
  '/api/statistics/summary': { ...summary, rules: [] },
  '/api/statistics/closers': [],
  '/api/statistics/load': { ...load, days: [], isComplete: true },
}
const failing = Object.fromEntries(
  [...Object.keys(figures), '/api/relances', '/api/runs', '/api/closers'].map((path) => [
    path,
    problem(500, 'Panne de la base.'),
  ]),
)
const of = (name: string, answers: Answers, more: Partial<Story> = {}): Story => ({
  name: `dashboard: ${name}`,
  at: '/',
  as: 'manager',
  answers,
  ...more,
})

export const stories: readonly Story[] = [
  of('first steps', nothing),
  of('half of the first steps', {
    ...nothing,
    '/api/statistics/setup': { ...none, hasLeads: true, hasTemplates: true },
  }),
  of('full', figures),
  of('a scan is missing', { ...figures, '/health/ready': { status: 'error', scan: 'missed' } }),
  of('scans are switched off', { ...figures, '/health/ready': { status: 'ok', scan: 'disabled' } }),
  of('error', failing),
  of('hostile and longest names', {
    ...figures,
    '/api/closers': [
      { id: ADA, name: HOSTILE, role: 'closer', isAbsent: false },
      { id: BEA, name: LONGEST, role: 'closer', isAbsent: false },
    ],
  }),
  of('breaks', { ...figures, '/api/statistics/closers': { rows: 'not what was agreed' } }, { isBroken: true }),
]
