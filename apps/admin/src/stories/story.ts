/** A story: an address of the panel and what the server answers there. The same states serve to look at, and to test. */
import type { Closer, Company, Holiday, Me, Schedule, Setup, WhatsAppStatus } from '@relance/contract'
import type { Role } from '@relance/contract/matrix'

export interface Story {
  /** `leads: full`. */
  name: string
  /** The place in the panel. */
  at: string
  as: Role
  answers: Answers
  /** Nothing is awaited for: it never comes. */
  isWaiting?: true
  /** The page breaks: what React says about that on the console is no surprise. */
  isBroken?: true
}

/** By path, without the query. */
export type Answers = Readonly<Record<string, unknown>>

const SILENCE = Symbol('silence')

interface Told {
  status: number
  body: string
  headers: Record<string, string>
}

/** Null: the server never answers. What no story speaks of does not exist. */
export function answerOf({ as, answers }: Pick<Story, 'as' | 'answers'>, path: string): Told | null {
  const known: Answers = { ...usual(as), ...answers }
  const answer = Object.hasOwn(known, path) ? known[path] : problem(404, 'Not in this story.')
  if (answer === SILENCE) return null
  const { status } = answer as { status?: unknown }
  const isProblem = typeof status === 'number'
  const rows = Array.isArray(answer) ? answer.length : 1
  return {
    status: isProblem ? status : 200,
    body: JSON.stringify(answer),
    headers: {
      'content-type': isProblem ? 'application/problem+json' : 'application/json',
      'content-range': `rows 0-${Math.max(0, rows - 1)}/${rows}`,
      'x-request-id': 'story-0001',
    },
  }
}

export const problem = (status: number, detail: string) => ({ type: 'about:blank', title: detail, status, detail })

export const NOW = '2026-03-11T09:30:00.000Z'
export const HOSTILE = '<img src=x onerror="window.hacked=1">'
export const LONGEST = 'Anne-Élisabeth-Marie-Charlotte de Saint-Rémy-en-Bouzemont-Saint-Genest-et-Isson '
  .repeat(2)
  .trim()
export const ADA = '019d0000-0000-7000-8000-000000000001'
export const BEA = '019d0000-0000-7000-8000-000000000002'
/** The place-th of whatever it is of. */
export const idOf = (place: number): string => `019d0000-0000-7000-8000-${String(place).padStart(12, '0')}`

const PEOPLE: readonly Closer[] = [
  { id: ADA, name: 'Ada Lemaire', role: 'closer', isAbsent: false },
  { id: BEA, name: 'Béa Nowak', role: 'closer', isAbsent: true },
]
const company: Company = {
  id: 'company',
  companyName: 'Les Ateliers du Rhône',
  country: 'FR',
  timeZone: 'Europe/Paris',
  minimumGapMinutes: 1_200,
  relanceCaps: [{ count: 3, days: 7 }],
  outsideWindowAllowed: true,
  leadStatuses: ['new', 'contacted', 'meeting', 'proposal', 'won', 'lost'].map((code) => ({
    code,
    isOpen: code !== 'won' && code !== 'lost',
  })),
  sharedQueue: false,
  secondFactorRoles: [],
  holidayRegion: null,
  leadCountryHolidays: false,
  closerDailyLimit: null,
  optOutAlarmPercent: 5,
  retentionMonths: 36,
  stopped: false,
  stoppedAt: null,
  updatedAt: NOW,
}
const schedule: Schedule = {
  id: 'schedule',
  cron: '0 */6 * * *',
  timeZone: 'Europe/Paris',
  enabled: true,
  changedAt: NOW,
  nextRuns: ['2026-03-11T11:00:00.000Z', '2026-03-11T17:00:00.000Z'],
}
const holidays: readonly Holiday[] = [
  { id: '2026-04-06', heldOn: '2026-04-06', name: 'Lundi de Pâques', isGenerated: true },
]

const setup: Setup = {
  hasClosers: true,
  hasLeads: true,
  hasAssignedLeads: true,
  hasTemplates: true,
  hasFrequencies: true,
  hasRules: true,
  hasActiveRules: true,
  hasRelances: true,
}

const whatsApp: WhatsAppStatus = {
  isConfigured: true,
  isSandbox: false,
  numbers: [],
  isStopped: false,
  stopReason: null,
  queued: 0,
  sending: 0,
  awaiting: 0,
  unsettled: 0,
  unknownEvents: 0,
  peoplePerDay: null,
  peopleReached: 0,
  deadLetters: 0,
  pausedRules: [],
  templates: { total: 0, approved: 0, syncedAt: null },
  month: NOW.slice(0, 7),
  spent: 0,
  budget: null,
  budgetState: 'none',
  currency: 'EUR',
}

/** What every page asks for besides its own. */
function usual(as: Role): Answers {
  const me: Me = { id: ADA, name: as === 'closer' ? 'Ada Lemaire' : 'Mona Vidal', role: as }
  return {
    '/api/auth/me': me,
    '/api/closers': PEOPLE,
    '/api/relances': [],
    '/api/alarms': [],
    '/api/whatsapp/status': whatsApp,
    '/api/settings/company': company,
    '/api/settings/schedule': schedule,
    '/api/settings/schedule/preview': { nextRuns: schedule.nextRuns },
    '/api/settings/holidays': holidays,
    '/health/ready': { status: 'ok', scan: 'on_time' },
    '/api/reconciliations/standing': { releasedAt: NOW, last: null },
    '/api/statistics/setup': setup,
    ...Object.fromEntries(
      ['leads', 'rules', 'frequencies', 'templates', 'runs', 'users'].map((one) => [`/api/${one}`, []]),
    ),
  }
}

interface Listed {
  /** The name of the resource, and the path of its list. */
  resource: string
  at?: string
  as?: Role
  /** What the page reads besides its rows. */
  answers?: Answers
  full: readonly unknown[]
  hostile: unknown
  longest: unknown
}

/** The states of every list: nothing yet, waiting, rows, a server that fails, a name that is code, texts without end. */
export function listStories({ resource, at = `/${resource}`, as = 'manager', answers = {}, ...rows }: Listed): Story[] {
  const path = `/api/${resource}`
  const state = (name: string, answer: unknown, more: Partial<Story> = {}): Story => ({
    name: `${resource}: ${name}`,
    at,
    as,
    answers: { ...answers, [path]: answer },
    ...more,
  })
  return [
    state('empty', []),
    state('loading', SILENCE, { isWaiting: true }),
    state('full', rows.full),
    state('error', problem(500, 'Le serveur a rencontré un problème.')),
    state('hostile name', [rows.hostile]),
    state('longest texts', [rows.longest, ...rows.full]),
  ]
}

/** So many, each made from its place. */
export const many = <Row>(count: number, make: (place: number) => Row): Row[] =>
  Array.from({ length: count }, (_, place) => make(place + 1))
