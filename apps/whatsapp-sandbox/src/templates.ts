/** The templates of the account: the demo's, and those created since. */
import { type GraphError, graphError } from './graph-error.ts'

export interface Component {
  type: string
  format?: string
  text?: string
  buttons?: { type: string; text?: string; url?: string }[]
  example?: unknown
}

export interface Template {
  id: string
  name: string
  language: string
  category: string
  status: string
  parameter_format: 'POSITIONAL' | 'NAMED'
  components: Component[]
  rejected_reason: string
  /** Seconds; absent where nothing was set. */
  message_send_ttl_seconds?: number
}

const STOP_BUTTON: Component = { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Stop promotions' }] }

const body = (text: string, example: unknown): Component => ({ type: 'BODY', text, example })

const made = (id: number, name: string, more: Partial<Template> & Pick<Template, 'components'>): Template => ({
  // Beyond what a JSON number keeps exactly, as real ids are.
  id: String(9_007_199_254_740_993_000n + BigInt(id)),
  name,
  language: 'fr',
  category: 'MARKETING',
  status: 'APPROVED',
  parameter_format: 'POSITIONAL',
  rejected_reason: 'NONE',
  ...more,
})

/** One of each state a manager may meet. */
export function demoTemplates(): Template[] {
  const positional = { body_text: [['Camille', 'Éclair SA']] }
  const named = { body_text_named_params: [{ param_name: 'prenom', example: 'Camille' }] }
  return [
    made(1, 'relance_1', {
      components: [
        body('Bonjour {{1}}, avez-vous pu regarder notre proposition ? {{2}} reste à votre disposition.', positional),
        STOP_BUTTON,
      ],
    }),
    made(2, 'relance_2', {
      parameter_format: 'NAMED',
      components: [
        body(
          'Bonjour {{prenom}}, souhaitez-vous que nous en parlions de vive voix ? Répondez simplement à ce message.',
          named,
        ),
        STOP_BUTTON,
      ],
    }),
    made(3, 'follow_up_1', {
      language: 'en',
      components: [
        body(
          'Hello {{1}}, did you have a chance to look at our proposal? {{2}} is here if you have questions.',
          positional,
        ),
        STOP_BUTTON,
      ],
    }),
    made(4, 'rappel_rendez_vous', {
      category: 'UTILITY',
      message_send_ttl_seconds: 43_200,
      components: [body('Bonjour {{1}}, nous vous rappelons votre rendez-vous {{2}}. À bientôt !', positional)],
    }),
    made(5, 'sans_variable', {
      components: [body('Bonjour, notre offre est encore valable cette semaine.', undefined)],
    }),
    made(6, 'promo_ete', {
      status: 'PAUSED',
      components: [body('Bonjour {{1}}, l’été commence avec 20 % de remise.', { body_text: [['Camille']] })],
    }),
    made(7, 'gagnez_tout', {
      status: 'REJECTED',
      rejected_reason: 'INVALID_FORMAT',
      components: [body('{{1}} gagnez', { body_text: [['Camille']] })],
    }),
    made(8, 'en_attente', { status: 'PENDING', components: [body('Bonjour {{1}} !', { body_text: [['Camille']] })] }),
    made(9, 'code_acces', {
      category: 'AUTHENTICATION',
      components: [
        body('{{1}} est votre code de vérification.', { body_text: [['123456']] }),
        { type: 'BUTTONS', buttons: [{ type: 'OTP', text: 'Copier le code' }] },
      ],
    }),
  ]
}

export const variablesOf = (text: string): string[] => [
  ...new Set([...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, key]) => String(key))),
]

/** How long a message may be tried for, in seconds, from and to; `-1` stands for 30 days. */
const LIVES: Readonly<Record<string, readonly [number, number]>> = {
  AUTHENTICATION: [30, 900],
  UTILITY: [30, 43_200],
  MARKETING: [43_200, 2_592_000],
}

function isLife(seconds: unknown, category: string): boolean {
  if (seconds === undefined || (seconds === -1 && category !== 'MARKETING')) return true
  const [least, most] = LIVES[category] ?? [0, 0]
  return typeof seconds === 'number' && Number.isInteger(seconds) && seconds >= least && seconds <= most
}

const LANGUAGE = /^[a-z]{2,3}(_[A-Z]{2})?$/

/** What Meta checks when a template is submitted; it is approved at once unless its text holds the word “refusez”. */
export function createTemplate(existing: readonly Template[], wanted: unknown): Template | GraphError {
  const {
    name,
    language,
    category,
    components,
    parameter_format,
    message_send_ttl_seconds: seconds,
  } = (wanted ?? {}) as Record<string, unknown>
  if (typeof name !== 'string' || !/^[a-z0-9_]{1,512}$/.test(name)) {
    return graphError(100, 'name: only lowercase letters, digits and underscores.')
  }
  if (typeof language !== 'string' || !LANGUAGE.test(language)) return graphError(100, 'language: not a known code.')
  if (!['MARKETING', 'UTILITY', 'AUTHENTICATION'].includes(String(category))) {
    return graphError(100, 'category: must be one of MARKETING, UTILITY, AUTHENTICATION.')
  }
  if (!isLife(seconds, String(category))) {
    return graphError(100, 'message_send_ttl_seconds: out of the range of the category.')
  }
  if (existing.some((one) => one.name === name && one.language === language)) {
    return graphError(100, 'There is already content in this language for this template.')
  }
  const parts = Array.isArray(components) ? (components as Component[]) : []
  const text = parts.find(({ type }) => type === 'BODY')?.text
  if (typeof text !== 'string' || text === '' || text.length > 1_024)
    return graphError(100, 'components: no valid BODY.')
  if (/^\s*\{\{|\}\}\s*$/.test(text)) return graphError(100, 'A variable may not open or close the body.')
  const isNamed = String(parameter_format).toUpperCase() === 'NAMED'
  const misfit = variablesOf(text).find((key) => /^\d+$/.test(key) === isNamed)
  if (misfit) return graphError(100, `The variable ${misfit} does not fit parameter_format.`)
  if (variablesOf(text).length > 0 && !parts.find(({ type }) => type === 'BODY')?.example) {
    return graphError(100, 'Variables need an example.')
  }
  return made(existing.length + 100, name, {
    language,
    category: String(category),
    components: parts,
    parameter_format: isNamed ? 'NAMED' : 'POSITIONAL',
    ...(typeof seconds === 'number' && { message_send_ttl_seconds: seconds }),
    ...(/refusez/i.test(text) && { status: 'REJECTED', rejected_reason: 'TAG_CONTENT_MISMATCH' }),
  })
}
