/** What was written on the phone confirms the relance it says, and is a contact otherwise. */
import { decideEchoes, writtenOnPhone } from './echoes.pure.ts'
import type { EchoEvent, OpenItem } from './received.pure.ts'
import { anInbound } from './test/received-cases.ts'

const echo = (one: Partial<EchoEvent> = {}): EchoEvent => ({
  ...{ kind: 'echo', messageId: 'e1', inReplyTo: null, at: 10, content: 'text', text: 'Bonjour Zoé, ça va bien ?' },
  ...{ from: '+33639980001', userId: null },
  ...one,
})
const item = (one: Partial<OpenItem> = {}): OpenItem => ({
  ...{ relanceId: 's1', leadId: 'l1', message: 'Bonjour Zoé, ça va bien ?', recordedAt: 5, takenBackAt: null },
  ...one,
})
const decide = (events: EchoEvent[], items: OpenItem[] = [item()]) =>
  decideEchoes(
    events.map((event) => ({ leadId: 'l1', event })),
    items,
  )
const isConfirmed = (event: Partial<EchoEvent>, one: Partial<OpenItem> = {}): boolean =>
  decide([echo(event)], [item(one)]).confirmed.length === 1

it('messages of known leads are looked at once', () => {
  const owners = {
    ownerOf: (event: { kind: string }) => (event === stranger ? undefined : 'l1'),
    phones: new Map(),
    learnt: new Map(),
  }
  const stranger = echo({ messageId: 'e9' })
  const all = [echo(), anInbound(), stranger, echo({ messageId: 'known' })]
  expect(writtenOnPhone(all, owners, ['known'])).toEqual([{ leadId: 'l1', event: all[0] }])
})

it('what says the same confirms the item, and is no contact beside it', () => {
  expect(decide([echo()])).toMatchObject({
    confirmed: [{ relanceId: 's1', leadId: 'l1', takenBackSince: null }],
    contacted: [],
  })
})

it.each([
  ['without accents, capitals and marks', 'BONJOUR zoe ca va bien', true],
  ['with one word of five changed', 'Bonjour Zoé, ça va mieux ?', true],
  ['with two words of five changed', 'Bonjour Zoé, tout va mieux ?', false],
  ['in other words', 'À demain', false],
  ['with every word said five times', 'Bonjour '.repeat(5), false],
  ['without a word', '…', false],
])('the item is known %s: %s', (_, text, expected) => {
  expect(isConfirmed({ text })).toBe(expected)
})

it('a message without a text, or of another lead, confirms nothing', () => {
  expect(isConfirmed({ text: null })).toBe(false)
  expect(isConfirmed({}, { leadId: 'l2' })).toBe(false)
  expect(isConfirmed({ text: '…' }, { message: '…' })).toBe(false)
})

it('nothing is confirmed before it was recorded, nor once it was taken back', () => {
  expect(isConfirmed({ at: 4 })).toBe(false)
  expect(isConfirmed({ at: 5 })).toBe(true)
  expect(isConfirmed({ at: 10 }, { takenBackAt: 9 })).toBe(false)
  expect(decide([echo()], [item({ takenBackAt: 10 })]).confirmed).toMatchObject([{ takenBackSince: 10 }])
})

it('an item is confirmed once, by the first that says it; the others are contacts', () => {
  const { confirmed, contacted } = decide(
    [echo({ messageId: 'e2', at: 12 }), echo({ messageId: 'e3', at: 10 }), echo({ at: 10 })],
    [item({ takenBackAt: 20 })],
  )
  expect(confirmed).toMatchObject([{ takenBackSince: 10 }])
  expect(contacted).toEqual([
    { id: 'e3', leadId: 'l1', at: 10 },
    { id: 'e2', leadId: 'l1', at: 12 },
  ])
})

it.each(['reaction', 'removed', 'deleted', 'edited', 'welcome'] as const)(
  '%s says nothing, and stands in the timeline',
  (content) => {
    expect(decide([echo({ content })])).toMatchObject({ confirmed: [], contacted: [], messages: [{ id: 'e1' }] })
  },
)

it('a message stands in the timeline as ours, without what no database takes, and not without end', () => {
  expect(decide([echo({ text: `a\0b${'x'.repeat(5_000)}` })]).messages[0]).toMatchObject({
    ...{ id: 'e1', leadId: 'l1', at: 10, content: 'text', isReply: false, direction: 'outbound', about: null },
    text: `ab${'x'.repeat(4_094)}`,
  })
  const about = (content: EchoEvent['content']) => decide([echo({ content, inReplyTo: 'm', text: null })]).messages[0]
  expect(about('edited')).toMatchObject({ about: 'm', text: null })
  expect(about('text')).toMatchObject({ about: null })
})
