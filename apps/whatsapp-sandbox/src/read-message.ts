/** Reads a request to send as strictly as the Cloud API does: a message, or the error it would answer. */
import { type GraphError, graphError } from './graph-error.ts'
import { numberOf } from './ids.ts'
import { type Component, type Template, variablesOf } from './templates.ts'

export interface ReadMessage {
  to: string
  /** The business-scoped id that was given, beside the number or in its place. */
  userId: string | null
  /** Known to the caller by that id alone. */
  isHidden: boolean
  type: 'text' | 'template'
  text: string
  template: Template | null
  opaque: string | null
}

type Json = Record<string, unknown>
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

const KEYS = [
  'messaging_product',
  'recipient_type',
  'to',
  'recipient',
  'type',
  'text',
  'template',
  'biz_opaque_callback_data',
  'context',
]

const MARKETING_KEYS = [
  ...KEYS.filter((key) => key !== 'text' && key !== 'context'),
  'product_policy',
  'message_activity_sharing',
]

export function readMessage(
  json: unknown,
  templates: readonly Template[],
  isMarketingApi = false,
): ReadMessage | GraphError {
  if (!isJson(json)) return graphError(100, 'The body is not a JSON object.')
  const strange = Object.keys(json).find((key) => !(isMarketingApi ? MARKETING_KEYS : KEYS).includes(key))
  if (strange) return graphError(100, `Unexpected key "${strange}" on param "".`)
  if (json.messaging_product !== 'whatsapp') return graphError(100, 'The parameter messaging_product is required.')
  if (json.recipient_type !== undefined && json.recipient_type !== 'individual') {
    return graphError(131_009, 'recipient_type must be individual.')
  }
  const recipient = readRecipient(json)
  if ('code' in recipient) return recipient
  const opaque = json.biz_opaque_callback_data
  if (opaque !== undefined && (typeof opaque !== 'string' || opaque.length > 512)) {
    return graphError(131_009, 'biz_opaque_callback_data must be a string of at most 512 characters.')
  }
  const content = readContent(json, templates)
  if ('code' in content) return content
  if (isMarketingApi && content.template?.category !== 'MARKETING') {
    return graphError(131_055, 'Only marketing templates are supported.')
  }
  if (recipient.isHidden && content.template?.category === 'AUTHENTICATION') {
    return graphError(131_062, 'Business-scoped User ID (BSUID) recipients are not supported for this message.')
  }
  return { ...recipient, opaque: opaque ?? null, ...content }
}

type Content = Pick<ReadMessage, 'type' | 'text' | 'template'>

function readContent(json: Json, templates: readonly Template[]): Content | GraphError {
  if (json.type === 'text' || json.type === undefined) return readText(json)
  if (json.type === 'template') return readTemplateMessage(json, templates)
  return graphError(131_051, `Unsupported message type: ${String(json.type)}.`)
}

type Recipient = Pick<ReadMessage, 'to' | 'userId' | 'isHidden'>

/** The number counts where both are given. */
function readRecipient({ to: number, recipient: id }: Json): Recipient | GraphError {
  const hasNumber = number !== undefined && number !== ''
  const person = typeof id === 'string' ? numberOf(id) : null
  if (id !== undefined && person === null) return graphError(131_009, 'recipient is not a business-scoped user ID.')
  const to = hasNumber || person === null ? readNumber(number) : person
  if (typeof to !== 'string') return to
  return { to, userId: person === null ? null : String(id), isHidden: !hasNumber }
}

function readNumber(value: unknown): string | GraphError {
  if (value === undefined || value === '') return graphError(131_008, 'The parameter to or recipient is required.')
  if (typeof value !== 'string' || /[^\d\s()+.-]/.test(value)) return graphError(131_009, 'to is not a phone number.')
  const digits = value.replace(/\D/g, '')
  return digits.length < 7 || digits.length > 15 ? graphError(131_009, 'to is not a phone number.') : digits
}

function readText({ text, template }: Json): Content | GraphError {
  if (template !== undefined) return graphError(100, 'Unexpected key "template" for type text.')
  if (!isJson(text) || typeof text.body !== 'string' || text.body.trim() === '') {
    return graphError(131_008, 'The parameter text.body is required.')
  }
  if (text.body.length > 4_096) return graphError(100, 'text.body must be at most 4096 characters.')
  if (text.preview_url !== undefined && typeof text.preview_url !== 'boolean') {
    return graphError(131_009, 'text.preview_url must be a boolean.')
  }
  return { type: 'text', text: text.body, template: null }
}

const UNSENDABLE: Readonly<Record<string, [code: number, details: string]>> = {
  PAUSED: [132_015, 'The template is paused because of low quality.'],
  DISABLED: [132_016, 'The template is disabled.'],
}

function readTemplateMessage({ template: wanted, text }: Json, templates: readonly Template[]): Content | GraphError {
  if (text !== undefined) return graphError(100, 'Unexpected key "text" for type template.')
  if (!isJson(wanted) || typeof wanted.name !== 'string') return graphError(131_008, 'template.name is required.')
  const { language, name, components = [] } = wanted
  if (!isJson(language) || typeof language.code !== 'string')
    return graphError(131_008, 'template.language.code is required.')
  if (language.policy !== undefined && language.policy !== 'deterministic') {
    return graphError(131_009, 'template.language.policy must be deterministic.')
  }
  const template = templates.find((one) => one.name === name && one.language === language.code)
  const [code, details] = UNSENDABLE[template?.status ?? ''] ?? []
  if (code && details) return graphError(code, details)
  if (!template || template.status !== 'APPROVED') {
    return graphError(132_001, `template name (${name}) does not exist in ${language.code}`, 404)
  }
  if (!Array.isArray(components)) return graphError(131_009, 'template.components must be an array.')
  return fillTemplate(template, components.filter(isJson))
}

function fillTemplate(template: Template, given: readonly Json[]): Content | GraphError {
  for (const component of given) {
    const type = String(component.type).toLowerCase()
    if (!['header', 'body', 'button'].includes(type)) return graphError(100, `Unexpected component type ${type}.`)
    if (type === 'button' && (typeof component.sub_type !== 'string' || typeof component.index !== 'string')) {
      return graphError(131_008, 'A button needs sub_type and index, as strings.')
    }
  }
  const texts: string[] = []
  for (const part of ['HEADER', 'BODY'] as const) {
    const own = template.components.find(({ type }) => type === part)
    const filled = fillText(
      template,
      own,
      given.find(({ type }) => String(type).toUpperCase() === part),
    )
    if (typeof filled !== 'string') return filled
    if (filled.length > (part === 'BODY' ? 1_024 : 60)) return graphError(132_005, `${part} is too long once filled.`)
    if (filled !== '') texts.push(filled)
  }
  return checkButtons(template, given) ?? { type: 'template', text: texts.join('\n\n'), template }
}

function fillText(
  { parameter_format }: Template,
  own: Component | undefined,
  given: Json | undefined,
): string | GraphError {
  const text = own?.text ?? ''
  const wanted = variablesOf(text)
  const parameters = Array.isArray(given?.parameters) ? given.parameters.filter(isJson) : []
  if (parameters.length !== wanted.length) {
    const counts = `number of localizable_params (${parameters.length}) does not match the expected number of params (${wanted.length})`
    return graphError(132_000, `${own?.type.toLowerCase() ?? 'component'}: ${counts}`)
  }
  const values = new Map<string, string>()
  for (const [index, { type, text: value, parameter_name: name }] of parameters.entries()) {
    if (type !== 'text') return graphError(132_012, `Parameter ${index + 1} must be of type text.`)
    if (typeof value !== 'string' || value === '') return graphError(131_008, `Parameter ${index + 1} has no text.`)
    if (/[\n\t]| {5}/.test(value)) {
      return graphError(132_018, 'Param text cannot have new-line/tab characters or more than 4 consecutive spaces.')
    }
    if ((parameter_format === 'NAMED') !== (typeof name === 'string')) {
      return graphError(100, name === undefined ? 'Parameter name is missing or empty.' : 'Parameters are positional.')
    }
    const key = typeof name === 'string' ? name : String(index + 1)
    if (!wanted.includes(key)) return graphError(132_012, `There is no parameter ${key}.`)
    values.set(key, value)
  }
  return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, key: string) => values.get(key) ?? '')
}

function checkButtons(template: Template, given: readonly Json[]): GraphError | null {
  const buttons = template.components.find(({ type }) => type === 'BUTTONS')?.buttons ?? []
  for (const [index, { type, url = '' }] of buttons.entries()) {
    const component = given.find((one) => one.type === 'button' && one.index === String(index))
    const count = Array.isArray(component?.parameters) ? component.parameters.length : 0
    if (type === 'URL' && variablesOf(url).length !== count) {
      return graphError(131_008, `Button at index ${index} of type Url requires a parameter.`)
    }
  }
  const stray = given.find((one) => one.type === 'button' && !buttons[Number(one.index)])
  return stray ? graphError(132_012, `There is no button at index ${String(stray.index)}.`) : null
}
