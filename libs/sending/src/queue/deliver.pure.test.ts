/** A queued message is judged again at the moment it could leave. NOW is a Tuesday, 10:00 in Paris. */
import type { WrittenContent } from '@relance/relance/core'
import { decideDeliveries, type Queued, type SendingPlan } from './deliver.pure.ts'
import { aLead, HOUR, NOW, RECEIVING } from '../receive/test/received-cases.ts'

const { plan } = RECEIVING
const rule = plan.rules.get('r1')
const written: WrittenContent = {
  ok: true,
  content: { kind: 'template', name: 'n', language: 'fr', parameters: [] },
  text: 'Bonjour',
  category: 'marketing',
}
const free: WrittenContent = {
  ok: true,
  content: { kind: 'text', body: 'Bonjour' },
  text: 'Bonjour',
  category: 'service',
}
const queued = (one: Partial<Queued> = {}): Queued => ({
  ...{
    relanceId: 's1',
    runId: 'u',
    templateId: 't',
    templateVersion: 1,
    step: 1,
    message: 'Bonjour',
    deliverAt: NOW,
    expiresAt: NOW + 48 * HOUR,
  },
  ...{ lead: aLead(), rule, contact: { lastInboundAt: null, notBefore: null }, isReached: false, template: null },
  ...one,
})
const sending = (one: Partial<SendingPlan> = {}, content: WrittenContent = written): SendingPlan => ({
  channel: { limits: { recipientGapMs: 6_000 }, contentOf: () => content },
  ...{
    plan,
    fallsBack: false,
    budgetLeft: null,
    peopleLeft: null,
    isQualityPaused: false,
    rates: RECEIVING.rates,
    sentThisMonth: new Map(),
  },
  ...one,
})
const decide = (messages: Queued[], asked = sending(), now = NOW) =>
  decideDeliveries(messages, asked, { now, leavesBy: now + 1_000 })
const one = (message: Partial<Queued>, asked = sending(), now = NOW) => {
  const [decision] = decide([queued(message)], asked, now)
  if (!decision) throw new Error('Nothing was decided')
  const { queued: _, ...rest } = decision
  return rest
}
const wait = (until: number, reason: string | null) => ({ kind: 'wait', until, reason })
const LOOK_AGAIN = NOW + HOUR

it('what nothing keeps back is sent, with its words and what it is taken to cost', () => {
  expect(one({})).toEqual({
    kind: 'send',
    content: written.ok && written.content,
    text: 'Bonjour',
    category: 'marketing',
    estimate: 118_600,
  })
})

describe('a message is not sent', () => {
  it.each<[string, Partial<Queued>, object]>([
    [
      'to a lead that may not be written to',
      { lead: aLead({ optedOutAt: 1 }) },
      { kind: 'withdraw', reason: 'opted_out' },
    ],
    ['without its rule', { rule: undefined }, { kind: 'withdraw', reason: 'rule_inactive' }],
    [
      'to a lead that seems to want no more',
      { lead: aLead({ stopSuspectedAt: 1 }), expiresAt: NOW },
      wait(LOOK_AGAIN, 'stop_suspected'),
    ],
    ['once it is late', { expiresAt: NOW }, { kind: 'expire' }],
    ['to a lead that is paused', { lead: aLead({ pausedUntil: NOW + 5 }) }, wait(NOW + 5, null)],
    [
      'to a lead that is paused until it is late',
      { lead: aLead({ pausedUntil: NOW + 48 * HOUR }) },
      { kind: 'expire' },
    ],
    [
      'to a person who is to be left alone',
      { contact: { lastInboundAt: null, notBefore: NOW + 5 } },
      wait(NOW + 5, 'recipient_gap'),
    ],
    [
      'later than it may be held',
      { contact: { lastInboundAt: null, notBefore: NOW + 99 * HOUR } },
      wait(NOW + 48 * HOUR, 'recipient_gap'),
    ],
  ])('%s', (_, message, expected) => {
    expect(one(message)).toEqual(expected)
  })

  it('so soon after a contact that nobody has followed yet', () => {
    const asked = sending({ plan: { ...plan, minimumGapMs: HOUR } })
    expect(one({ lead: aLead({ lastContactAt: NOW - HOUR + 1 }) }, asked)).toEqual(wait(NOW + 1, 'minimum_gap'))
    expect(one({ lead: aLead({ lastContactAt: NOW - HOUR }) }, asked).kind).toBe('send')
  })

  it('outside its window, now or by when it leaves', () => {
    const [evening, tomorrow] = [Date.parse('2026-03-10T17:00:00Z'), Date.parse('2026-03-11T08:00:00Z')]
    expect(one({}, sending(), evening)).toEqual(wait(tomorrow, null))
    expect(one({}, sending(), evening - 1_000)).toEqual(wait(tomorrow, null))
    expect(one({}, sending(), evening - 1_001).kind).toBe('send')
    const never = rule && {
      ...rule,
      frequency: { ...rule.frequency, window: { days: [], from: '09:00', to: '18:00' } },
    }
    expect(one({ rule: never })).toEqual({ kind: 'withdraw', reason: 'no_opening' })
  })

  it('by a rule that is paused, a number that is blocked, or in words that the channel has none of', () => {
    const paused = rule && { ...rule, pauseReason: 'why' }
    const missing: WrittenContent = { ok: false, reason: 'template_missing' }
    const asked: [Partial<Queued>, SendingPlan, string][] = [
      [{ rule: paused }, sending(), 'rule_paused'],
      [{}, sending({ isQualityPaused: true }), 'number_blocked'],
      [{}, sending({}, missing), 'template_missing'],
    ]
    for (const [message, settings, reason] of asked) {
      expect(one(message, settings)).toEqual(wait(LOOK_AGAIN, reason))
      expect(one(message, { ...settings, fallsBack: true })).toEqual({ kind: 'fallBack', reason })
      const hidden = { ...message, lead: aLead({ phone: null, personId: 'p' }) }
      expect(one(hidden, { ...settings, fallsBack: true })).toEqual(wait(LOOK_AGAIN, reason))
    }
  })

  it('with a value that is blank: nothing would come of waiting', () => {
    const blank: WrittenContent = { ok: false, reason: 'parameter_blank' }
    expect(one({}, sending({}, blank))).toEqual({ kind: 'fail', reason: 'parameter_blank' })
    expect(one({}, sending({ fallsBack: true }, blank))).toEqual({ kind: 'fallBack', reason: 'parameter_blank' })
  })
})

describe('a budget', () => {
  const kinds = (
    budgetLeft: number,
    messages: Queued[],
    more: Partial<SendingPlan> = {},
    content: WrittenContent = written,
  ) =>
    decide(messages, sending({ budgetLeft, ...more }, content)).map((decision) =>
      decision.kind === 'wait' ? decision.reason : decision.kind,
    )
  const [first, second] = [queued(), queued({ relanceId: 's2', lead: aLead({ id: 'l2' }) })]

  it('ends where it ends, counted message by message', () => {
    expect(kinds(118_600, [first])).toEqual(['send'])
    expect(kinds(118_599, [first])).toEqual(['budget_spent'])
    expect(kinds(200_000, [first, second])).toEqual(['send', 'budget_spent'])
    expect(kinds(237_200, [first, second])).toEqual(['send', 'send'])
  })

  it('that is overspent lets pass what is free', () => {
    expect(kinds(-5, [first], {}, free)).toEqual(['send'])
    expect(kinds(-5, [first])).toEqual(['budget_spent'])
  })

  it('counts the messages of a month that are free, and what this moment adds to them', () => {
    const rates = [{ market: '', category: 'marketing' as const, priceMicros: 9, validFrom: 0, freePerMonth: 2 }]
    const costs = (sent: [string, number][]) =>
      decide([first, second], sending({ rates, sentThisMonth: new Map(sent) as SendingPlan['sentThisMonth'] })).map(
        (one) => one.kind === 'send' && one.estimate,
      )
    expect(costs([['marketing', 0]])).toEqual([0, 0])
    expect(costs([['marketing', 1]])).toEqual([0, 9])
    expect(costs([])).toEqual([9, 9])
  })

  it('takes a country without a rate for the dearest', () => {
    const rates = [{ market: '49', category: 'marketing' as const, priceMicros: 9, validFrom: 0, freePerMonth: 0 }]
    expect(one({}, sending({ rates }))).toMatchObject({ estimate: 9 })
    expect(one({}, sending({ rates: [] }))).toMatchObject({ estimate: null })
  })
})

describe('of several messages', () => {
  it('two to one lead keep the gap that the channel asks for', () => {
    const [, second] = decide([queued(), queued({ relanceId: 's2' })])
    expect(second).toMatchObject(wait(NOW + 6_000, 'recipient_gap'))
    const held = decide([queued({ expiresAt: NOW }), queued({ relanceId: 's2' })])
    expect(held.map(({ kind }) => kind)).toEqual(['expire', 'send'])
  })

  it('no more people are written to first than may be, and who was written to already counts no more', () => {
    const other = (id: string, more: Partial<Queued> = {}) => queued({ relanceId: id, lead: aLead({ id }), ...more })
    const kinds = (peopleLeft: number, messages: Queued[], content: WrittenContent = written) =>
      decide(messages, sending({ peopleLeft }, content)).map(({ kind }) => kind)
    expect(kinds(1, [other('a'), other('b'), other('c', { isReached: true })])).toEqual(['send', 'wait', 'send'])
    expect(kinds(2, [other('a'), other('b')])).toEqual(['send', 'send'])
    expect(kinds(0, [other('a')], free)).toEqual(['send'])
    const [, held] = decide([other('a'), other('b')], sending({ peopleLeft: 1 }))
    expect(held).toMatchObject(wait(LOOK_AGAIN, 'people_limit'))
  })
})
