/** Words may be changed until they are sent, and what the template said is never lost. */
import { decideReword, type Wording } from './reword.pure.ts'
import type { Item } from './act.pure.ts'

const ada = { id: 'ada', name: 'Ada', isManager: false }
const bob = { id: 'bob', name: 'Bob', isManager: false }
const written: Wording = { message: 'Bonjour Zoé', writtenMessage: null }
const itemIn = (state: Item['state'], rest: Partial<Item> = {}) =>
  ({ state, channel: 'closer', last: null, ...rest }) as unknown as Item

it.each(['due', 'opened', 'snoozed'] as const)('of what is %s', (state) => {
  expect(decideReword(itemIn(state), written, 'Salut Zoé', ada)).toEqual({
    kind: 'change',
    wording: { message: 'Salut Zoé', writtenMessage: 'Bonjour Zoé' },
  })
})

it('keeps the template’s words through a second change, and knows them when they are put back', () => {
  const changed = { message: 'Salut Zoé', writtenMessage: 'Bonjour Zoé' }
  expect(decideReword(itemIn('due'), changed, 'Coucou Zoé', ada)).toMatchObject({
    wording: { message: 'Coucou Zoé', writtenMessage: 'Bonjour Zoé' },
  })
  expect(decideReword(itemIn('due'), changed, 'Bonjour Zoé', ada)).toMatchObject({
    wording: { message: 'Bonjour Zoé', writtenMessage: null },
  })
  expect(decideReword(itemIn('due'), changed, 'Salut Zoé', ada)).toEqual({ kind: 'unchanged' })
})

it('refuses what is sent, what a channel sends by itself, and what a colleague has in WhatsApp', () => {
  const whyOf = (item: Item) => {
    const decision = decideReword(item, written, 'Salut', ada)
    return decision.kind === 'refused' ? decision.refused.why : decision.kind
  }
  const last = { kind: 'open' as const, actorId: bob.id, actorName: bob.name }
  expect(whyOf(itemIn('sent'))).toBe('already_settled')
  expect(whyOf(itemIn('withdrawn'))).toBe('move_refused')
  expect(whyOf(itemIn('queued', { channel: 'whatsapp' }))).toBe('move_refused')
  expect(whyOf(itemIn('opened', { last }))).toBe('taken')
  expect(whyOf(itemIn('due', { last }))).toBe('change')
})
