/** Reads what a person sent, or did to a message. Every kind that WhatsApp documents has one content, and what it causes follows from that. */
import type { ChannelEvent, ReceivedContent } from '@relance/relance/core'
import { inside, isJson, type Json, objects, optional, phoneOf, text, userIdOf } from './json.pure.ts'
import { instant, lineOf, namesIn, type Scope } from './scope.pure.ts'

type Event<Kind extends ChannelEvent['kind']> = Extract<ChannelEvent, { kind: Kind }>
type Content = Pick<Event<'inbound'>, 'content' | 'text' | 'payload'>

export function readMessage(message: Json, scope: Scope): ChannelEvent[] {
  const messageId = text(message.id)
  if (!messageId) return []
  if (message.type === 'system') return readSystem(message, scope)
  return [
    {
      kind: 'inbound',
      messageId,
      ...namesIn(scope, {
        from: message.from,
        userId: message.from_user_id,
        parentUserId: message.from_parent_user_id,
      }),
      inReplyTo: aboutOf(message),
      at: instant(message.timestamp, scope),
      ...readContent(message),
      ...optional('sharedPhone', sharedPhone(message)),
      ...lineOf(scope, message),
    },
  ]
}

/** The message that is answered, reacted to, edited or deleted. */
export function aboutOf(message: Json): string | null {
  return (
    text(inside(message.context).id) ??
    text(inside(message.reaction).message_id) ??
    text(inside(message.edit).original_message_id) ??
    text(inside(message.revoke).original_message_id)
  )
}

const OF_KIND: Readonly<Record<string, ReceivedContent>> = {
  ...{ image: 'image', video: 'video', audio: 'audio', voice: 'voice', document: 'document', sticker: 'sticker' },
  ...{ location: 'location', contacts: 'contacts', order: 'order', request_welcome: 'welcome', revoke: 'deleted' },
}

export function readContent(message: Json): Content {
  const of = (key: string): Json => inside(message[key])
  switch (message.type) {
    case 'text':
      return { content: 'text', text: text(of('text').body), payload: null }
    case 'button':
      return { content: 'button', text: text(of('button').text), payload: text(of('button').payload) }
    case 'interactive': {
      const reply = Object.values(of('interactive')).find(isJson) ?? {}
      return { content: 'interactive', text: text(reply.title) ?? text(reply.body), payload: text(reply.id) }
    }
    case 'reaction': {
      const emoji = text(of('reaction').emoji)
      return { content: emoji === null ? 'removed' : 'reaction', text: emoji, payload: null }
    }
    case 'edit':
      return { ...readContent(inside(of('edit').message)), content: 'edited' }
    default:
      return readOther(message)
  }
}

function readOther(message: Json): Content {
  const kind = text(message.type) ?? ''
  const own = inside(message[kind])
  const words = text(own.caption) ?? text(own.text) ?? text(own.name)
  const isSpoken = kind === 'audio' && own.voice === true
  return { content: isSpoken ? 'voice' : (OF_KIND[kind] ?? 'other'), text: words, payload: null }
}

/** The number a person gives when we ask for it. A card they pass on is somebody else's. */
function sharedPhone(message: Json): string | null {
  if (message.type !== 'contacts' || message.origin !== 'contact_request') return null
  const [first] = objects(objects(message.contacts)[0]?.phones)
  return phoneOf(first?.wa_id) ?? phoneOf(first?.phone)
}

/** A person who changed number or id: the old one is `from`. Other system notes say nothing about a lead. */
function readSystem(message: Json, scope: Scope): ChannelEvent[] {
  const system = inside(message.system)
  const from = phoneOf(message.from)
  const to = phoneOf(system.wa_id) ?? phoneOf(system.new_wa_id)
  const userId = userIdOf(system.user_id)
  const previousUserId = userIdOf(system.previous_user_id) ?? userIdOf(message.from_user_id)
  const told = { at: instant(message.timestamp, scope), ...lineOf(scope, message) }
  const type = String(system.type)
  if (type.endsWith('changed_number') && from && to) {
    const ids = { ...optional('userId', userId), ...optional('previousUserId', previousUserId) }
    return [{ kind: 'number_changed', from, to, ...ids, ...told }]
  }
  if (!type.startsWith('user_changed') || !userId || !previousUserId || userId === previousUserId) return []
  return [{ kind: 'user_id_changed', from, previousUserId, userId, ...told }]
}

/** A call of the person is a word from them, whoever answers; of ours, the answered one is. */
export function readCall(call: Json, scope: Scope): ChannelEvent[] {
  const messageId = text(call.id)
  if (!messageId || call.event !== 'connect' || call.direction !== 'USER_INITIATED') return []
  return [
    {
      ...{ kind: 'inbound', messageId, inReplyTo: null, content: 'call', text: null, payload: null },
      ...namesIn(scope, { from: call.from, userId: call.from_user_id, parentUserId: call.from_parent_user_id }),
      at: instant(call.timestamp, scope),
      ...lineOf(scope, call),
    },
  ]
}
