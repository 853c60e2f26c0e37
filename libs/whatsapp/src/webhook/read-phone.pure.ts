/**
 * Reads what the WhatsApp Business app tells of a phone that shares its number with the Cloud API: what is written on it, and what was
 * written before they were connected. Contacts of the phone's address book (`smb_app_state_sync`) say nothing about a lead.
 */
import type { ChannelEvent } from '@relance/relance/core'
import { inside, type Json, objects, phoneOf, text } from './json.pure.ts'
import { aboutOf, readContent, readMessage } from './read-message.pure.ts'
import { instant, lineOf, namesIn, type Scope } from './scope.pure.ts'

type Echo = Extract<ChannelEvent, { kind: 'echo' }>

export function readEcho(message: Json, scope: Scope): Echo[] {
  const messageId = text(message.id)
  if (!messageId || message.type === 'system') return []
  const { content, text: words } = readContent(message)
  const userId = message.to_user_id ?? message.recipient_user_id
  return [
    {
      kind: 'echo',
      messageId,
      ...namesIn(scope, { from: message.to, userId, parentUserId: message.to_parent_user_id }),
      ...{ inReplyTo: aboutOf(message), at: instant(message.timestamp, scope), content, text: words },
      ...lineOf(scope, message),
    },
  ]
}

/** A thread is a conversation with one person; who wrote a message is told by its sender. */
export function readHistory(value: Json, scope: Scope): ChannelEvent[] {
  const own = phoneOf(inside(value.metadata).display_phone_number)
  return objects(value.history).flatMap((chunk) =>
    objects(chunk.threads).flatMap((thread) => {
      const context = inside(thread.context)
      const person = { ...context, wa_id: context.wa_id ?? thread.id, profile: { username: context.username } }
      const inThread = { ...scope, contacts: [person], isOfOne: true }
      return objects(thread.messages).flatMap((message) => readPast(message, inThread, own))
    }),
  )
}

function readPast(message: Json, scope: Scope, own: string | null): ChannelEvent[] {
  const isOurs = inside(message.history_context).from_me === true || (own !== null && phoneOf(message.from) === own)
  // The contact of the thread stands for the person, whom messages of ours need not name.
  if (isOurs) return readEcho({ ...message, to: message.to ?? inside(scope.contacts[0]).wa_id }, scope)
  return readMessage(message, scope).flatMap((event) =>
    event.kind === 'inbound' ? [{ ...event, isPast: true as const }] : [],
  )
}
