/** What is written on the phone with the same number is ours or the person's, and is told apart. */
import type { Json } from './json.pure.ts'
import { readEcho, readHistory } from './read-phone.pure.ts'
import type { Scope } from './scope.pure.ts'

const scope: Scope = { receivedAt: 7, contacts: [], isOfOne: true, numberId: 'n1' }
const written = (one: Json = {}): Json => ({
  id: 'e1',
  to: '33639980001',
  timestamp: '5',
  type: 'text',
  text: { body: 'Bonjour' },
  ...one,
})

it('an echo names the person it was written to', () => {
  const echo = {
    kind: 'echo',
    messageId: 'e1',
    from: '+33639980001',
    userId: null,
    inReplyTo: null,
    at: 5_000,
    content: 'text',
    text: 'Bonjour',
    numberId: 'n1',
  }
  expect(readEcho(written(), scope)).toEqual([echo])
  expect(
    readEcho(written({ to_user_id: 'FR.1', to_parent_user_id: 'FR.ENT.1', context: { id: 'm1' } }), scope),
  ).toEqual([{ ...echo, userId: 'FR.1', parentUserId: 'FR.ENT.1', inReplyTo: 'm1' }])
  expect(readEcho(written({ recipient_user_id: 'FR.2' }), scope)).toMatchObject([{ userId: 'FR.2' }])
  expect(readEcho(written({ type: 'system' }), scope)).toEqual([])
  expect(readEcho(written({ id: null }), scope)).toEqual([])
})

describe('a history', () => {
  const history = (messages: Json[], thread: Json = { id: '33639980001' }) =>
    readHistory(
      { metadata: { display_phone_number: '+33 6 39 98 00 09' }, history: [{ threads: [{ ...thread, messages }] }] },
      scope,
    )

  it('holds what the person wrote, as of the past', () => {
    const [event] = history([written({ from: '33639980001' })])
    expect(event).toMatchObject({ kind: 'inbound', from: '+33639980001', isPast: true, text: 'Bonjour' })
  })

  it('holds what we wrote, to the person of the thread where nobody is named', () => {
    const ours = { from: '33639980009', to: undefined }
    expect(history([written(ours)])).toMatchObject([{ kind: 'echo', from: '+33639980001' }])
    expect(history([written({ ...ours, to: '33639980002' })])).toMatchObject([{ from: '+33639980002' }])
    const said = { from: '33639980001', to: undefined, history_context: { from_me: true } }
    expect(history([written(said)])).toMatchObject([{ kind: 'echo', from: '+33639980001' }])
  })

  it('names the person as the thread does, in a thread of one', () => {
    const thread = { id: 'x', context: { wa_id: '33639980001', user_id: 'FR.1', username: 'Zoe' } }
    expect(history([written({ from: undefined })], thread)).toMatchObject([
      { kind: 'inbound', from: '+33639980001', userId: 'FR.1', username: 'zoe' },
    ])
  })

  it('is read thread by thread, and notes of the system in it say nothing', () => {
    expect(history([written({ from: '33639980001' }), written({ id: 'e2', from: '33639980009' })])).toHaveLength(2)
    const changed = {
      type: 'system',
      from: '33639980001',
      system: { type: 'user_changed_number', wa_id: '33639980002' },
    }
    expect(history([written(changed)])).toEqual([])
    expect(readHistory({}, scope)).toEqual([])
  })
})
