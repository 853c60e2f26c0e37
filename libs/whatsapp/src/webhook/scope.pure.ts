/** What stands beside the objects of one change: whose number it is about, the persons named, when it came. */
import type { Line, PersonNames } from '@relance/relance/core'
import { inside, instantOr, type Json, objects, optional, phoneOf, text, userIdOf } from './json.pure.ts'

export interface Scope {
  /** Milliseconds; stands for instants WhatsApp left out. */
  receivedAt: number
  contacts: readonly Json[]
  /** One object stands beside the contacts, so that a single contact is its person. */
  isOfOne: boolean
  numberId: string | null
}

const LISTS = ['messages', 'statuses', 'message_echoes', 'user_preferences', 'calls']

export const scopeOf = (value: Json, receivedAt: number): Scope => ({
  receivedAt,
  contacts: objects(value.contacts),
  isOfOne: LISTS.reduce((sum, list) => sum + objects(value[list]).length, 0) === 1,
  numberId: text(inside(value.metadata).phone_number_id),
})

export const instant = (value: unknown, { receivedAt }: Scope): number => instantOr(value, receivedAt)

/** Whose message it is. Groups have an id of their own. */
export function lineOf({ numberId }: Scope, message: Json): Line {
  const isGroup = text(message.group_id) !== null || message.recipient_type === 'group'
  return { ...optional('numberId', numberId), ...(isGroup && { isGroup: true as const }) }
}

/** The contact beside a message that is the person's who is named by a number or an id. */
export function contactOf({ contacts, isOfOne }: Scope, from: string | null, userId: string | null): Json {
  const own = contacts.find(
    (contact) => (userId !== null && contact.user_id === userId) || (from !== null && phoneOf(contact.wa_id) === from),
  )
  if (own || contacts.length !== 1) return own ?? {}
  const [only = {}] = contacts
  if (userId !== null && userIdOf(only.user_id) !== null) return {}
  const number = phoneOf(only.wa_id)
  // One number may be written in two national forms, which end alike.
  if (from === null || number === null) return isOfOne ? only : {}
  return number.slice(-7) === from.slice(-7) ? only : {}
}

/** All that a person is called in an object of theirs and in the contact beside it. */
export function namesIn(scope: Scope, given: { from: unknown; userId: unknown; parentUserId: unknown }): PersonNames {
  const from = phoneOf(given.from)
  const userId = userIdOf(given.userId)
  const contact = contactOf(scope, from, userId)
  const username = text(inside(contact.profile).username) ?? text(contact.username)
  return {
    from: from ?? phoneOf(contact.wa_id),
    userId: userId ?? userIdOf(contact.user_id),
    ...optional('parentUserId', userIdOf(given.parentUserId) ?? userIdOf(contact.parent_user_id)),
    ...optional('username', username?.toLowerCase().replace(/^@/, '') ?? null),
  }
}
