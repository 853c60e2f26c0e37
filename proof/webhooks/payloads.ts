/** Changes of deliveries in the shapes of WhatsApp's documentation. Instants in milliseconds. */
import type { Chance } from '../chance.ts'

export const NUMBER = '100000000000001'
export const OUR_PHONE = '33639980000'
/** Where WhatsApp gives back what we sent along. */
export const OUR_ID = 'biz_opaque_callback_data'
const ELSEWHERE = '900000000000009'

export type Json = Record<string, unknown>

/** One change of a delivery. `toldAt`: when WhatsApp made the delivery, where the change has no instant of its own. */
export interface Change {
  field: string
  value: Json
  toldAt?: number
}

/** What WhatsApp calls a person in one event; numbers in E.164. */
export interface Names {
  phone?: string
  userId?: string
  username?: string
}

const digits = (phone: string): string => phone.slice(1)
const seconds = (at: number): string => String(Math.round(at / 1_000))
const metadata = (numberId = NUMBER): Json => ({ display_phone_number: OUR_PHONE, phone_number_id: numberId })

/** Who is named by an id alone has a contact beside; with a number, the id may stand in the contact alone. */
function named({ phone, userId, username }: Names, chance: Chance) {
  const places = phone === undefined ? (['message', 'both'] as const) : (['message', 'contact', 'both'] as const)
  const place = userId === undefined ? 'none' : chance.pick<(typeof places)[number]>(places)
  const isInContact = place === 'contact' || place === 'both' || phone === undefined
  const contact: Json = {
    profile: { name: 'Fictif', ...(username !== undefined && { username }) },
    ...(phone !== undefined && { wa_id: digits(phone) }),
    ...(isInContact && { user_id: userId }),
  }
  const needsContact = isInContact || username !== undefined || chance.is(0.5)
  const own: Json = {
    ...(phone !== undefined && { from: digits(phone) }),
    ...((place === 'message' || place === 'both') && { from_user_id: userId }),
  }
  return { own, contacts: needsContact ? [contact] : [] }
}

export type Line = 'ours' | 'group' | 'elsewhere'

/** A message of a person; `message` is its type and content. */
export function messageOf(names: Names, at: number, message: Json, chance: Chance, line: Line = 'ours'): Change {
  const { own, contacts } = named(names, chance)
  const whole = { timestamp: seconds(at), ...own, ...message, ...(line === 'group' && { group_id: 'G1' }) }
  return {
    field: 'messages',
    value: {
      messaging_product: 'whatsapp',
      metadata: metadata(line === 'elsewhere' ? ELSEWHERE : NUMBER),
      ...(contacts.length > 0 && { contacts }),
      messages: [whole],
    },
  }
}

export const callOf = ({ phone, userId }: Names, at: number, id: string): Change => ({
  field: 'calls',
  value: {
    metadata: metadata(),
    calls: [
      {
        ...{ id, event: 'connect', direction: 'USER_INITIATED', timestamp: seconds(at) },
        ...(phone !== undefined && { from: digits(phone) }),
        ...(userId !== undefined && { from_user_id: userId }),
      },
    ],
  },
})

export interface StatusOf {
  messageId: string
  /** Our id, where WhatsApp sends it back. */
  relanceId: string | null
  status: 'sent' | 'delivered' | 'read' | 'failed'
  code?: number
}

export const statusOf = ({ phone, userId }: Names, at: number, one: StatusOf): Change => ({
  field: 'messages',
  value: {
    metadata: metadata(),
    statuses: [
      {
        ...{ id: one.messageId, status: one.status, timestamp: seconds(at) },
        ...(phone !== undefined && { recipient_id: digits(phone) }),
        ...(userId !== undefined && { recipient_user_id: userId }),
        ...(one.relanceId !== null && { [OUR_ID]: one.relanceId }),
        ...(one.code === undefined
          ? { pricing: { billable: true, category: 'marketing', pricing_model: 'PMP' } }
          : { errors: [{ code: one.code, title: 'x', error_data: { details: 'x' } }] }),
      },
    ],
  },
})

export const preferenceOf = ({ phone, userId }: Names, at: number, value: 'stop' | 'resume'): Change => ({
  field: 'user_preferences',
  value: {
    metadata: metadata(),
    user_preferences: [
      {
        ...{ category: 'marketing_messages', value, timestamp: Math.round(at / 1_000) },
        ...(phone !== undefined && { wa_id: digits(phone) }),
        ...(userId !== undefined && { user_id: userId }),
      },
    ],
  },
})

/** A message that we wrote to the person on the phone that has the same number. */
export const echoOf = ({ phone, userId }: Names, at: number, message: Json): Change => ({
  field: 'smb_message_echoes',
  value: {
    metadata: metadata(),
    message_echoes: [
      {
        ...{ from: OUR_PHONE, timestamp: seconds(at), ...message },
        ...(phone !== undefined && { to: digits(phone) }),
        ...(userId !== undefined && { to_user_id: userId }),
      },
    ],
  },
})

export interface PastMessage {
  at: number
  isOurs: boolean
  message: Json
}

/** What was said before the phone and the Cloud API shared the number. */
export const historyOf = (phone: string, past: readonly PastMessage[]): Change => ({
  field: 'history',
  value: {
    metadata: metadata(),
    history: [
      {
        metadata: { phase: 1, chunk_order: 1, progress: 100 },
        threads: [
          {
            id: digits(phone),
            messages: past.map(({ at, isOurs, message }) => ({
              ...{ timestamp: seconds(at), from: isOurs ? OUR_PHONE : digits(phone), ...message },
              ...(isOurs && { to: digits(phone) }),
            })),
          },
        ],
      },
    ],
  },
})

const system = (at: number, from: Json, type: string, own: Json): Change => ({
  field: 'messages',
  value: {
    metadata: metadata(),
    messages: [
      {
        id: `wamid.SYS.${type}.${at}`,
        timestamp: seconds(at),
        type: 'system',
        ...from,
        system: { type, body: 'x', ...own },
      },
    ],
  },
})

export interface Moved {
  from: string
  to: string
  userId?: string
  previousUserId?: string
}

export const numberChangeOf = ({ from, to, userId, previousUserId }: Moved, at: number): Change =>
  system(at, { from: digits(from) }, 'user_changed_number', {
    wa_id: digits(to),
    ...(userId !== undefined && { user_id: userId }),
    ...(previousUserId !== undefined && { previous_user_id: previousUserId }),
  })

export const idChangeOf = (previousUserId: string, userId: string, at: number): Change =>
  system(at, {}, 'user_changed_user_id', { user_id: userId, previous_user_id: previousUserId })

export const qualityOf = (event: 'FLAGGED' | 'UNFLAGGED', toldAt: number): Change => ({
  field: 'phone_number_quality_update',
  value: { display_phone_number: OUR_PHONE, event },
  toldAt,
})

export const templateOf = (name: string, event: string, toldAt: number): Change => ({
  field: 'message_template_status_update',
  value: {
    event,
    message_template_id: 1,
    message_template_name: name,
    message_template_language: 'fr',
    reason: 'NONE',
  },
  toldAt,
})
