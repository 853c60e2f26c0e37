/** The body of a request that sends one message, as WhatsApp's description of the Cloud API wants it. */
import type { OutgoingMessage, ParameterPlace, TemplateParameter } from '@relance/relance/core'

export const TEXT_MAX = 4_096

/**
 * A template's value may hold no line break, no tab and no more than four spaces in a row: they become one space. What is left of a
 * text of spaces is empty, and refused.
 */
export const cleanValue = (value: string): string => value.replace(/[\s\u200B\uFEFF]+/g, ' ').trim()

const NUMBER = /^\+[1-9]\d{5,14}$/
/** A business-scoped user id, or the one that several portfolios of a company share (`ENT`). */
const USER_ID = /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/

/** Why a message is not worth asking for: WhatsApp would refuse it. Null when nothing is wrong with it. */
export function messageFault({ to, content }: OutgoingMessage): string | null {
  if (!NUMBER.test(to) && !USER_ID.test(to)) {
    return 'The recipient is neither a number in international form nor a user id of WhatsApp.'
  }
  if (content.kind === 'text') {
    if (content.body.trim() === '') return 'The text is empty.'
    return content.body.length > TEXT_MAX ? `The text is longer than ${TEXT_MAX} characters.` : null
  }
  const empty = content.parameters.findIndex(({ value }) => cleanValue(value) === '')
  if (empty < 0) return null
  return `Parameter ${content.parameters[empty]?.name ?? empty + 1} of template ${content.name} is empty.`
}

/** `biz_opaque_callback_data` comes back with every status: it settles an answer that was lost on the way. */
export function messageBody({ relanceId, to, content }: OutgoingMessage): Record<string, unknown> {
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    ...(NUMBER.test(to) ? { to } : { recipient: to }),
    ...(content.kind === 'text'
      ? { type: 'text', text: { body: content.body, preview_url: false } }
      : {
          type: 'template',
          template: {
            name: content.name,
            language: { policy: 'deterministic', code: content.language },
            ...components(content.parameters),
          },
        }),
    biz_opaque_callback_data: relanceId,
  }
}

/** Header, body, then buttons, each with its parameters in order; left out when there are none. */
function components(parameters: readonly TemplateParameter[]): { components?: unknown[] } {
  const places = new Map<ParameterPlace, unknown[]>()
  for (const { name, place = 'body', value } of parameters) {
    const filled = { type: 'text', ...(name !== undefined && { parameter_name: name }), text: cleanValue(value) }
    places.set(place, [...(places.get(place) ?? []), filled])
  }
  if (places.size === 0) return {}
  const rank = (place: ParameterPlace): number => ['header', 'body'].indexOf(place) + 1 || 3
  const ordered = [...places].sort(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b))
  return { components: ordered.map(([place, filled]) => ({ ...component(place), parameters: filled })) }
}

function component(place: ParameterPlace): Record<string, string> {
  if (place === 'header' || place === 'body') return { type: place }
  return { type: 'button', sub_type: 'url', index: place.slice('button_'.length) }
}
