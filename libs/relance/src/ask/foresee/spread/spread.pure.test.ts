/** Full days are spread: who stays, who moves, and never out of sight. NOW is a Tuesday, 10:00 in Paris. */
import {
  addDays,
  bySpreadRank,
  candidateOf,
  type DailyLoad,
  loadKey,
  place,
  type SpreadCandidate,
} from './spread.pure.ts'
import { createSimulator, type NextScan, scansAlways, scansAt } from '../simulate.pure.ts'
import type { LeadState } from '../../../decide/lead-state.ts'
import type { PlannedRule } from '../../../decide/plan.ts'
import { followedUntil } from '../../../decide/settle-state.ts'
import { aLead, anEnrolment, aPlan, aRule, aState, NOW } from '../../../decide/test/cases.ts'
import { DAY } from '../../../ground/time.ts'

const world = (rule: Partial<PlannedRule> = {}, nextScan: NextScan = scansAlways, days = 12) => {
  const plan = aPlan([aRule('r', rule)])
  return {
    plan,
    followed: followedUntil(plan, NOW),
    simulator: createSimulator(plan, nextScan),
    nextScan,
    from: NOW,
    until: NOW + days * DAY,
  }
}
const stateOf = (state: Partial<LeadState> = {}): LeadState =>
  aState({ lead: aLead({ closerId: 'ana' }), enrolments: [anEnrolment({ step: 1 })], ...state })
const full = (...days: string[]): DailyLoad => new Map(days.map((on) => [loadKey('ana', `2026-03-${on}`), 1]))
const placed = (load: DailyLoad, { state = stateOf(), limit = 1, within = world() } = {}) =>
  place(state, candidateOf(state, within) as SpreadCandidate, load, limit, within)

it('days are counted for each closer, and taken off again', () => {
  const load: DailyLoad = new Map()
  addDays(load, 'ana', ['2026-03-10', '2026-03-10', '2026-03-11'])
  addDays(load, 'ben', ['2026-03-10'])
  addDays(load, 'ana', ['2026-03-10'], -1)
  expect(Object.fromEntries(load)).toEqual({ 'ana 2026-03-10': 1, 'ana 2026-03-11': 1, 'ben 2026-03-10': 1 })
})

describe('what a lead brings its closer', () => {
  it('is told by day, with what it is ranked by', () => {
    expect(candidateOf(stateOf(), world({ priority: 4 }))).toEqual({
      ...{ leadId: 'l', closerId: 'ana', priority: 4, dueAt: NOW, days: ['2026-03-10', '2026-03-13'] },
    })
  })

  it('is nothing of nobody’s lead, of one that nothing is to come for, and of a channel that sends by itself', () => {
    expect(candidateOf(stateOf({ lead: aLead() }), world())).toBeNull()
    expect(
      candidateOf(
        stateOf({ enrolments: [anEnrolment({ state: 'ended', reason: 'replied', nextDueAt: null })] }),
        world(),
      ),
    ).toBeNull()
    expect(candidateOf(stateOf(), world({ channel: 'whatsapp' }))).toBeNull()
  })
})

it('the highest priority keeps its day, then who was due longest, then ids in their order', () => {
  const one = (leadId: string, priority: number, dueAt: number): SpreadCandidate => ({
    leadId,
    closerId: 'ana',
    priority,
    dueAt,
    days: [],
  })
  const ranked = [one('a', 1, 5), one('c', 2, 9), one('b', 2, 9), one('d', 2, 7)].sort(bySpreadRank)
  expect(ranked.map(({ leadId }) => leadId)).toEqual(['d', 'b', 'c', 'a'])
})

describe('a lead', () => {
  it('keeps its days while they have room', () => {
    expect(placed(full('11', '12'))).toEqual({ days: ['2026-03-10', '2026-03-13'], move: null, isOver: false })
    expect(placed(full('10'), { limit: 2 })).toMatchObject({ move: null, isOver: false })
  })

  it('moves to the first day from which all of its relances have room', () => {
    const to = Date.parse('2026-03-10T23:00:00Z')
    expect(placed(full('10'))).toEqual({
      days: ['2026-03-11', '2026-03-16'],
      move: {
        ...{ leadId: 'l', closerId: 'ana', fromOn: '2026-03-10', toOn: '2026-03-11', to },
        enrolments: [{ id: 'e', ruleId: 'r', step: 1, from: NOW, reason: null }],
      },
      isOver: false,
    })
    expect(placed(full('10', '11')).move?.toOn).toBe('2026-03-12')
    expect(placed(full('10', '16')).move?.toOn).toBe('2026-03-17')
  })

  it('moves for a later relance that finds its day full, and is over where only the first has room', () => {
    expect(placed(full('13')).move?.toOn).toBe('2026-03-11')
    const most = full('10', '16', '17', '18', '19', '20', '23', '24', '25')
    expect(placed(most)).toMatchObject({ isOver: true, move: { toOn: '2026-03-11' } })
  })

  it('stays, over the limit, where no day has room, and where scans end', () => {
    const days = ['10', '11', '12', '13', '16', '17', '18', '19', '20', '23']
    expect(placed(full(...days))).toMatchObject({ days: ['2026-03-10', '2026-03-13'], move: null, isOver: true })
    expect(placed(full('10'), { within: world({}, scansAt([NOW])) })).toMatchObject({ move: null, isOver: true })
  })

  it('stays where the next run would undo the move', () => {
    expect(placed(full('10'), { state: stateOf({ isChanged: true }) })).toMatchObject({ move: null, isOver: true })
  })

  it('stays where nothing of it is due', () => {
    const [none, candidate] = [stateOf({ enrolments: [] }), candidateOf(stateOf(), world()) as SpreadCandidate]
    expect(place(none, candidate, full('10'), 1, world())).toMatchObject({ move: null, isOver: true })
  })

  it('is not moved with what is due later already', () => {
    const later = anEnrolment({ id: 'f', ruleId: 's', step: 1, dueAt: NOW + 9 * DAY, nextDueAt: NOW + 9 * DAY })
    const { move } = placed(full('10'), { state: stateOf({ enrolments: [anEnrolment({ step: 1 }), later] }) })
    expect(move?.enrolments.map(({ id }) => id)).toEqual(['e'])
  })
})
