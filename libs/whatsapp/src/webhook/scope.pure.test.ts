/** Whom an object of a webhook is about: a contact beside it is the person's only if nothing speaks against it. */
import type { Json } from './json.pure.ts'
import { contactOf, instant, lineOf, namesIn, type Scope, scopeOf } from './scope.pure.ts'

const scope = (contacts: Json[], one: Partial<Scope> = {}): Scope => ({
  receivedAt: 7,
  contacts,
  isOfOne: true,
  numberId: null,
  ...one,
})
const ZOE = { wa_id: '33639980001', user_id: 'FR.1', parent_user_id: 'FR.ENT.1', profile: { username: '@Zoe' } }
const IDA = { wa_id: '33639980002', user_id: 'FR.2' }

it('of a change are told its number, its contacts, and whether it is of one object', () => {
  const value = { contacts: [ZOE], messages: [{}], metadata: { phone_number_id: 'n1' } }
  expect(scopeOf(value, 7)).toEqual(scope([ZOE], { numberId: 'n1' }))
  expect(scopeOf({ ...value, statuses: [{}] }, 7).isOfOne).toBe(false)
  expect(scopeOf({ contacts: [] }, 7)).toEqual(scope([], { isOfOne: false }))
  for (const list of ['messages', 'statuses', 'message_echoes', 'user_preferences', 'calls']) {
    expect([list, scopeOf({ [list]: [{}] }, 7).isOfOne]).toEqual([list, true])
  }
})

it('an instant that is left out is when the change came', () => {
  expect([instant('5', scope([])), instant(null, scope([]))]).toEqual([5_000, 7])
})

it('a message is of the number it was sent to, and of a group where it says so', () => {
  expect(lineOf(scope([]), {})).toEqual({})
  expect(lineOf(scope([], { numberId: 'n1' }), { group_id: 'g' })).toEqual({ numberId: 'n1', isGroup: true })
  expect(lineOf(scope([]), { recipient_type: 'group' })).toEqual({ isGroup: true })
  expect(lineOf(scope([]), { recipient_type: 'individual', group_id: '' })).toEqual({})
})

describe('the contact beside a message is', () => {
  it.each<[string, Scope, string | null, string | null, Json]>([
    ['the one with its number', scope([IDA, ZOE]), '+33639980001', null, ZOE],
    ['the one with its id', scope([ZOE, IDA]), null, 'FR.2', IDA],
    ['none of several that are not named', scope([ZOE, IDA]), null, null, {}],
    ['none where there is none', scope([]), '+33639980001', null, {}],
    ['the only one, of one object without a number', scope([ZOE]), null, null, ZOE],
    ['none, of several objects without a number', scope([ZOE], { isOfOne: false }), null, null, {}],
    ['the only one, whose id is left out', scope([{ wa_id: '33639980001' }]), null, 'FR.1', { wa_id: '33639980001' }],
    ['none with another id', scope([ZOE]), '+33639980009', 'FR.9', {}],
    ['none with another number', scope([ZOE]), '+33639980009', null, {}],
    [
      'the one with the number in another national form',
      scope([{ wa_id: '551188887001' }]),
      '+5511988887001',
      null,
      { wa_id: '551188887001' },
    ],
    [
      'the only one without a number, of one object',
      scope([{ user_id: 'FR.1' }]),
      '+33639980001',
      null,
      { user_id: 'FR.1' },
    ],
    [
      'none without a number, of several objects',
      scope([{ user_id: 'FR.1' }], { isOfOne: false }),
      '+33639980001',
      null,
      {},
    ],
  ])('%s', (_, one, from, userId, expected) => {
    expect(contactOf(one, from, userId)).toEqual(expected)
  })
})

it('a person is called by what the object says, and by the contact where it says nothing', () => {
  const names = (given: Partial<Parameters<typeof namesIn>[1]>, contact: Json = ZOE) =>
    namesIn(scope([contact]), { from: null, userId: null, parentUserId: null, ...given })
  expect(names({})).toEqual({ from: '+33639980001', userId: 'FR.1', parentUserId: 'FR.ENT.1', username: 'zoe' })
  expect(names({ from: '33639980001', parentUserId: 'FR.ENT.9' })).toMatchObject({ parentUserId: 'FR.ENT.9' })
  expect(names({ userId: 'FR.9' }, IDA)).toEqual({ from: null, userId: 'FR.9' })
  expect(names({}, { wa_id: '33639980001', username: 'Ida' })).toEqual({
    from: '+33639980001',
    userId: null,
    username: 'ida',
  })
})
