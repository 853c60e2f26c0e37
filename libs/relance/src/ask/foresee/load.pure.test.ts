import { addToLoad, listLoad, type Load } from './load.pure.ts'
import type { FutureRelance } from './simulate.pure.ts'
import { aLead, aRule } from '../../decide/test/cases.ts'

const relance = (iso: string, closerId: string | null, ruleId = 'r') =>
  ({ decision: { lead: aLead({ closerId }), rule: aRule(ruleId), deliverAt: Date.parse(iso) } }) as FutureRelance

it('relances are counted by day in the company’s zone, closer and rule, in that order', () => {
  const load: Load = new Map()
  const all = [
    relance('2026-03-11T09:00:00Z', 'ana'),
    // Already Wednesday in Paris.
    relance('2026-03-10T23:00:00Z', 'ana'),
    relance('2026-03-10T22:59:59Z', 'ana'),
    relance('2026-03-11T09:00:00Z', null),
    relance('2026-03-11T09:00:00Z', 'ana', 'q'),
    relance('2026-03-11T09:00:00Z', 'ben'),
  ]
  for (const one of all) addToLoad(load, one, 'Europe/Paris')
  const cells = listLoad(load).map(({ on, closerId, ruleId, relances }) => [on, closerId, ruleId, relances])
  expect(cells).toEqual([
    ['2026-03-10', 'ana', 'r', 1],
    ['2026-03-11', null, 'r', 1],
    ['2026-03-11', 'ana', 'q', 1],
    ['2026-03-11', 'ana', 'r', 2],
    ['2026-03-11', 'ben', 'r', 1],
  ])
  expect(listLoad(load)[0]?.channel).toBe('closer')
})
