import fc from 'fast-check'
import { type Identity, IDENTITY_KINDS, LEARNT_FROM, mergeIdentities } from './identities.pure.ts'

const id = (value: string, learntAt: number, one: Partial<Identity> = {}): Identity => ({
  ...{ kind: 'user_id', value, learntFrom: 'status', learntAt },
  ...one,
})

it('of what was learnt of one name the first counts', () => {
  expect(mergeIdentities([id('a', 5)], [id('a', 3, { learntFrom: 'reply' }), id('a', 9)])).toEqual([
    id('a', 3, { learntFrom: 'reply' }),
  ])
  expect(mergeIdentities([id('a', 5, { learntFrom: 'status' })], [id('a', 5, { learntFrom: 'reply' })])).toEqual([
    id('a', 5, { learntFrom: 'reply' }),
  ])
})

it('names of another kind are others', () => {
  const names = [id('a', 1, { kind: 'username' }), id('a', 2), id('b', 3)]
  expect(mergeIdentities([], names)).toEqual([id('a', 2), id('b', 3), id('a', 1, { kind: 'username' })])
})

it('told in any order, again, or in parts, it comes to the same', () => {
  const identity = fc.record({
    kind: fc.constantFrom(...IDENTITY_KINDS),
    value: fc.constantFrom('a', 'b'),
    learntFrom: fc.constantFrom(...LEARNT_FROM),
    learntAt: fc.nat(3),
  })
  fc.assert(
    fc.property(fc.array(identity), fc.array(identity), (one, other) => {
      const merged = mergeIdentities(one, other)
      expect(mergeIdentities(other, one)).toEqual(merged)
      expect(mergeIdentities(merged, [...one, ...other].reverse())).toEqual(merged)
      expect(mergeIdentities(mergeIdentities([], one), other)).toEqual(merged)
      expect(new Set(merged.map(({ kind, value }) => `${kind} ${value}`)).size).toBe(merged.length)
    }),
  )
})
