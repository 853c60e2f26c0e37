/** What is told of a person changes the lead the same way, in whatever order and however often it is told. */
import fc from 'fast-check'
import type { Caused } from './effects.pure.ts'
import { countUnreachable, factsOf, foldPerson, leadChange, NO_FACTS, type PersonFacts } from './people.pure.ts'
import { aLead, aPerson } from '../receive/test/received-cases.ts'

const failed = (relanceId: string, failedAt: number) => ({ relanceId, failedAt })
const told = (facts: Partial<PersonFacts>, person = aPerson()) => foldPerson(person, { ...NO_FACTS, ...facts })
const heard = (at: number, opensWindow = true) => ({ at, opensWindow })

it('nothing told changes nothing', () => {
  const person = aPerson({ heardAt: 3, lastInboundAt: 3, notBefore: 4, unreachable: [failed('s', 1)] })
  expect(told({}, person)).toEqual(person)
})

describe('the window for free text', () => {
  it('is open from the latest message that opens it', () => {
    expect(told({ heard: [heard(5), heard(7), heard(9, false)] })).toMatchObject({ heardAt: 9, lastInboundAt: 7 })
    expect(told({ heard: [heard(5)] }, aPerson({ heardAt: 8, lastInboundAt: 6 }))).toMatchObject({
      heardAt: 8,
      lastInboundAt: 6,
    })
  })

  it('is closed by the channel for what was written before', () => {
    const open = aPerson({ lastInboundAt: 5 })
    expect(told({ windowClosedAt: [5] }, open)).toMatchObject({ lastInboundAt: null, windowClosedAt: 5 })
    expect(told({ windowClosedAt: [4] }, open)).toMatchObject({ lastInboundAt: 5, windowClosedAt: 4 })
    expect(told({ windowClosedAt: [4, 5], heard: [heard(6)] }, open)).toMatchObject({
      lastInboundAt: 6,
      windowClosedAt: 5,
    })
  })
})

it('a person is left alone until the latest instant that was asked for', () => {
  expect(told({ waitsUntil: [4, 9] }, aPerson({ notBefore: 5 })).notBefore).toBe(9)
  expect(told({ waitsUntil: [4] }, aPerson({ notBefore: 5 })).notBefore).toBe(5)
})

describe('a wish to be left alone', () => {
  const optedOutAt = (facts: Partial<PersonFacts>, known: number | null = null) =>
    told(facts, aPerson({ lead: aLead({ optedOutAt: known }) })).lead.optedOutAt

  it('counts from the first time', () => {
    expect(optedOutAt({})).toBeNull()
    expect(optedOutAt({ leavesAt: [7, 5] })).toBe(5)
    expect(optedOutAt({ leavesAt: [7] }, 6)).toBe(6)
    expect(optedOutAt({ leavesAt: [5] }, 6)).toBe(5)
  })

  it('of a person who was erased is not written to the lead, and neither is anything else', () => {
    const lead = aLead({ erasedAt: 1, phone: null })
    const identity = { kind: 'user_id' as const, value: 'u', learntFrom: 'reply' as const, learntAt: 1 }
    const after = told({ leavesAt: [5], phone: '+1', identities: [identity] }, aPerson({ lead }))
    expect(after.lead).toEqual(lead)
    expect(after.identities).toEqual([])
  })
})

describe('a number that cannot be reached', () => {
  it('holds the lead at the second failure, with its instant', () => {
    expect(told({ unreachable: [failed('s1', 4)] }).lead.wrongNumberAt).toBeNull()
    expect(told({ unreachable: [failed('s2', 6), failed('s1', 4)] }).lead.wrongNumberAt).toBe(6)
    expect(
      told({ unreachable: [failed('s1', 4)] }, aPerson({ unreachable: [failed('s1', 4)] })).lead.wrongNumberAt,
    ).toBeNull()
    expect(
      told(
        { unreachable: [failed('s3', 9)] },
        aPerson({ unreachable: [failed('s1', 4), failed('s2', 6)], forgivenAt: 0, lead: aLead({ wrongNumberAt: 6 }) }),
      ).lead.wrongNumberAt,
    ).toBe(6)
  })

  it('is right after all where one of the messages has come, or the person writes after the failures', () => {
    const held = aPerson({ unreachable: [failed('s1', 4), failed('s2', 6)], lead: aLead({ wrongNumberAt: 6 }) })
    expect(told({ reached: ['s1'] }, held)).toMatchObject({
      unreachable: [failed('s2', 6)],
      lead: { wrongNumberAt: null },
    })
    expect(told({ heard: [heard(6)] }, held).lead.wrongNumberAt).toBeNull()
    expect(told({ heard: [heard(5)] }, held).lead.wrongNumberAt).toBeNull()
    expect(told({ heard: [heard(3)] }, held).lead.wrongNumberAt).toBe(6)
  })

  it('that a person calls wrong is not the channel’s to lift', () => {
    const held = aPerson({ unreachable: [failed('s1', 4)], lead: aLead({ wrongNumberAt: 99 }) })
    expect(told({ heard: [heard(100)] }, held).lead.wrongNumberAt).toBe(99)
  })

  it('that a person calls right is judged by later failures alone', () => {
    const lifted = aPerson({ unreachable: [failed('s1', 4), failed('s2', 6)] })
    const again = told({ unreachable: [failed('s3', 8)] }, lifted)
    expect(again).toMatchObject({ forgivenAt: 6, lead: { wrongNumberAt: null } })
    expect(countUnreachable(again)).toBe(1)
    expect(told({ unreachable: [failed('s4', 9)] }, again).lead.wrongNumberAt).toBe(9)
  })
})

it('failures that something speaks against are not counted', () => {
  const all = [failed('s1', 4), failed('s2', 6)]
  expect(countUnreachable(aPerson({ unreachable: all }))).toBe(2)
  expect(countUnreachable(aPerson({ unreachable: all, heardAt: 4 }))).toBe(1)
  expect(countUnreachable(aPerson({ unreachable: all, forgivenAt: 6 }))).toBe(0)
})

it('told again, it comes to the same', () => {
  const at = fc.nat(9)
  const facts: fc.Arbitrary<PersonFacts> = fc.record({
    heard: fc.array(fc.record({ at, opensWindow: fc.boolean() }), { maxLength: 2 }),
    identities: fc.constant([]),
    leavesAt: fc.array(at, { maxLength: 2 }),
    windowClosedAt: fc.array(at, { maxLength: 2 }),
    waitsUntil: fc.array(at, { maxLength: 2 }),
    unreachable: fc.uniqueArray(fc.record({ relanceId: fc.constantFrom('s1', 's2', 's3'), failedAt: at }), {
      selector: ({ relanceId }) => relanceId,
    }),
    reached: fc.constant([]),
    phone: fc.option(fc.constant('+33639980002')),
  })
  fc.assert(
    fc.property(facts, (one) => {
      const after = told(one)
      expect(told(one, after)).toEqual(after)
    }),
  )
})

it('refusals at once tell of the person what they ask for', () => {
  const caused = (relanceId: string, effects: Caused['effects']): Caused => ({
    ...{ relanceId, leadId: 'l1', ruleId: null, numberId: 'n', effects, isFailed: false, error: null },
  })
  const all = [
    caused('s1', { lead: 'opt_out' }),
    caused('s2', { lead: 'undeliverable' }),
    caused('s3', { recipientUntil: 8 }),
    caused('s4', { closesWindow: true }),
    caused('s5', {}),
  ]
  expect(factsOf(all, 7)).toEqual({
    ...{ ...NO_FACTS, leavesAt: [7], unreachable: [failed('s2', 7)], waitsUntil: [8], windowClosedAt: [7] },
  })
})

it('of a lead what has changed is written, and nothing where nothing has', () => {
  const lead = aLead({ wrongNumberAt: 4 })
  expect(leadChange(lead, { ...lead, firstName: 'Ida' })).toBeNull()
  expect(leadChange(lead, { ...lead, wrongNumberAt: null })).toEqual({ leadId: 'l1', wrongNumberAt: null })
  expect(leadChange(lead, { ...lead, phone: '+1', optedOutAt: 3 })).toEqual({
    leadId: 'l1',
    phone: '+1',
    optedOutAt: 3,
  })
})
