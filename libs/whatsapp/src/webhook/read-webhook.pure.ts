/** Reads what WhatsApp tells by webhook. Whatever it does not know, it leaves out: kinds and fields are added without notice. */
import type { ChannelEvent } from '@relance/relance/core'
import { keepError, readMetaError, reactionToFailure } from '../answers/errors.pure.ts'
import { inside, type Json, objects, optional, phoneOf, text, userIdOf } from './json.pure.ts'
import { ACCOUNT_FIELDS } from './read-account.pure.ts'
import { readCall, readMessage } from './read-message.pure.ts'
import { readEcho, readHistory } from './read-phone.pure.ts'
import { contactOf, instant, lineOf, namesIn, type Scope, scopeOf } from './scope.pure.ts'

type Event<Kind extends ChannelEvent['kind']> = Extract<ChannelEvent, { kind: Kind }>

/**
 * The events of one delivery, in its order. Duplicates are kept: whoever applies them knows what was applied. `receivedAt`
 * stands for instants WhatsApp left out. `json` is the body after JSON.parse, of any shape.
 */
export function readWebhook(json: unknown, receivedAt: number): ChannelEvent[] {
  return objects(inside(json).entry).flatMap((entry) =>
    objects(entry.changes).flatMap((change) =>
      readChange(text(change.field), inside(change.value), { receivedAt, toldAt: entry.time }),
    ),
  )
}

/** The fields of a subscription that are read here, and those that only a phone with the same number tells. */
export const READ_FIELDS = [
  ...['messages', 'user_preferences', 'message_template_status_update'],
  ...Object.keys(ACCOUNT_FIELDS),
]
export const PHONE_FIELDS = ['smb_message_echoes', 'history']

/** `toldAt`: when WhatsApp made the delivery, the same when it repeats it. */
function readChange(
  field: string | null,
  value: Json,
  { receivedAt, toldAt }: { receivedAt: number; toldAt: unknown },
): ChannelEvent[] {
  const scope = scopeOf(value, receivedAt)
  switch (field) {
    case 'messages':
      return [
        ...objects(value.statuses).flatMap((status) => readStatus(status, scope)),
        ...objects(value.messages).flatMap((message) => readMessage(message, scope)),
      ]
    case 'smb_message_echoes':
      return objects(value.message_echoes).flatMap((message) => readEcho(message, scope))
    case 'history':
      return readHistory(value, scope)
    case 'calls':
      return objects(value.calls).flatMap((call) => readCall(call, scope))
    case 'user_preferences':
      return objects(value.user_preferences).flatMap((preference) => readPreference(preference, scope))
    case 'message_template_status_update':
      return readTemplateStatus(value, instant(toldAt, scope))
    default:
      return ACCOUNT_FIELDS[field ?? '']?.(value, instant(toldAt, scope)) ?? []
  }
}

const STATUSES = ['sent', 'delivered', 'read', 'failed'] as const

function readStatus(status: Json, scope: Scope): Event<'status'>[] {
  const messageId = text(status.id)
  const known = STATUSES.find((one) => one === status.status)
  // What is said in a group is no relance.
  if (!messageId || !known || status.recipient_type === 'group' || text(status.group_id) !== null) return []
  const failure = objects(status.errors)
    .map(readMetaError)
    .find((error) => error !== null)
  return [
    {
      kind: 'status',
      messageId,
      relanceId: text(status.biz_opaque_callback_data),
      status: known,
      at: instant(status.timestamp, scope),
      ...recipientOf(status, scope),
      error: failure ? { ...keepError(failure), reaction: reactionToFailure(failure) } : null,
      pricing: readPricing(status.pricing),
    },
  ]
}

function recipientOf(status: Json, scope: Scope) {
  const to = phoneOf(status.recipient_id)
  const named = userIdOf(status.recipient_user_id)
  const contact = contactOf(scope, to, named)
  const userId = named ?? userIdOf(contact.user_id)
  const parent = userIdOf(status.recipient_parent_user_id) ?? userIdOf(contact.parent_user_id)
  const username = text(inside(contact.profile).username)?.toLowerCase() ?? null
  return { to, userId, ...optional('parentUserId', parent), ...optional('username', username) }
}

function readPricing(value: unknown): Event<'status'>['pricing'] {
  const { billable, category } = inside(value)
  return typeof billable === 'boolean' && text(category) ? { isBillable: billable, category: String(category) } : null
}

function readPreference(preference: Json, scope: Scope): Event<'preference'>[] {
  const wish = String(preference.value).toLowerCase()
  if (preference.category !== 'marketing_messages' || !['stop', 'resume'].includes(wish)) return []
  const { wa_id: from, user_id: userId, parent_user_id: parentUserId } = preference
  return [
    {
      kind: 'preference',
      ...namesIn(scope, { from, userId, parentUserId }),
      at: instant(preference.timestamp, scope),
      wantsMarketing: wish === 'resume',
      ...lineOf(scope, preference),
    },
  ]
}

/** Keyed by name and language: the numeric id goes beyond what a JSON number keeps exactly. */
function readTemplateStatus(value: Json, at: number): Event<'template_status'>[] {
  const [name, language, event] = [
    text(value.message_template_name),
    text(value.message_template_language),
    text(value.event),
  ]
  if (!name || !language || !event) return []
  const reason = text(inside(value.other_info).description) ?? text(inside(value.rejection_info).reason)
  return [{ kind: 'template_status', name, language, status: event, reason: reason ?? text(value.reason), at }]
}
