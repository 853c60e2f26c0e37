/** Reads what WhatsApp tells by webhook. Whatever it does not know, it leaves out: kinds and fields are added without notice. */
import type { ChannelEvent } from '@relance/relance/core'
import { keepError, readMetaError, reactionToFailure } from '../answers/errors.pure.ts'

type Json = Record<string, unknown>
type Event<Kind extends ChannelEvent['kind']> = Extract<ChannelEvent, { kind: Kind }>
/** What an event may need besides its own object: the persons named beside the messages. */
interface Scope {
  receivedAt: number
  contacts: readonly Json[]
}

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isJson) : [])
const inside = (value: unknown): Json => (isJson(value) ? value : {})
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

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

/** `toldAt`: when WhatsApp made the delivery, the same when it repeats it. */
function readChange(
  field: string | null,
  value: Json,
  { receivedAt, toldAt }: { receivedAt: number; toldAt: unknown },
): ChannelEvent[] {
  const scope = { receivedAt, contacts: objects(value.contacts) }
  switch (field) {
    case 'messages':
      return [
        ...objects(value.statuses).flatMap((status) => readStatus(status, scope)),
        ...objects(value.messages).flatMap((message) => readMessage(message, scope)),
      ]
    case 'user_preferences':
      return objects(value.user_preferences).flatMap((preference) => readPreference(preference, scope))
    case 'message_template_status_update':
      return readTemplateStatus(value, instant(toldAt, scope))
    default:
      return []
  }
}

const STATUSES = ['sent', 'delivered', 'read', 'failed'] as const

function readStatus(status: Json, scope: Scope): Event<'status'>[] {
  const messageId = text(status.id)
  const known = STATUSES.find((one) => one === status.status)
  if (!messageId || !known) return []
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
      to: number(status.recipient_id),
      userId: text(status.recipient_user_id),
      error: failure ? { ...keepError(failure), reaction: reactionToFailure(failure.code) } : null,
      pricing: readPricing(status.pricing),
    },
  ]
}

function readPricing(value: unknown): Event<'status'>['pricing'] {
  const { billable, category } = inside(value)
  return typeof billable === 'boolean' && text(category) ? { isBillable: billable, category: String(category) } : null
}

const MEDIA = ['image', 'video', 'audio', 'document', 'sticker', 'location', 'contacts', 'voice']

function readMessage(message: Json, scope: Scope): ChannelEvent[] {
  const messageId = text(message.id)
  if (!messageId) return []
  if (message.type === 'system') return readSystem(message, scope)
  const userId = text(message.from_user_id) ?? (scope.contacts.length === 1 ? text(scope.contacts[0]?.user_id) : null)
  return [
    {
      kind: 'inbound',
      messageId,
      from: number(message.from),
      userId,
      inReplyTo: text(inside(message.context).id) ?? text(inside(message.reaction).message_id),
      at: instant(message.timestamp, scope),
      ...readContent(message),
    },
  ]
}

function readContent(message: Json): Pick<Event<'inbound'>, 'content' | 'text' | 'payload'> {
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
    case 'reaction':
      return { content: 'reaction', text: text(of('reaction').emoji), payload: null }
    default: {
      const kind = text(message.type) ?? ''
      return {
        content: MEDIA.includes(kind) ? 'media' : 'other',
        text: kind ? text(of(kind).caption) : null,
        payload: null,
      }
    }
  }
}

/** A person who changed number: the old one is `from`. Other system notes say nothing about a lead. */
function readSystem(message: Json, scope: Scope): Event<'number_changed'>[] {
  const system = inside(message.system)
  const from = number(message.from)
  const to = number(system.wa_id) ?? number(system.new_wa_id)
  if (!String(system.type).endsWith('changed_number') || !from || !to) return []
  return [{ kind: 'number_changed', from, to, at: instant(message.timestamp, scope) }]
}

function readPreference(preference: Json, scope: Scope): Event<'preference'>[] {
  const wish = String(preference.value).toLowerCase()
  if (preference.category !== 'marketing_messages' || !['stop', 'resume'].includes(wish)) return []
  const contact = scope.contacts.length === 1 ? scope.contacts[0] : undefined
  return [
    {
      kind: 'preference',
      from: number(preference.wa_id) ?? number(contact?.wa_id),
      userId: text(preference.user_id) ?? text(contact?.user_id),
      at: instant(preference.timestamp, scope),
      wantsMarketing: wish === 'resume',
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

/** Seconds since the epoch, as text or number. */
function instant(value: unknown, { receivedAt }: Scope): number {
  const seconds = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  if (typeof seconds !== 'number' || !Number.isFinite(seconds) || seconds <= 0 || seconds > 1e11) return receivedAt
  return Math.round(seconds * 1_000)
}

/** WhatsApp writes numbers without a plus sign. */
function number(value: unknown): string | null {
  const digits = typeof value === 'string' || typeof value === 'number' ? String(value).replace(/^\+/, '') : ''
  return /^[1-9]\d{5,14}$/.test(digits) ? `+${digits}` : null
}
