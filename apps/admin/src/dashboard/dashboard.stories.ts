import type { CloserStatistics, DayStatistics, PlannedLoad, Setup, StepStatistics } from '@relance/contract'
import { ADA, type Answers, BEA, HOSTILE, LONGEST, many, problem, type Story } from '../stories/story.ts'
import { DAY } from '../formats/time.ts'

const dayFrom = (days: number): string => new Date(Date.now() + days * DAY).toISOString().slice(0, 10)

const days = many(60, (place): DayStatistics => {
  const due = (place * 7) % 13
  return { on: dayFrom(place - 60), due, done: due, onTime: Math.ceil(due * 0.7), late: Math.floor(due * 0.3) }
})
const steps = many(4, (step): StepStatistics => {
  const recorded = 200 / step
  return { step, recorded, opened: 0.8 * recorded, sent: 0.7 * recorded, replied: 9, won: 2, skipped: 4, lost: 3 }
})
const carried = {
  due: 40,
  done: 38,
  onTime: 30,
  late: 8,
  replied: 6,
  medianMinutes: 134,
  waiting: 4,
  overdue: 1,
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
  '/api/statistics/funnel': steps,
  '/api/statistics/closers': closers,
  '/api/statistics/load': load,
}
const nothing: Answers = {
  '/api/statistics/setup': none,
  '/api/statistics/days': [],
  '/api/statistics/funnel': [],
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
