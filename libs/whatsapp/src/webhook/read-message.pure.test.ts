import type { Json } from './json.pure.ts'
import { aboutOf, readCall, readContent, readMessage } from './read-message.pure.ts'
import type { Scope } from './scope.pure.ts'

const scope: Scope = { receivedAt: 7, contacts: [], isOfOne: true, numberId: 'n1' }
const message = (one: Json = {}): Json => ({
  id: 'in1',
  from: '33639980001',
  timestamp: '5',
  type: 'text',
  text: { body: 'Oui' },
  ...one,
})
const content = (type: string, one: Json = {}) => readContent({ type, ...one })

it('a message is read with who wrote it, when, to which number, and what it answers', () => {
  const written = message({ from_user_id: 'FR.1', from_parent_user_id: 'FR.ENT.1', context: { id: 'm1' } })
  expect(readMessage(written, scope)).toEqual([
    {
      ...{ kind: 'inbound', messageId: 'in1', from: '+33639980001', userId: 'FR.1', parentUserId: 'FR.ENT.1' },
      ...{ inReplyTo: 'm1', at: 5_000, content: 'text', text: 'Oui', payload: null, numberId: 'n1' },
    },
  ])
  expect(readMessage(message({ id: '' }), scope)).toEqual([])
})

it.each<[string, Json, string | null]>([
  ['answers', { context: { id: 'm1' }, reaction: { message_id: 'm2' } }, 'm1'],
  ['reacts to', { reaction: { message_id: 'm2' } }, 'm2'],
  ['edits', { edit: { original_message_id: 'm3' } }, 'm3'],
  ['takes back', { revoke: { original_message_id: 'm4' } }, 'm4'],
  ['says without another', {}, null],
])('the message that one %s is found', (_, one, expected) => {
  expect(aboutOf(one)).toBe(expected)
})

it.each<[string, Json, string, string | null, string | null]>([
  ['text', { text: { body: 'Oui' } }, 'text', 'Oui', null],
  ['button', { button: { text: 'Stop', payload: 'p' } }, 'button', 'Stop', 'p'],
  ['interactive', { interactive: { type: 'x', button_reply: { title: 'Non', id: 'b' } } }, 'interactive', 'Non', 'b'],
  ['interactive', { interactive: { nfm_reply: { body: 'Sent' } } }, 'interactive', 'Sent', null],
  ['interactive', {}, 'interactive', null, null],
  ['reaction', { reaction: { emoji: '👍' } }, 'reaction', '👍', null],
  ['reaction', { reaction: { emoji: '' } }, 'removed', null, null],
  ['edit', { edit: { message: { type: 'text', text: { body: 'Oui' } } } }, 'edited', 'Oui', null],
  ['revoke', {}, 'deleted', null, null],
  ['image', { image: { caption: 'Moi', name: 'x' } }, 'image', 'Moi', null],
  ['document', { document: { text: 'Lui', name: 'x' } }, 'document', 'Lui', null],
  ['location', { location: { name: 'Ici' } }, 'location', 'Ici', null],
  ['audio', { audio: {} }, 'audio', null, null],
  ['audio', { audio: { voice: true } }, 'voice', null, null],
  ['video', { video: { voice: true } }, 'video', null, null],
  ['request_welcome', {}, 'welcome', null, null],
  ['unsupported', {}, 'other', null, null],
  ['', {}, 'other', null, null],
])('%s %j is %s', (type, one, kind, text, payload) => {
  expect(content(type, one)).toEqual({ content: kind, text, payload })
})

describe('a number in a card', () => {
  const card = (phone: Json, one: Json = {}) =>
    readMessage(
      message({ type: 'contacts', contacts: [{ phones: [phone] }], origin: 'contact_request', ...one }),
      scope,
    )[0]
  it('is the person’s own where we had asked for it', () => {
    expect(card({ wa_id: '33639980002', phone: '+33639980003' })).toMatchObject({ sharedPhone: '+33639980002' })
    expect(card({ phone: '+33 6 39 98 00 03' })).toMatchObject({ sharedPhone: '+33639980003' })
  })

  it('is somebody else’s otherwise', () => {
    expect(card({ wa_id: '33639980002' }, { origin: 'other' })).not.toHaveProperty('sharedPhone')
    expect(card({ wa_id: '33639980002' }, { type: 'text' })).not.toHaveProperty('sharedPhone')
    expect(card({})).not.toHaveProperty('sharedPhone')
  })
})

describe('a note of the system', () => {
  const system = (one: Json, more: Json = {}) => readMessage(message({ type: 'system', system: one, ...more }), scope)
  const told = { at: 5_000, numberId: 'n1' }

  it('tells of a new number, with the ids that change with it', () => {
    const changed = { kind: 'number_changed', from: '+33639980001', to: '+33639980002', ...told }
    expect(system({ type: 'user_changed_number', wa_id: '33639980002' })).toEqual([changed])
    expect(system({ type: 'customer_changed_number', new_wa_id: '33639980002' })).toEqual([changed])
    const ids = { user_id: 'FR.2', previous_user_id: 'FR.1' }
    expect(system({ type: 'user_changed_number', wa_id: '33639980002', ...ids })).toEqual([
      { ...changed, userId: 'FR.2', previousUserId: 'FR.1' },
    ])
  })

  it('tells of a new id, with the one before', () => {
    const changed = { kind: 'user_id_changed', from: '+33639980001', previousUserId: 'FR.1', userId: 'FR.2', ...told }
    expect(system({ type: 'user_changed_user_id', user_id: 'FR.2', previous_user_id: 'FR.1' })).toEqual([changed])
    expect(system({ type: 'user_changed_user_id', user_id: 'FR.2' }, { from_user_id: 'FR.1' })).toEqual([changed])
    expect(system({ type: 'user_changed_number', user_id: 'FR.2', previous_user_id: 'FR.1' })).toEqual([changed])
  })

  it.each<[string, Json]>([
    ['of the same id', { type: 'user_changed_user_id', user_id: 'FR.1', previous_user_id: 'FR.1' }],
    ['without the id before', { type: 'user_changed_user_id', user_id: 'FR.2' }],
    ['without the new one', { type: 'user_changed_user_id', previous_user_id: 'FR.1' }],
    ['of another kind', { type: 'customer_identity_changed', user_id: 'FR.2', previous_user_id: 'FR.1' }],
    ['of a number that cannot be read', { type: 'user_changed_number', wa_id: 'x' }],
  ])('%s says nothing of a lead', (_, one) => {
    expect(system(one)).toEqual([])
  })
})

it('a call of the person is a word from them, once, and ours is none', () => {
  const call = { id: 'c1', event: 'connect', direction: 'USER_INITIATED', from: '33639980001', timestamp: '5' }
  expect(readCall(call, scope)).toEqual([
    {
      ...{ kind: 'inbound', messageId: 'c1', inReplyTo: null, content: 'call', text: null, payload: null },
      ...{ from: '+33639980001', userId: null, at: 5_000, numberId: 'n1' },
    },
  ])
  for (const one of [{ event: 'terminate' }, { direction: 'BUSINESS_INITIATED' }, { id: null }]) {
    expect(readCall({ ...call, ...one }, scope)).toEqual([])
  }
})
