/** A rule replayed over a lead's past: what would have been the same, moved, left out or new. NOW is a Tuesday, 10:00 in Paris. */
import { createBacktester } from './backtest.pure.ts'
import type { Fact, LeadHistory, RecordedRelance } from './history.pure.ts'
import { scansAlways } from './simulate.pure.ts'
import type { PlannedRule } from '../../decide/plan.ts'
import { aContact, aFrequency, aLead, aPlan, aRule, aState, NOW } from '../../decide/test/cases.ts'
import { DAY, HOUR } from '../../ground/time.ts'

const always = aFrequency({ window: { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' } })
const relance = (step: number, days: number, one: Partial<RecordedRelance> = {}): RecordedRelance => ({
  ...{
    ruleId: 'r',
    enrolmentId: 'e',
    episode: 1,
    step,
    closerId: 'ana',
    recordedAt: NOW + days * DAY,
    deliverAt: NOW + days * DAY,
  },
  ...{ confirmedAt: null, outcome: null, outcomeAt: null },
  ...one,
})
interface Past {
  recorded?: RecordedRelance[]
  facts?: Fact[]
  lead?: Parameters<typeof aLead>[0]
}
const past = ({ recorded = [], facts = [], lead = {} }: Past): LeadHistory => ({
  state: aState({ lead: aLead({ createdAt: NOW - 3 * DAY, closerId: 'ana', recent: [], ...lead }), isChanged: true }),
  facts,
  recorded,
})
/** A lead that is due at the start, and again after three days. */
const test = (pasts: Past[], rule: Partial<PlannedRule> = {}) => {
  const planned = aRule('r', { frequency: always, ...rule })
  const tester = createBacktester(planned, aPlan([]), { from: NOW, until: NOW + 20 * DAY, nextScan: scansAlways })
  for (const one of pasts) tester.add(past(one))
  return tester.result()
}
const fates = (...asked: Parameters<typeof test>) => {
  const { same, moved, removed, added } = test(...asked)
  return { same, moved, removed, added }
}

it('what would come on its day is the same, on another is moved, never is removed, and the rest is new', () => {
  expect(fates([{ recorded: [relance(1, 0), relance(2, 3)] }])).toEqual({ same: 2, moved: 0, removed: 0, added: 0 })
  expect(fates([{ recorded: [relance(1, 1), relance(3, 6)] }])).toEqual({ same: 0, moved: 1, removed: 1, added: 1 })
  expect(fates([{ recorded: [relance(1, 0, { episode: 2 })] }])).toEqual({ same: 0, moved: 0, removed: 1, added: 2 })
  expect(test([{}, {}])).toMatchObject({ leads: 2, added: 4, isComplete: true, from: NOW, until: NOW + 20 * DAY })
})

it('days and outcomes are counted with what became of them, each closer’s apart', () => {
  const recorded = [
    relance(1, 0, { outcome: 'won' }),
    relance(2, 4),
    relance(3, 4, { closerId: null, outcome: 'replied' }),
  ]
  const { outcomes, days } = test([{ recorded }])
  expect(outcomes).toEqual({ same: { won: 1 }, moved: { none: 1 }, removed: { replied: 1 } })
  const none = { recorded: 0, replayed: 0, added: 0, moved: 0, removed: 0 }
  expect(days).toEqual([
    { ...none, on: '2026-03-10', closerId: 'ana', recorded: 1, replayed: 1 },
    { ...none, on: '2026-03-13', closerId: 'ana', replayed: 1, moved: 1 },
    { ...none, on: '2026-03-14', closerId: null, recorded: 1, removed: 1 },
    { ...none, on: '2026-03-14', closerId: 'ana', recorded: 1 },
  ])
})

it('nothing is replayed before the start, or before the lead was there', () => {
  const [first] = test([{ lead: { createdAt: NOW - 9 * DAY } }]).days
  expect(first?.on).toBe('2026-03-10')
  expect(fates([{ lead: { createdAt: NOW + 18 * DAY } }]).added).toBe(0)
  expect(fates([{ lead: { createdAt: NOW + 16 * DAY } }]).added).toBe(1)
})

describe('what happened to the lead', () => {
  const at = NOW + HOUR
  const added = (fact: Fact, rule: Partial<PlannedRule> = {}) => test([{ facts: [fact] }], rule)

  it('an answer ends a cadence that stops on answers', () => {
    expect(added({ kind: 'replied', at }).added).toBe(1)
    expect(added({ kind: 'replied', at }, { stopOn: [] }).added).toBe(2)
    expect(added({ kind: 'replied', at: NOW + 4 * DAY }).added).toBe(2)
  })

  it('a change of the lead is followed', () => {
    expect(added({ kind: 'lead', at, patch: { optedOutAt: at } }).added).toBe(1)
  })

  it('a contact puts off what comes after it, where the rule says so', () => {
    const facts: Fact[] = [
      { kind: 'confirmed', at, step: 1, id: 'e 1' },
      { kind: 'lead', at: NOW + DAY, patch: { lastContactAt: NOW + DAY } },
      { kind: 'contact', at: NOW + DAY, contact: aContact({ at: NOW + DAY }) },
    ]
    const days = (rule: Partial<PlannedRule>) => test([{ facts }], rule).days.map(({ on }) => on)
    expect(days({})).toEqual(['2026-03-10', '2026-03-13'])
    expect(days({ onContact: 'restart_delay' })).toEqual(['2026-03-10', '2026-03-14'])
    expect(days({ onContact: 'stop' })).toEqual(['2026-03-10'])
  })

  it('a relance of another rule is kept at a distance, and the collision is counted', () => {
    const other: Fact = {
      kind: 'relance',
      at: NOW + 3 * DAY - HOUR,
      relance: relance(1, 3, { ruleId: 's', enrolmentId: 'f', deliverAt: NOW + 3 * DAY - HOUR }),
    }
    const { collisions, days } = added(other)
    expect(collisions).toBe(1)
    expect(days.map(({ on }) => on)).toEqual(['2026-03-10', '2026-03-14'])
    expect(added({ kind: 'replied', at: NOW + 9 * DAY }).collisions).toBe(0)
    const moved: Fact = { kind: 'moved', at: NOW + 3 * DAY - HOUR, id: 'f 1', deliverAt: NOW + 5 * DAY }
    expect(test([{ facts: [other, moved] }]).days.map(({ on }) => on)).toEqual(['2026-03-10', '2026-03-16'])
  })

  it('a confirmation has the next step count from it', () => {
    const days = (fact: Fact) => added(fact).days.map(({ on }) => on)
    expect(days({ kind: 'confirmed', at: NOW + 2 * DAY, step: 1, id: 'e 1' })).toEqual(['2026-03-10', '2026-03-15'])
    // Of another rule, it only keeps its distance.
    expect(days({ kind: 'confirmed', at: NOW + 2 * DAY, step: null, id: 'f 1' })).toEqual(['2026-03-10', '2026-03-13'])
  })
})
