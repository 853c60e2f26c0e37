/** A lead's past is put back as it was known then, and what happened since is told in its order. */
import {
  type Fact,
  historyOf,
  latestOf,
  type RecordedRelance,
  relanceIdOf,
  type StoredContact,
  type StoredFacts,
} from './history.pure.ts'
import { aContact, aLead, aPlan, aRule, NOW } from '../../decide/test/cases.ts'
import type { PlannedRule } from '../../decide/plan.ts'
import { DAY, HOUR } from '../../ground/time.ts'

const relance = (one: Partial<RecordedRelance> = {}): RecordedRelance => ({
  ...{
    ruleId: 'r',
    enrolmentId: 'e',
    episode: 1,
    step: 1,
    closerId: null,
    recordedAt: NOW - DAY,
    deliverAt: NOW - DAY,
  },
  ...{ confirmedAt: null, outcome: null, outcomeAt: null },
  ...one,
})
const begun = {
  id: 'e',
  ruleId: 'r',
  episode: 1,
  begunBy: 'matched' as const,
  begunAt: null,
  enrolledAt: NOW - 9 * DAY,
}
const history = (stored: Partial<StoredFacts>, rule: Partial<PlannedRule> = {}) =>
  historyOf(
    { lead: aLead(), relances: [], episodes: [begun], replies: [], changes: [], ...stored },
    aRule('r', rule),
    aPlan([]),
    NOW,
  )
const place = (...asked: Parameters<typeof history>) => history(...asked).state.enrolments[0]
const kinds = (facts: readonly Fact[]) => facts.map(({ kind, at }) => [kind, at - NOW])

describe('the lead', () => {
  it('stands as it stood, and each change since is told with what it brought', () => {
    const lead = aLead({ status: 'won', company: 'C' })
    const changes = [
      { at: NOW - 1, before: { company: 'before' } },
      { at: NOW, before: { status: 'new', company: 'A' } },
      { at: NOW + 5, before: { company: 'B' } },
    ]
    for (const told of [changes, [...changes].reverse()]) {
      const { state, facts } = history({ lead, changes: told })
      expect(state.lead).toMatchObject({ status: 'new', company: 'A' })
      expect(facts).toEqual([
        { kind: 'lead', at: NOW, patch: { status: 'won', company: 'B' } },
        { kind: 'lead', at: NOW + 5, patch: { company: 'C' } },
      ])
    }
  })

  it('is paced by the relances before, as they were known to be delivered', () => {
    const pacing = (...relances: RecordedRelance[]) => {
      const { lastRelanceAt, relanceCount, recent } = history({ relances }).state.lead
      return [lastRelanceAt, relanceCount, recent?.map(({ at }) => at)]
    }
    expect(pacing()).toEqual([null, 0, []])
    expect(pacing(relance(), relance({ step: 2, recordedAt: NOW }))).toEqual([NOW - DAY, 1, [NOW - DAY]])
    expect(pacing(relance({ confirmedAt: NOW - 1 }))).toEqual([NOW - 1, 1, [NOW - 1]])
    expect(pacing(relance({ confirmedAt: NOW }))).toEqual([NOW - DAY, 1, [NOW - DAY]])
    const moved = { deliverAt: NOW + DAY, firstDeliverAt: NOW - DAY }
    expect(pacing(relance({ ...moved, movedAt: NOW }))).toEqual([NOW - DAY, 1, [NOW - DAY]])
    expect(pacing(relance({ ...moved, movedAt: NOW - 1 }))).toEqual([NOW + DAY, 1, [NOW + DAY]])
    const late = relance({ step: 2, recordedAt: NOW - HOUR, deliverAt: NOW - HOUR })
    expect(pacing(late, relance())).toEqual([NOW - HOUR, 2, [NOW - DAY, NOW - HOUR]])
  })
})

it('a relance counts until nobody could act on it any more', () => {
  const countsUntil = (one: Partial<RecordedRelance>) =>
    history({ relances: [relance(one)] }).state.lead.recent?.[0]?.countsUntil
  expect([countsUntil({ countsUntil: 5 }), countsUntil({})]).toEqual([5, null])
})

describe('what happened since', () => {
  it('is a relance of another rule, as it was first delivered, and its moving', () => {
    const other = relance({
      ruleId: 's',
      enrolmentId: 'f',
      recordedAt: NOW,
      deliverAt: NOW + DAY,
      firstDeliverAt: NOW,
      movedAt: NOW + 1,
    })
    expect(history({ relances: [other] }).facts).toEqual([
      { kind: 'relance', at: NOW, relance: { ...other, deliverAt: NOW } },
      { kind: 'moved', at: NOW + 1, id: 'f 1', deliverAt: NOW + DAY },
    ])
    expect(kinds(history({ relances: [relance({ recordedAt: NOW, movedAt: NOW + 1 })] }).facts)).toEqual([])
    expect(kinds(history({ relances: [{ ...other, recordedAt: NOW - 1, movedAt: NOW - 1 }] }).facts)).toEqual([])
  })

  it('is a confirmation, with the step where it is the rule’s', () => {
    const confirmed = (one: Partial<RecordedRelance>) =>
      history({ relances: [relance({ confirmedAt: NOW, ...one })] }).facts
    expect(confirmed({})).toEqual([{ kind: 'confirmed', at: NOW, step: 1, id: 'e 1' }])
    expect(confirmed({ ruleId: 's' })).toEqual([{ kind: 'confirmed', at: NOW, step: null, id: 'e 1' }])
    expect(confirmed({ confirmedAt: NOW - 1 })).toEqual([])
  })

  it('is an answer, as an outcome tells it or as it was written', () => {
    const told = (one: Partial<RecordedRelance>, replies: number[] = []) =>
      kinds(history({ relances: [relance(one)], replies }).facts)
    expect(told({ outcome: 'won', outcomeAt: NOW + 1 })).toEqual([['replied', 1]])
    expect(told({ outcome: 'no_answer', outcomeAt: NOW + 1 })).toEqual([])
    expect(told({ outcome: 'won', outcomeAt: NOW - 1 })).toEqual([])
    expect(told({}, [NOW - 1])).toEqual([])
    expect(told({ outcome: 'no_answer', outcomeAt: 1 }, [NOW + 2])).toEqual([['replied', 2]])
  })

  it('is a contact that was noted since, and stands', () => {
    const contact = (one: Partial<StoredContact>): StoredContact => ({
      ...aContact(),
      recordedAt: NOW + 1,
      undoneAt: null,
      ...one,
    })
    expect(kinds(history({ contacts: [contact({})] }).facts)).toEqual([['contact', 1]])
    expect(history({ contacts: [contact({ undoneAt: NOW + 2 })] }).facts).toEqual([])
    const before = [
      contact({ id: 'a', recordedAt: NOW - 1 }),
      contact({ id: 'b', recordedAt: NOW }),
      contact({ id: 'c', recordedAt: NOW - 1, undoneAt: NOW - 1 }),
    ]
    expect(history({ contacts: before }).state.contacts?.map(({ id }) => id)).toEqual(['a'])
    const undoneLater = [contact({ id: 'a', recordedAt: NOW - 1, undoneAt: NOW })]
    expect(history({ contacts: undoneLater }).state.contacts).toHaveLength(1)
  })

  it('is told in its order, and what the rule itself recorded stands apart', () => {
    const own = relance({ step: 2, recordedAt: NOW, confirmedAt: NOW + 9 })
    const { facts, recorded } = history({
      relances: [relance(), own],
      replies: [NOW + 3],
      changes: [{ at: NOW + 5, before: {} }],
    })
    expect(kinds(facts)).toEqual([
      ['replied', 3],
      ['replied', 3],
      ['lead', 5],
      ['confirmed', 9],
    ])
    expect(recorded).toEqual([{ ...own, outcome: 'replied', outcomeAt: NOW + 3 }])
  })
})

it('what a person writes answers the last message before it, for two weeks, and takes no outcome’s place', () => {
  const [first, second] = [
    relance({ recordedAt: NOW, deliverAt: NOW }),
    relance({ step: 2, recordedAt: NOW + DAY, deliverAt: NOW + DAY }),
  ]
  const outcomes = (replies: number[], relances = [second, first]) =>
    history({ relances, replies }).recorded.map(({ step, outcome }) => [step, outcome])
  expect(outcomes([NOW + 5])).toEqual([
    [1, 'replied'],
    [2, null],
  ])
  expect(outcomes([NOW + DAY])).toEqual([
    [1, null],
    [2, 'replied'],
  ])
  expect(outcomes([NOW + 15 * DAY - 1])).toEqual([
    [1, null],
    [2, 'replied'],
  ])
  expect(outcomes([NOW + 15 * DAY])).toEqual([
    [1, null],
    [2, null],
  ])
  expect(outcomes([NOW + 5], [{ ...first, outcome: 'lost', outcomeAt: 1 }])).toEqual([[1, 'lost']])
})

describe('the place in the rule', () => {
  it('is the step after the last relance, due from its delivery', () => {
    expect(place({ relances: [relance()] })).toMatchObject({
      ...{
        id: 'e',
        episode: 1,
        step: 2,
        state: 'active',
        dueAt: NOW + 2 * DAY,
        nextDueAt: NOW + 2 * DAY,
        stoppedAt: null,
      },
    })
    expect(place({ relances: [relance({ confirmedAt: NOW - 1 })] })?.dueAt).toBe(NOW - 1 + 3 * DAY)
  })

  it('is none without a relance, or before an episode, of this rule', () => {
    expect(place({})).toBeUndefined()
    expect(place({ relances: [relance()], episodes: [{ ...begun, enrolledAt: NOW }] })).toBeUndefined()
    expect(place({ relances: [relance()], episodes: [{ ...begun, ruleId: 's' }] })).toBeUndefined()
    expect(place({ relances: [relance({ enrolmentId: 'f' })] })).toBeUndefined()
  })

  it('is the first step of a later episode, from its beginning', () => {
    const second = {
      ...begun,
      id: 'f',
      episode: 2,
      begunBy: 'reopened' as const,
      begunAt: NOW - DAY,
      enrolledAt: NOW - DAY,
    }
    const lead = aLead({ reopenedAt: NOW - DAY, resubmittedAt: NOW - HOUR })
    expect(place({ lead, relances: [relance()], episodes: [begun, second] })).toMatchObject({
      ...{ id: 'f', episode: 2, begunBy: 'reopened', step: 1, dueAt: NOW + 2 * DAY, returnSeenAt: NOW - DAY },
    })
  })

  it('is over after the last step', () => {
    const last = relance({ step: 2, recordedAt: NOW - HOUR, deliverAt: NOW - 1 })
    expect(place({ relances: [relance(), last] })).toMatchObject({
      ...{ state: 'ended', reason: 'last_step', stoppedAt: NOW - HOUR, dueAt: NOW - 1, nextDueAt: null, step: 3 },
    })
  })

  it('is over by an answer before, where the rule stops on answers', () => {
    const answered = relance({ outcome: 'replied', outcomeAt: NOW - HOUR })
    expect(place({ relances: [answered] })).toMatchObject({ state: 'ended', reason: 'replied', stoppedAt: NOW - HOUR })
    expect(place({ relances: [answered] }, { stopOn: [] })).toMatchObject({ state: 'active' })
    expect(place({ relances: [{ ...answered, outcomeAt: NOW }] })).toMatchObject({ state: 'active' })
    expect(place({ relances: [{ ...answered, outcome: 'no_answer' }] })).toMatchObject({ state: 'active' })
    expect(place({ relances: [{ ...answered, outcomeAt: begun.enrolledAt - 1 }] })).toMatchObject({ state: 'active' })
  })
})

it('of contacts, the latest of ours and the latest of all are known', () => {
  const ours = (id: string, at: number) => aContact({ id, at })
  const theirs = (id: string, at: number) => aContact({ id, at, direction: 'inbound' })
  const ids = (...all: ReturnType<typeof ours>[]) => latestOf(all).map(({ id }) => id)
  expect(ids(ours('a', 1), theirs('b', 3), ours('c', 2))).toEqual(['c', 'b'])
  expect(ids(ours('a', 1), ours('b', 3), theirs('c', 2))).toEqual(['b'])
  expect(ids(theirs('a', 1))).toEqual(['a'])
  expect(ids()).toEqual([])
})

it('relances of a simulation and of the past have the same names', () => {
  expect(relanceIdOf({ enrolmentId: 'e', step: 2 })).toBe('e 2')
})
