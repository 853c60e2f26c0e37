/** Every kind of event that WhatsApp documents is read, and each has a stated effect. */
import { readWebhook } from './read-webhook.pure.ts'
import { ACCOUNT, type FieldFixture, PHONE, STATUSES } from './test/account-fixtures.ts'
import { FROM, MESSAGES, PEOPLE } from './test/message-fixtures.ts'

const NOW = Date.UTC(2026, 10, 25, 9)
const metadata = { display_phone_number: '33639980000', phone_number_id: '1' }
const read = (field: string, value: object) =>
  readWebhook(
    { object: 'whatsapp_business_account', entry: [{ id: '1', time: 1790000000, changes: [{ field, value }] }] },
    NOW,
  )

it.each([...MESSAGES])('a person sends %s', (_, message, expected) => {
  const events = read('messages', {
    metadata,
    messages: [{ id: 'wamid.I', from: FROM, timestamp: '1790000000', ...message }],
  })
  expect(events).toEqual(
    expected === null ? [] : [expect.objectContaining({ numberId: '1', at: 1790000000_000, ...expected })],
  )
})

it.each([...PEOPLE])('a person is named by %s', (_, contacts, message, expected) => {
  const text = { id: 'wamid.I', timestamp: '1790000000', type: 'text', text: { body: 'Oui' } }
  expect(read('messages', { metadata, contacts, messages: [{ ...text, ...message }] })).toEqual([
    expect.objectContaining(expected),
  ])
})

it('of several people in one change, a contact without a number is not everybody’s', () => {
  const text = { timestamp: '1790000000', type: 'text', text: { body: 'Oui' } }
  const messages = [
    { ...text, id: 'wamid.1', from: FROM },
    { ...text, id: 'wamid.2', from_user_id: 'FR.1' },
  ]
  expect(
    read('messages', { metadata, contacts: [{ user_id: 'FR.1', profile: { username: 'zoe' } }], messages }),
  ).toEqual([
    expect.objectContaining({ from: `+${FROM}`, userId: null }),
    expect.objectContaining({ from: null, userId: 'FR.1', username: 'zoe' }),
  ])
})

const check = (field: string, value: object, expected: readonly object[]): void => {
  const events = read(field, JSON.parse(JSON.stringify(value)))
  expect(events).toHaveLength(expected.length)
  expect(events).toMatchObject(expected as object[])
}

it.each<FieldFixture>([...STATUSES])('a message is told: %s', (_, field, value, expected) =>
  check(field, value, expected),
)
it.each<FieldFixture>([...PHONE])('the phone tells %s', (_, field, value, expected) => check(field, value, expected))
it.each<FieldFixture>([...ACCOUNT])('WhatsApp tells of %s', (_, field, value, expected) =>
  check(field, value, expected),
)
