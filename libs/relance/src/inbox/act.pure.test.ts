/** What a person may do to a relance. NOW is a Tuesday, 10:00 in Paris. */
import { type Action, closedWindow, type Item, movedTo } from './act.pure.ts'
import { act, ada, anItem, bob, lastBy, max, patchOf, refusedOf } from './test/acting.ts'
import type { PlannedRule } from '../decide/plan.ts'
import { aFrequency, aLead, aPlan, aRule, NOW } from '../decide/test/cases.ts'
import { RELANCE_STATES, type RelanceState } from '../ground/relance-states.ts'
import { DAY, HOUR } from '../ground/time.ts'

const OPEN: RelanceState[] = ['due', 'opened', 'snoozed']
const EVENING = Date.parse('2026-03-10T20:00:00Z')
const TOMORROW = Date.parse('2026-03-11T08:00:00Z')
const open: Action = { kind: 'open' }
const never = aFrequency({ window: { days: [], from: '09:00', to: '18:00' } })

describe('opening', () => {
  it.each(OPEN)('what is %s opens it', (state) => {
    expect(patchOf({ state }, open)).toEqual({ state: 'opened' })
  })

  it.each<[string, Partial<Item>, object | string]>([
    [
      'not when the lead has opted out since',
      { lead: aLead({ optedOutAt: 1 }) },
      { why: 'no_longer_allowed', reason: 'opted_out' },
    ],
    [
      'not when only a channel that sends by itself could reach the lead',
      { lead: aLead({ phone: null, personId: 'p' }) },
      { why: 'no_longer_allowed', reason: 'phone_missing' },
    ],
    ['not when its rule is gone', { rule: undefined }, { why: 'no_longer_allowed', reason: 'rule_inactive' }],
    ['not while the lead seems to want no more', { lead: aLead({ stopSuspectedAt: 1 }) }, { why: 'stop_suspected' }],
    [
      'not, for the stronger reason, when both are so',
      { lead: aLead({ stopSuspectedAt: 1, optedOutAt: 1 }) },
      { why: 'no_longer_allowed', reason: 'opted_out' },
    ],
    ['not before it comes', { deliverAt: NOW + 1 }, { why: 'not_yet', until: NOW + 1, timeZone: 'Europe/Paris' }],
    ['at the instant at which it comes', { deliverAt: NOW }, 'change'],
    [
      'not before it comes, told in the zone of the lead',
      { deliverAt: NOW + 1, lead: aLead({ timeZone: 'Europe/Lisbon' }) },
      { why: 'not_yet', until: NOW + 1, timeZone: 'Europe/Lisbon' },
    ],
    ['not what a colleague has opened', { state: 'opened', last: lastBy(bob, 'open') }, { why: 'taken', name: 'Bob' }],
    [
      'not what another has opened under the same account',
      { state: 'opened', last: { ...lastBy(ada, 'open'), actorName: 'Eve' } },
      { why: 'taken', name: 'Eve' },
    ],
    ['again what oneself has opened: nothing changes', { state: 'opened', last: lastBy(ada, 'open') }, 'unchanged'],
    ['what a colleague has put off', { state: 'snoozed', last: lastBy(bob, 'snooze') }, 'change'],
    ['what a colleague has opened and put back', { state: 'due', last: lastBy(bob, 'open') }, 'change'],
    ['what was opened, and whose opening was taken back', { state: 'opened', last: null }, 'change'],
  ])('%s', (_, item, expected) => {
    expect(refusedOf(item, open)).toEqual(expected)
  })

  it('makes it the closer’s where it was nobody’s, and the lead as well if that is nobody’s', () => {
    const lead = aLead()
    expect(patchOf({ closerId: null, lead }, open)).toEqual({ state: 'opened', closerId: 'ada', leadOwnerId: 'ada' })
    expect(patchOf({ closerId: null }, open)).toEqual({ state: 'opened', closerId: 'ada' })
    expect(patchOf({ closerId: 'bob', lead }, open)).toEqual({ state: 'opened' })
    expect(patchOf({ closerId: null, lead }, open, { person: max })).toEqual({ state: 'opened' })
    expect(patchOf({ closerId: null, lead }, open, { person: { ...ada, id: null } })).toEqual({ state: 'opened' })
  })
})

describe('outside the window', () => {
  const closed = { why: 'outside_window', at: EVENING, opensAt: TOMORROW, timeZone: 'Europe/Paris', mayOverride: true }
  const goOn: Action = { kind: 'open', outsideWindow: true }

  it('opening is refused, with when the window opens', () => {
    expect(refusedOf({}, open, { now: EVENING })).toEqual(closed)
    expect(refusedOf({}, { kind: 'open', outsideWindow: false }, { now: EVENING })).toEqual(closed)
  })

  it('opening is for who knows, where the settings let them, and it is told', () => {
    expect(patchOf({}, goOn, { now: EVENING })).toEqual({ state: 'opened', opensOutsideWindow: true })
    expect(refusedOf({}, goOn, { now: EVENING, plan: { mayOpenOutsideWindow: false } })).toEqual({
      ...closed,
      mayOverride: false,
    })
    expect(patchOf({}, goOn)).toEqual({ state: 'opened' })
  })

  it('opening again what oneself has opened is looked at again', () => {
    const opened = { state: 'opened' as const, last: lastBy(ada, 'open') }
    expect(refusedOf(opened, open, { now: EVENING })).toEqual(closed)
    expect(patchOf(opened, goOn, { now: EVENING })).toMatchObject({ opensOutsideWindow: true })
  })

  it('what waits for nothing but the window may be opened before it comes', () => {
    const waits = { deliverAt: TOMORROW }
    const at = { now: EVENING }
    const notYet = { why: 'not_yet', until: TOMORROW }
    expect(patchOf(waits, goOn, at)).toMatchObject({ state: 'opened' })
    expect(refusedOf({ deliverAt: TOMORROW + 1 }, goOn, at)).toMatchObject({ why: 'not_yet' })
    expect(refusedOf({ ...waits, state: 'snoozed' }, goOn, at)).toMatchObject(notYet)
    const contactedAt = (lastContactAt: number) => ({ ...waits, lead: aLead({ lastContactAt }) })
    expect(refusedOf(contactedAt(EVENING - 20 * HOUR + 1), goOn, at)).toMatchObject(notYet)
    expect(patchOf(contactedAt(EVENING - 20 * HOUR), goOn, at)).toMatchObject({ state: 'opened' })
    expect(refusedOf({ ...waits, rule: aRule('r', { frequency: never }) }, goOn, at)).toMatchObject(notYet)
    expect(refusedOf(waits, goOn, { now: NOW })).toMatchObject(notYet)
  })

  it('is no instant of a rule that is gone, or of a window that is open', () => {
    expect(closedWindow(anItem(), aPlan(), EVENING)).toEqual(closed)
    expect(closedWindow(anItem(), aPlan(), NOW)).toBeNull()
    expect(closedWindow(anItem({ rule: undefined }), aPlan(), EVENING)).toBeNull()
    expect(closedWindow(anItem({ rule: aRule('r', { frequency: never }) }), aPlan(), NOW)).toMatchObject({
      opensAt: null,
    })
  })

  it('everything but opening may be done', () => {
    for (const kind of ['sent', 'skip'] as const) expect(act({}, { kind }, { now: EVENING }).kind).toBe('change')
  })
})

describe('what is sent by hand', () => {
  it.each(OPEN)('while it is %s, is sent now, and the next step counts from now', (state) => {
    expect(patchOf({ state }, { kind: 'sent' })).toEqual({ state: 'sent', pacedAt: NOW, nextDueAt: NOW + 3 * DAY })
  })

  it.each<[string, Partial<Item>]>([
    ['no step is to come', { nextStep: null }],
    ['the step to come is another one', { nextStep: 3 }],
    ['the cadence has no step after it', { step: 2, nextStep: 3 }],
    ['its rule is gone', { rule: undefined }],
  ])('dates nothing where %s', (_, item) => {
    expect(patchOf(item, { kind: 'sent' })).toEqual({ state: 'sent', pacedAt: NOW })
  })
})

it('what is skipped changes nothing but itself', () => {
  expect(patchOf({}, { kind: 'skip' })).toEqual({ state: 'skipped' })
})

describe('what is put off', () => {
  it('comes then, expires later, and paces the lead and its next step', () => {
    const until = Date.parse('2026-03-12T12:00:00Z')
    expect(patchOf({}, { kind: 'snooze', until })).toEqual({
      ...{ state: 'snoozed', deliverAt: until, notBefore: until, pacedAt: until },
      ...{ expiresAt: Date.parse('2026-03-16T17:00:00Z'), nextDueAt: until + 3 * DAY },
    })
  })

  it('keeps what was asked for, where the window lets it come later only', () => {
    const until = Date.parse('2026-03-12T20:00:00Z')
    expect(patchOf({}, { kind: 'snooze', until })).toMatchObject({
      deliverAt: Date.parse('2026-03-13T08:00:00Z'),
      notBefore: until,
    })
  })

  it('may be put off again by the same person', () => {
    const until = Date.parse('2026-03-12T12:00:00Z')
    expect(act({ state: 'snoozed', last: lastBy(ada, 'snooze') }, { kind: 'snooze', until }).kind).toBe('change')
  })

  it.each<[string, Partial<Item>, number, object]>([
    ['into the past', {}, NOW, { why: 'snooze_past' }],
    ['too far', {}, NOW + 61 * DAY, { why: 'snooze_too_far' }],
    ['where no window opens', { rule: aRule('r', { frequency: never }) }, NOW + DAY, { why: 'no_opening' }],
    ['without its rule', { rule: undefined }, NOW + DAY, { why: 'no_longer_allowed', reason: 'rule_inactive' }],
  ])('is refused %s', (_, item, until, refused) => {
    expect(refusedOf(item, { kind: 'snooze', until })).toEqual(refused)
  })

  it('is moved in the same way by whoever covers an absence', () => {
    const item = anItem() as Item & { rule: PlannedRule }
    expect(movedTo(item, TOMORROW, aPlan())).toEqual({
      ...{ deliverAt: TOMORROW, notBefore: TOMORROW, pacedAt: TOMORROW, nextDueAt: TOMORROW + 3 * DAY },
      expiresAt: Date.parse('2026-03-13T17:00:00Z'),
    })
  })
})

it('handing on changes the closer, and handing on to the same changes nothing', () => {
  expect(patchOf({ state: 'snoozed' }, { kind: 'reassign', closerId: 'bob' })).toEqual({
    state: 'snoozed',
    closerId: 'bob',
  })
  expect(act({}, { kind: 'reassign', closerId: 'ada' })).toEqual({ kind: 'unchanged' })
})

describe('what is settled', () => {
  it.each([
    ['sent', 'sent'],
    ['skip', 'skipped'],
  ] as const)('by %s is settled again by the same person alone, and then nothing changes', (kind, state) => {
    const settled = { state, last: lastBy(ada, kind) }
    expect(act(settled, { kind })).toEqual({ kind: 'unchanged' })
    const refused = { why: 'already_settled', state, name: 'Ada' }
    expect(refusedOf(settled, { kind }, { person: bob })).toEqual(refused)
    expect(refusedOf(settled, { kind }, { person: { ...ada, name: 'Eve' } })).toEqual(refused)
    expect(refusedOf(settled, { kind: kind === 'sent' ? 'skip' : 'sent' })).toEqual(refused)
    expect(refusedOf({ ...settled, last: null }, { kind })).toEqual({ ...refused, name: null })
  })

  it('by the engine or a channel moves by nobody’s hand', () => {
    for (const state of RELANCE_STATES.filter((one) => ![...OPEN, 'sent', 'skipped'].includes(one))) {
      expect(refusedOf({ state }, { kind: 'skip' })).toEqual({ why: 'move_refused', state })
    }
  })

  it('or sent by a channel is nobody’s to open, put off or skip', () => {
    for (const kind of ['open', 'sent', 'skip'] as const) {
      expect(refusedOf({ channel: 'whatsapp' }, { kind })).toEqual({ why: 'move_refused', state: 'due' })
    }
  })
})
