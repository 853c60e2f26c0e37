/** The values of records in words, field by field: what a manager reads in differences. */
import type { Audience, Condition } from '@relance/contract/audience-fields'
import type { TemplateMapping } from '@relance/contract'
import { instantFormat, type InstantFormat } from '@relance/contract/instants'
import { useCanAccess, useGetList, useLocaleState } from 'react-admin'
import { useWords, type Translate } from '../i18n/use-words.ts'
import { DAY as DAY_MS } from '../formats/time.ts'

interface Delay {
  value: number
  unit: string
}

type Format = (value: unknown) => string

const PEOPLE = { pagination: { page: 1, perPage: 500 } }
const DAY = /^\d{4}-\d{2}-\d{2}$/
const ISO = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/

/** Names instead of ids, sentences instead of JSON. */
export function useValueWords(): (field: string, value: unknown) => string {
  const translate = useWords()
  const [locale] = useLocaleState()
  const frequencies = useNames('frequencies')
  const templates = useNames('templates')
  const closers = useNames('closers')
  const instant = instantFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
  const day = instantFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
  const amount = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 6 })
  const plain: Format = (value) =>
    typeof value === 'string' && DAY.test(value) ? day.format(new Date(value)) : plainWords(value, translate, instant)
  const languages = new Intl.DisplayNames(locale, { type: 'language' })
  const named =
    (names: ReadonlyMap<string, string>): Format =>
    (value) =>
      [value]
        .flat()
        .map((id) => names.get(String(id)) ?? String(id))
        .join(', ')
  const formats: Readonly<Record<string, Format>> = {
    frequencyId: named(frequencies),
    templateId: named(templates),
    templateIds: named(templates),
    variants: (value) =>
      (value as { step: number; templateId: string }[])
        .map(({ step, templateId }) => `${step} → ${templates.get(templateId) ?? templateId}`)
        .join(', ') || '—',
    leadStatuses: (value) =>
      (value as { code: string }[]).map(({ code }) => translate(`statuses.${code}`, { _: code })).join(', '),
    monthlyBudgetMicros: (value) => amount.format(Number(value) / 1_000_000),
    priceMicros: (value) => amount.format(Number(value) / 1_000_000),
    category: (value) => translate(`whatsapp.categories.${value}`, { _: String(value) }),
    closerId: named(closers),
    userId: named(closers),
    standInId: named(closers),
    steps: (value) => stepsWords(value as { after: Delay }[], translate),
    window: (value) => windowWords(value as Window, locale),
    audience: (value) => audienceWords(value as Audience, translate),
    stopOn: (value) => (value as string[]).map((stop) => translate(`stops.${stop}`, { _: stop })).join(', ') || '—',
    onContact: (value) => translate(`on_contact.${value}`, { _: String(value) }),
    relanceCaps: (value) =>
      (value as { count: number; days: number }[])
        .map(({ count, days }) => translate('settings.caps.one', { count, smart_count: days }))
        .join(', ') || '—',
    role: (value) => translate(`roles.${value}`, { _: String(value) }),
    status: (value) => translate(`statuses.${value}`, { _: String(value) }),
    channel: (value) => translate(`run.channels.${value}`, { _: String(value) }),
    outcome: (value) => translate(`inbox.outcome.${value}`, { _: String(value) }),
    locale: (value) => languages.of(String(value)) ?? String(value),
    whatsappParameters: (value) => (value as { value: string }[]).map((one) => one.value).join(', ') || '—',
    whatsapp: (value) => mappingWords(value as TemplateMapping),
    state: (value) => translate(`relance.states.${value}`, { _: String(value) }),
  }
  return (field, value) => (value === null || value === undefined ? '—' : (formats[field] ?? plain)(value))
}

function useNames(resource: 'frequencies' | 'templates' | 'closers'): ReadonlyMap<string, string> {
  const { canAccess } = useCanAccess({ resource, action: 'list' })
  const { data = [] } = useGetList<{ id: string; name: string }>(resource, PEOPLE, { enabled: canAccess === true })
  return new Map(data.map(({ id, name }) => [id, name]))
}

function plainWords(value: unknown, translate: Translate, instant: InstantFormat): string {
  if (typeof value === 'boolean') return translate(value ? 'ra.boolean.true' : 'ra.boolean.false')
  if (typeof value === 'string') return ISO.test(value) ? instant.format(new Date(value)) : value || '—'
  if (Array.isArray(value)) return value.map((one) => plainWords(one, translate, instant)).join(', ') || '—'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

const mappingWords = ({ name, language, parameters }: TemplateMapping): string =>
  [
    `${name} · ${language}`,
    ...parameters.map(({ name: parameter, value }) => (parameter ? `${parameter} = ${value}` : value)),
  ].join(', ')

const delayWords = ({ value, unit }: Delay, translate: Translate): string =>
  translate(`delay.${unit}`, { smart_count: value, _: `${value} ${unit}` })

export const stepsWords = (steps: readonly { after: Delay }[], translate: Translate): string =>
  steps.map(({ after }) => delayWords(after, translate)).join(' → ')

export interface Window {
  days: readonly number[]
  from: string
  to: string
}

/** A Monday. */
const MONDAY = Date.UTC(2024, 0, 1)

export function windowWords({ days, from, to }: Window, locale: string): string {
  const name = instantFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  const nameOf = (day: number): string => name.format(new Date(MONDAY + (day - 1) * DAY_MS))
  const sorted = [...days].sort()
  const isRun = sorted.length > 2 && sorted.every((day, place) => place === 0 || day === (sorted[place - 1] ?? 0) + 1)
  const shown = isRun ? `${nameOf(sorted[0] ?? 1)} – ${nameOf(sorted.at(-1) ?? 7)}` : sorted.map(nameOf).join(', ')
  return `${shown}, ${from} – ${to}`
}

export function audienceWords(audience: Audience, translate: Translate): string {
  if (audience.rules.length === 0) return translate('audience.everybody')
  const joint = translate(audience.combinator === 'and' ? 'audience.and' : 'audience.or')
  const parts = audience.rules.map((node) =>
    'combinator' in node ? `(${audienceWords(node, translate)})` : conditionWords(node, translate),
  )
  return `${audience.not ? `${translate('audience.not')} ` : ''}${parts.join(` ${joint} `)}`
}

function conditionWords({ field, operator, value }: Condition, translate: Translate): string {
  const name = translate(`resources.leads.fields.${field}`, { _: field })
  return [name, translate(`audience.operators.${operator}`, { _: operator }), conditionValue(field, value, translate)]
    .filter(Boolean)
    .join(' ')
}

/** A line never breaks inside the marks. */
const quoted = (text: string): string => `«\u00a0${text}\u00a0»`

function conditionValue(field: string, value: unknown, translate: Translate): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'object' && 'unit' in value) return delayWords(value as Delay, translate)
  const word = (one: unknown): string =>
    field === 'status' ? quoted(translate(`statuses.${one}`, { _: String(one) })) : quoted(String(one))
  return [value].flat().map(word).join(', ')
}
