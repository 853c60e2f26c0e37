/** Reads a template out of WhatsApp's list. */
import type { ApprovedParameter, CloudTemplate } from './template.pure.ts'

type Json = Record<string, unknown>

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isJson) : [])
/** Without what no database keeps: half a character, and the character zero. */
const clean = (text: string): string =>
  text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]|\0/g, '\uFFFD')
const words = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? clean(value) : null)
const upper = (value: unknown): string => (words(value) ?? '').toUpperCase()

/** Null when the entry has no name or no language. */
export function readTemplate(entry: unknown): CloudTemplate | null {
  if (!isJson(entry)) return null
  const [name, language] = [words(entry.name), words(entry.language)]
  if (!name || !language) return null
  const components = objects(entry.components)
  const of = (type: string): Json | undefined => components.find((one) => upper(one.type) === type)
  const [header, body] = [of('HEADER'), of('BODY')]
  const headerText = upper(header?.format) === 'TEXT' || !header?.format ? words(header?.text) : null
  const bodyText = words(body?.text) ?? ''
  const buttons = objects(of('BUTTONS')?.buttons)
  const reason = words(entry.rejected_reason)
  return {
    name,
    language,
    category: upper(entry.category),
    status: upper(entry.status),
    parameterFormat: formatOf(entry.parameter_format, bodyText),
    parameters: [
      ...parametersOf(headerText, 'header'),
      ...parametersOf(bodyText, 'body'),
      ...buttons.flatMap((button, index) => buttonParameter(button, index)),
    ],
    headerText,
    bodyText,
    footerText: words(of('FOOTER')?.text),
    buttons: buttons.map((button) => words(button.text) ?? upper(button.type)),
    unsupported: unsupportedParts(header, components, buttons),
    reason: reason === 'NONE' ? null : reason,
    ttlSeconds: secondsOf(entry.message_send_ttl_seconds),
  }
}

/** `-1` is WhatsApp for the 30 days it takes where nothing is set. */
const secondsOf = (told: unknown): number | null =>
  typeof told === 'number' && Number.isSafeInteger(told) && told > 0 ? told : null

/** Old templates do not say: theirs are numbered. */
function formatOf(said: unknown, body: string): 'named' | 'positional' {
  if (upper(said) === 'NAMED') return 'named'
  if (upper(said) === 'POSITIONAL') return 'positional'
  return /\{\{\s*[a-z]/i.test(body) ? 'named' : 'positional'
}

/** Each name once; numbers as many as the highest, since a value is sent for each. */
function parametersOf(text: string | null, place: 'header' | 'body'): ApprovedParameter[] {
  const keys = [...new Set([...(text ?? '').matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, key]) => String(key)))]
  const numbers = keys.filter((key) => /^\d{1,3}$/.test(key)).map(Number)
  const named = keys.filter((key) => !/^\d{1,3}$/.test(key)).map((name) => ({ place, name }))
  return [...Array.from({ length: Math.max(0, ...numbers) }, () => ({ place, name: null })), ...named]
}

function buttonParameter(button: Json, index: number): ApprovedParameter[] {
  const takesValue = upper(button.type) === 'URL' && /\{\{\s*\w+\s*\}\}/.test(String(button.url ?? ''))
  return takesValue ? [{ place: `button_${index}`, name: null }] : []
}

const KNOWN_COMPONENTS = ['HEADER', 'BODY', 'FOOTER', 'BUTTONS']
const KNOWN_BUTTONS = ['QUICK_REPLY', 'URL', 'PHONE_NUMBER', 'VOICE_CALL']

function unsupportedParts(header: Json | undefined, components: readonly Json[], buttons: readonly Json[]): string[] {
  const format = upper(header?.format)
  return [
    ...(format && format !== 'TEXT' ? [format] : []),
    ...components.map((one) => upper(one.type)).filter((type) => !KNOWN_COMPONENTS.includes(type)),
    ...buttons.map((one) => upper(one.type)).filter((type) => !KNOWN_BUTTONS.includes(type)),
  ]
}
