/** What persons write to us, and how they are changed: inbound messages, preferences. */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type Account, metadataOf } from './account.ts'
import { newMessageId, userIdOf } from './ids.ts'
import type { Change } from './outbox.ts'
import type { Template } from './templates.ts'

const number = z
  .string()
  .transform((text) => text.replace(/\D/g, ''))
  .pipe(z.string().min(7).max(15))

/** One of `text`, `button`, `reaction`, `image` says what was sent. */
export const replySchema = z.strictObject({
  from: number,
  phoneNumberId: z.string().optional(),
  text: z.string().min(1).optional(),
  button: z.strictObject({ text: z.string(), payload: z.string().optional() }).optional(),
  /** An empty emoji takes the reaction back. */
  reaction: z.strictObject({ messageId: z.string(), emoji: z.string() }).optional(),
  image: z.strictObject({ caption: z.string().optional() }).optional(),
  /** The message of ours that is answered. */
  contextId: z.string().optional(),
  /** Named by an id, without a number. */
  idOnly: z.boolean().optional(),
})
export type Reply = z.infer<typeof replySchema>

/** Every message of a person opens their 24 hours anew; a reaction does not. Returns the id of the message. */
export function sendReply(account: Account, reply: Reply, afterMs = 0): string {
  const id = newMessageId()
  const at = account.clock.now() + afterMs
  if (!reply.reaction) account.people.change(reply.from, { wroteAt: at })
  account.outbox.add(inbound(account, reply, id, at), afterMs)
  return id
}

function inbound(account: Account, reply: Reply, id: string, at: number): Change {
  const phoneNumberId = reply.phoneNumberId ?? account.options.phoneNumberIds[0] ?? ''
  const who = reply.idOnly ? {} : { from: reply.from }
  return {
    field: 'messages',
    value: {
      messaging_product: 'whatsapp',
      metadata: metadataOf(account, phoneNumberId),
      contacts: [
        {
          profile: { name: 'Zoé 👋' },
          user_id: userIdOf(reply.from),
          ...(!reply.idOnly && { wa_id: reply.from }),
        },
      ],
      messages: [
        {
          ...who,
          from_user_id: userIdOf(reply.from),
          id,
          timestamp: String(Math.floor(at / 1_000)),
          ...(reply.contextId && { context: { id: reply.contextId } }),
          ...contentOf(reply),
        },
      ],
    },
  }
}

function contentOf({ text, button, reaction, image }: Reply): Record<string, unknown> {
  if (button) return { type: 'button', button: { text: button.text, payload: button.payload ?? button.text } }
  if (reaction) {
    const emoji = reaction.emoji && { emoji: reaction.emoji }
    return { type: 'reaction', reaction: { message_id: reaction.messageId, ...(emoji || {}) } }
  }
  if (image) return { type: 'image', image: { id: randomUUID(), mime_type: 'image/jpeg', ...image } }
  return { type: 'text', text: { body: text ?? '👍' } }
}

export const preferenceSchema = z.strictObject({ from: number, value: z.enum(['stop', 'resume']) })

export function sendPreference(account: Account, { from, value }: z.infer<typeof preferenceSchema>): void {
  account.people.change(from, { wantsMarketing: value === 'resume' })
  account.outbox.add(
    {
      field: 'user_preferences',
      value: {
        messaging_product: 'whatsapp',
        metadata: metadataOf(account, account.options.phoneNumberIds[0] ?? ''),
        contacts: [{ profile: { name: 'Zoé 👋' }, wa_id: from, user_id: userIdOf(from) }],
        user_preferences: [
          {
            wa_id: from,
            detail: `User requested to ${value} marketing messages`,
            category: 'marketing_messages',
            value,
            timestamp: Math.floor(account.clock.now() / 1_000),
          },
        ],
      },
    },
    0,
  )
}

export const personSchema = z.strictObject({
  number,
  isOnWhatsApp: z.boolean().optional(),
  wantsMarketing: z.boolean().optional(),
  isCapped: z.boolean().optional(),
})

export const templateStatusSchema = z.strictObject({
  name: z.string(),
  language: z.string(),
  event: z.enum(['APPROVED', 'REJECTED', 'PAUSED', 'DISABLED', 'PENDING', 'FLAGGED']),
  reason: z.string().default('NONE'),
})

/** False when there is no such template. */
export function changeTemplate(account: Account, change: z.infer<typeof templateStatusSchema>): boolean {
  const template = account.templates.find(({ name, language }) => name === change.name && language === change.language)
  if (!template) return false
  template.status = change.event
  template.rejected_reason = change.event === 'REJECTED' ? change.reason : 'NONE'
  tellStatus(account, template, change.event, change.reason)
  return true
}

export function tellStatus(account: Account, template: Template, event: string, reason: string): void {
  account.outbox.add(
    {
      field: 'message_template_status_update',
      time: Math.floor(account.clock.now() / 1_000),
      value: {
        event,
        message_template_id: Number(template.id),
        message_template_name: template.name,
        message_template_language: template.language,
        message_template_category: template.category,
        reason,
      },
    },
    0,
  )
}

export const templateCategorySchema = z.strictObject({
  name: z.string(),
  language: z.string(),
  category: z.enum(['MARKETING', 'UTILITY', 'AUTHENTICATION']),
})

/** WhatsApp finds that a template is of another kind: its price follows, and a life that was set is forgotten. */
export function moveTemplate(account: Account, change: z.infer<typeof templateCategorySchema>): boolean {
  const template = account.templates.find(({ name, language }) => name === change.name && language === change.language)
  if (!template) return false
  const before = template.category
  template.category = change.category
  delete template.message_send_ttl_seconds
  account.outbox.add(
    {
      field: 'template_category_update',
      time: Math.floor(account.clock.now() / 1_000),
      value: {
        message_template_id: Number(template.id),
        message_template_name: template.name,
        message_template_language: template.language,
        previous_category: before,
        new_category: change.category,
      },
    },
    0,
  )
  return true
}

export const templateTextSchema = z.strictObject({
  name: z.string(),
  language: z.string(),
  text: z.string().min(1).max(1_024),
})

/** Somebody edits the body of a template in WhatsApp's own panel; each place gets an example, as WhatsApp asks for one. */
export function editTemplate(account: Account, change: z.infer<typeof templateTextSchema>): boolean {
  const template = account.templates.find(({ name, language }) => name === change.name && language === change.language)
  if (!template) return false
  const places = [...new Set([...change.text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name = '']) => name))]
  const isNamed = template.parameter_format === 'NAMED'
  const example = isNamed
    ? { body_text_named_params: places.map((name) => ({ param_name: name, example: 'Camille' })) }
    : { body_text: [places.map(() => 'Camille')] }
  template.components = template.components.map((one) =>
    one.type === 'BODY' ? { type: 'BODY', text: change.text, ...(places.length > 0 && { example }) } : one,
  )
  account.outbox.add(
    {
      field: 'message_template_components_update',
      time: Math.floor(account.clock.now() / 1_000),
      value: {
        message_template_id: Number(template.id),
        message_template_name: template.name,
        message_template_language: template.language,
        message_template_element: change.text,
      },
    },
    0,
  )
  return true
}
