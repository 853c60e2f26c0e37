/** Messages, persons and events for tests of receiving, and a world to which plans are applied as the shell writes them. */
import { sampleLead } from '@relance/leads/fields'
import { type LeadFacts, type PlannedRule, readTemplate } from '@relance/relance/core'
import type { PersonState } from '../../attempts/people.pure.ts'
import { planReceived } from '../plan-received.pure.ts'
import { isWithCloser } from '../hand-over.pure.ts'
import type {
  InboundEvent,
  ReceivedPlan,
  ReceivedState,
  Receiving,
  SentState,
  StatusEvent,
  StoredEvent,
} from '../received.pure.ts'

export const HOUR = 3_600_000
export const NOW = Date.parse('2026-03-10T09:00:00Z')

export const aLead = (lead: Partial<LeadFacts> = {}): LeadFacts => ({
  ...sampleLead('empty'),
  ...{ id: 'l1', firstName: 'Zoé', phone: '+33639980001', email: null, status: 'contacted' },
  ...{ source: null, tags: [], closerId: null, closerName: null, timeZone: null, locale: 'fr', custom: {} },
  ...{ lastContactAt: null, lastRelanceAt: null, relanceCount: 0, optedOutAt: null, pausedUntil: null },
  ...{
    submittedAt: null,
    reopenedAt: null,
    resubmittedAt: null,
    wrongNumberAt: null,
    stopSuspectedAt: null,
    erasedAt: null,
    createdAt: NOW - 30 * 24 * HOUR,
    updatedAt: NOW,
  },
  ...lead,
})

export const aPerson = (person: Partial<PersonState> = {}): PersonState => ({
  ...{ lead: aLead(), identities: [], heardAt: null, lastInboundAt: null, windowClosedAt: null },
  ...{ notBefore: null, forgivenAt: null, unreachable: [] },
  ...person,
})

export const aSend = (send: Partial<SentState> = {}): SentState => ({
  ...{ relanceId: 's1', leadId: 'l1', ruleId: 'r1', numberId: 'n1', state: 'accepted', reason: null, step: 1 },
  ...{ dueAt: NOW - 2 * HOUR, takenAt: NOW - HOUR, expiresAt: NOW + 48 * HOUR, timeZone: null },
  ...{
    messageId: `m-${send.relanceId ?? 's1'}`,
    acceptedAt: NOW - HOUR,
    provedAt: null,
    deliveredAt: null,
    readAt: null,
  },
  ...{ failedAt: null, reaction: null, errorCode: null, errorDetails: null, cost: null },
  ...send,
})

const read = readTemplate('Bonjour')
const aRule = (id: string, stopOn: readonly string[]): PlannedRule => ({
  ...{ id, name: id, isActive: true, priority: 0, version: 1, channel: 'whatsapp', stopOn, expiryDays: 3 },
  audience: { combinator: 'and', rules: [] },
  frequencyVersion: 1,
  frequency: {
    steps: [{ after: { value: 3, unit: 'days' } }, { after: { value: 3, unit: 'days' } }],
    window: { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' },
    ...{ skipHolidays: true, timeZone: null },
  },
  templates: read.ok ? [{ id: 't', version: 1, template: read.template }] : [],
})

/** `r1` stops when the lead replies, `r2` does not. */
export const RECEIVING: Receiving = {
  plan: {
    ...{
      companyName: 'Acme',
      timeZone: 'Europe/Paris',
      minimumGapMs: 0,
      mayOpenOutsideWindow: true,
      closerDailyLimit: null,
      countryHolidays: null,
      isStopped: false,
      holidays: new Set(),
    },
    statuses: new Set(['contacted', 'won']),
    openStatuses: new Set(['contacted']),
    rules: new Map([
      ['r1', aRule('r1', ['replied'])],
      ['r2', aRule('r2', [])],
    ]),
  },
  rates: [{ market: '', category: 'marketing', priceMicros: 118_600, validFrom: 0, freePerMonth: 0 }],
  stopWords: ['stop'],
  fallsBack: true,
}

export const aStatus = (
  relanceId: string,
  status: StatusEvent['status'],
  event: Partial<StatusEvent> = {},
): StatusEvent => ({
  ...{ kind: 'status', messageId: `m-${relanceId}`, relanceId, status, at: NOW - 60_000, to: null, userId: null },
  error: status === 'failed' ? { code: 131_026, details: 'Undeliverable', reaction: 'mark_unreachable' } : null,
  pricing: status === 'failed' ? null : { isBillable: true, category: 'marketing' },
  ...event,
})

export const anInbound = (event: Partial<InboundEvent> = {}): InboundEvent => ({
  ...{ kind: 'inbound', messageId: 'in1', from: '+33639980001', userId: null, inReplyTo: null, at: NOW - 30_000 },
  ...{ content: 'text', text: 'Oui', payload: null },
  ...event,
})

export const stored = (events: readonly StoredEvent['event'][]): StoredEvent[] =>
  events.map((event) => ({ key: JSON.stringify(event), event }))

/** All there is, of which a plan is told what concerns it. */
export interface World {
  state: ReceivedState
  messages: string[]
  strangers: Record<string, number>
  isStopped: boolean
  pausedRules: string[]
  /** What waits for a message or a person. */
  waiting: StoredEvent[]
}

export function aWorld(state: Partial<ReceivedState> = {}): World {
  const nothing = { sends: [], people: [], knownMessages: [], numbers: [], rules: [], templates: [] }
  const names = { recipients: [], leftNames: [], setAside: [], erased: [], openItems: [], ownNumbers: [] }
  return {
    state: { ...nothing, ...names, ...state },
    messages: [],
    strangers: {},
    isStopped: false,
    pausedRules: [],
    waiting: [],
  }
}

/** One batch: what waited for a message is told again with it, as the shell does once the message is known. */
export function tell(world: World, events: readonly StoredEvent[], now = NOW): World {
  return applied(world, planReceived([...world.waiting, ...events], world.state, RECEIVING, now), [
    ...world.waiting,
    ...events,
  ])
}

/** As `writeReceived` does. */
function applied(world: World, plan: ReceivedPlan, events: readonly StoredEvent[]): World {
  const { state } = world
  const changed = new Map(plan.sends.map((one) => [one.relanceId, one]))
  const sends = state.sends.map((send) => withdrawn(strip(changed.get(send.relanceId)) ?? send, plan.replied))
  const moved = new Map(plan.people.map(({ after }) => [after.lead.id, after]))
  const people = state.people.map((person) => ({
    ...(moved.get(person.lead.id) ?? person),
    unreachable: sends.flatMap(({ leadId, relanceId, state: is, reason, failedAt }) =>
      leadId === person.lead.id && is === 'failed' && reason === 'unreachable' && failedAt !== null
        ? [{ relanceId, failedAt }]
        : [],
    ),
  }))
  const numbers = new Map(plan.numbers.map((one) => [one.id, one]))
  const strangers = { ...world.strangers }
  for (const { name, at } of plan.strangers) strangers[name] = Math.min(at, strangers[name] ?? at)
  for (const name of plan.claimed) delete strangers[name]
  const waits = new Set([...plan.waiting, ...plan.unknown])
  const told = new Map(plan.templates.map((one) => [one.name, one]))
  return {
    state: {
      ...state,
      ...{ sends, people },
      leftNames: Object.entries(strangers).map(([name, at]) => ({ name, at })),
      knownMessages: [...state.knownMessages, ...plan.messages.map(({ id }) => id)],
      numbers: state.numbers.map((number) => numbers.get(number.id) ?? number),
      rules: state.rules.map((rule) => ({ ...rule, failed: failedOf(rule.ruleId, sends) })),
      templates: state.templates.map((one) => {
        const news = told.get(one.name)
        return news ? { ...one, status: news.status, statusAt: news.at } : one
      }),
    },
    messages: [...world.messages, ...plan.messages.map(({ id }) => id)].sort(),
    strangers,
    isStopped: world.isStopped || plan.stopsAccount !== null,
    pausedRules: [...new Set([...world.pausedRules, ...plan.pausedRules.map(({ ruleId }) => ruleId)])].sort(),
    waiting: [...new Map(events.filter(({ key }) => waits.has(key)).map((one) => [one.key, one])).values()],
  }
}

const failedOf = (ruleId: string, sends: readonly SentState[]): number =>
  sends.filter((one) => one.ruleId === ruleId && one.failedAt !== null && one.deliveredAt === null).length

function strip(change: ReceivedPlan['sends'][number] | undefined): SentState | undefined {
  if (!change) return undefined
  const { isMoved: _m, isPassed: _p, isTakenBack: _t, pacedAt: _a, nextDueAt: _n, ...send } = change
  return send
}

/** What waits for a closer is withdrawn when the lead replies, where the rule stops on it. */
function withdrawn(send: SentState, replied: readonly string[]): SentState {
  const isStopped = replied.includes(send.leadId) && RECEIVING.plan.rules.get(send.ruleId)?.stopOn.includes('replied')
  return isStopped && isWithCloser(send) ? { ...send, state: 'withdrawn', reason: 'replied' } : send
}
