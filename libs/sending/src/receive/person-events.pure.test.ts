import type { ChannelEvent } from '@relance/relance/core'
import { allNames, isOfPerson, namesAfter, namesOf, type PersonEvent } from './person-events.pure.ts'
import { anInbound, aStatus } from './test/received-cases.ts'

const inbound = anInbound({
  userId: 'u',
  parentUserId: 'p',
  username: 'zoe',
  inReplyTo: 'm1',
  sharedPhone: '+33639980009',
})
const echo: PersonEvent = {
  kind: 'echo',
  messageId: 'e',
  inReplyTo: 'm2',
  at: 1,
  content: 'text',
  text: 'x',
  from: '+33639980001',
  userId: null,
}
const preference: PersonEvent = { kind: 'preference', at: 1, wantsMarketing: false, from: null, userId: 'u' }
const numberChanged: PersonEvent = {
  kind: 'number_changed',
  at: 1,
  from: '+33639980001',
  to: '+33639980002',
  userId: 'v',
  previousUserId: 'u',
}
const idChanged: PersonEvent = { kind: 'user_id_changed', at: 1, from: null, previousUserId: 'u', userId: 'v' }

it('events about a person are told from those about messages, templates and the account', () => {
  for (const event of [inbound, echo, preference, numberChanged, idChanged]) expect(isOfPerson(event)).toBe(true)
  const others: ChannelEvent[] = [aStatus('s1', 'read'), { kind: 'account_notice', what: 'x', at: 1 }]
  for (const event of others) expect(isOfPerson(event)).toBe(false)
})

it('a person is called by number and ids, and is whom the message they answer was sent to', () => {
  expect(namesOf(inbound)).toEqual({
    from: '+33639980001',
    userId: 'u',
    parentUserId: 'p',
    username: 'zoe',
    about: 'm1',
  })
  expect(namesOf(echo)).toEqual({ from: '+33639980001', userId: null, about: 'm2' })
  expect(namesOf(preference)).toEqual({ from: null, userId: 'u' })
})

it('a change names the person before and after', () => {
  expect(namesOf(numberChanged)).toEqual({ from: '+33639980001', userId: 'u' })
  expect(namesAfter(numberChanged)).toEqual({ from: '+33639980002', userId: 'v' })
  const bare: PersonEvent = { kind: 'number_changed', at: 1, from: '+1', to: '+2' }
  expect([namesOf(bare), namesAfter(bare)]).toEqual([
    { from: '+1', userId: null },
    { from: '+2', userId: null },
  ])
  expect([namesOf(idChanged), namesAfter(idChanged)]).toEqual([{ from: null, userId: 'u' }, { userId: 'v' }])
})

it('a number that a person shares is theirs afterwards, and what changes nothing names nobody anew', () => {
  expect(namesAfter(inbound)).toEqual({ from: '+33639980009' })
  expect(namesAfter(anInbound())).toEqual({ from: null })
  expect([namesAfter(echo), namesAfter(preference)]).toEqual([{}, {}])
})

it('all names of a person are asked for, numbers in every national form, each once', () => {
  expect(allNames(inbound)).toEqual(['+33639980001', 'u', 'p', 'zoe', '+33639980009'])
  const brazilian = anInbound({ from: '+5511988887001' })
  expect(allNames(brazilian)).toEqual(expect.arrayContaining(['+5511988887001', '+551188887001']))
  expect(allNames(anInbound({ sharedPhone: '+33639980001' }))).toEqual(['+33639980001'])
})
