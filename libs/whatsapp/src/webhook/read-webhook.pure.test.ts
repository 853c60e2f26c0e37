import fc from 'fast-check'
import { readWebhook } from './read-webhook.pure.ts'

const NOW = Date.UTC(2026, 10, 25, 9)
const delivery = (field: string, ...values: unknown[]) => ({
  object: 'whatsapp_business_account',
  entry: values.map((value) => ({ id: '1', changes: [{ field, value }] })),
})
const AT = '1790000000'

it('every status of every entry is read, with our id, the error and the price', () => {
  const status = { id: 'wamid.A', timestamp: AT, recipient_id: '33639980012', biz_opaque_callback_data: 'r1' }
  const events = readWebhook(
    delivery(
      'messages',
      {
        statuses: [
          { ...status, status: 'delivered', pricing: { billable: true, category: 'marketing', pricing_model: 'PMP' } },
          { ...status, status: 'played' },
        ],
      },
      {
        statuses: [
          {
            id: 'wamid.B',
            status: 'failed',
            timestamp: 1790000001,
            recipient_user_id: 'FR.150',
            errors: [{ code: 131050, title: 'x', error_data: { details: 'No marketing to +33639980012.' } }],
          },
        ],
      },
    ),
    NOW,
  )
  expect(events).toEqual([
    {
      kind: 'status',
      messageId: 'wamid.A',
      relanceId: 'r1',
      status: 'delivered',
      at: 1790000000_000,
      to: '+33639980012',
      userId: null,
      error: null,
      pricing: { isBillable: true, category: 'marketing' },
    },
    {
      kind: 'status',
      messageId: 'wamid.B',
      relanceId: null,
      status: 'failed',
      at: 1790000001_000,
      to: null,
      userId: 'FR.150',
      error: { code: 131050, details: 'No marketing to ….', reaction: 'opt_out' },
      pricing: null,
    },
  ])
})

it('an error that failed for certain may be retried although its answer would have been ambiguous', () => {
  const errors = [{ code: 131000, title: 'Something went wrong' }]
  const [event] = readWebhook(delivery('messages', { statuses: [{ id: 'a', status: 'failed', errors }] }), NOW)
  expect(event).toMatchObject({ at: NOW, error: { code: 131000, details: 'Something went wrong', reaction: 'retry' } })
})

it.each<[string, object, object]>([
  ['text', { type: 'text', text: { body: 'STOP' } }, { content: 'text', text: 'STOP', payload: null }],
  [
    'button of a template',
    { type: 'button', button: { payload: 'STOP', text: 'Stop' }, context: { id: 'wamid.A' } },
    { content: 'button', text: 'Stop', payload: 'STOP', inReplyTo: 'wamid.A' },
  ],
  [
    'button of a message',
    { type: 'interactive', interactive: { type: 'button_reply', button_reply: { id: 'yes', title: 'Oui' } } },
    { content: 'interactive', text: 'Oui', payload: 'yes' },
  ],
  [
    'reaction',
    { type: 'reaction', reaction: { message_id: 'wamid.A', emoji: '👍' } },
    { content: 'reaction', text: '👍', inReplyTo: 'wamid.A' },
  ],
  ['removed reaction', { type: 'reaction', reaction: { message_id: 'wamid.A' } }, { content: 'removed', text: null }],
  ['image', { type: 'image', image: { id: '1', caption: 'voici' } }, { content: 'image', text: 'voici' }],
  ['a kind nobody knows', { type: 'hologram', hologram: {} }, { content: 'other', text: null }],
  ['a kind that is not said', {}, { content: 'other', text: null }],
])('inbound: %s', (_, message, expected) => {
  const value = { messages: [{ id: 'wamid.I', from: '33639980012', timestamp: AT, ...message }] }
  expect(readWebhook(delivery('messages', value), NOW)).toMatchObject([
    { kind: 'inbound', messageId: 'wamid.I', from: '+33639980012', at: 1790000000_000, ...expected },
  ])
})

it('a person with an id and no number is still a person', () => {
  const value = {
    contacts: [{ profile: { name: 'Z' }, user_id: 'FR.150' }],
    messages: [{ id: 'wamid.I', timestamp: AT, type: 'text', text: { body: 'oui' }, context: { id: 'wamid.A' } }],
  }
  expect(readWebhook(delivery('messages', value), NOW)).toMatchObject([
    { kind: 'inbound', from: null, userId: 'FR.150', inReplyTo: 'wamid.A', text: 'oui' },
  ])
})

it('a changed number, a marketing preference, a template', () => {
  const system = { id: 'w', from: '33639980012', timestamp: AT, type: 'system' }
  const changed = { ...system, system: { type: 'user_changed_number', wa_id: '33639980013', body: 'x' } }
  const preferences = [
    { wa_id: '33639980012', category: 'marketing_messages', value: 'stop', timestamp: AT, detail: 'x' },
    { wa_id: '33639980012', category: 'marketing_messages', value: 'resume', timestamp: 1790000000 },
    { wa_id: '33639980012', category: 'something_new', value: 'stop', timestamp: AT },
  ]
  const at = 1790000000_000
  expect(readWebhook(delivery('messages', { messages: [changed, system] }), NOW)).toEqual([
    { kind: 'number_changed', from: '+33639980012', to: '+33639980013', at },
  ])
  expect(readWebhook(delivery('user_preferences', { user_preferences: preferences }), NOW)).toEqual([
    { kind: 'preference', from: '+33639980012', userId: null, at, wantsMarketing: false },
    { kind: 'preference', from: '+33639980012', userId: null, at, wantsMarketing: true },
  ])
  // Beyond 2^53: read from text, as it comes.
  const text = `{"event":"PAUSED","message_template_id":9007199254740993001,"message_template_name":"relance_1","message_template_language":"fr","reason":"LOW_QUALITY"}`
  const told = delivery('message_template_status_update', JSON.parse(text))
  const paused = { kind: 'template_status', name: 'relance_1', language: 'fr', status: 'PAUSED', reason: 'LOW_QUALITY' }
  expect(readWebhook(told, NOW)).toEqual([{ ...paused, at: NOW }])
  const dated = { ...told, entry: told.entry.map((entry) => ({ ...entry, time: Number(AT) })) }
  expect(readWebhook(dated, NOW)).toEqual([{ ...paused, at }])
})

it('no JSON whatsoever makes it fail, and a broken neighbour takes nothing away', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      const good = { id: 'wamid.G', status: 'read', timestamp: AT }
      expect(Array.isArray(readWebhook(one, NOW))).toBe(true)
      const events = readWebhook(
        { entry: [one, { changes: [other, { field: 'messages', value: { statuses: [one, good, other] } }] }] },
        NOW,
      )
      expect(events).toContainEqual(expect.objectContaining({ messageId: 'wamid.G', status: 'read' }))
    }),
    { numRuns: 1_000 },
  )
})
