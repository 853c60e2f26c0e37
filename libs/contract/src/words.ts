/** Puts refusals into words, in the language asked for. French comes first. */
import type { ProblemCode, Refusal, Words } from './http/problem.ts'
import { en } from './words/en.ts'
import { fr } from './words/fr.ts'

export type Language = 'fr' | 'en'
const CATALOGUES: Readonly<Record<Language, Words>> = { fr, en }

type Params = Readonly<Record<string, string | number>>

/** `{name}` is what the refusal knows; a part in brackets around one is left out when it does not. */
export const fill = (text: string, params: Params = {}): string =>
  text
    .replace(/\[([^[\]]*\{(\w+)\}[^[\]]*)\]/g, (_, part: string, key: string) =>
      Object.hasOwn(params, key) ? part : '',
    )
    .replace(/\{(\w+)\}/g, (_, key: string) => (Object.hasOwn(params, key) ? String(params[key]) : ''))

export function problemWords(
  language: Language,
  code: ProblemCode,
  params?: Params,
): { title: string; detail: string } {
  const { title, detail } = CATALOGUES[language].problems[code]
  return { title, detail: fill(detail, params) }
}

export function refusalWords(language: Language, { code, params }: Refusal): string {
  return fill(CATALOGUES[language].refusals[code], params)
}

/** `Accept-Language` with its weights; French unless English is preferred to it. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const weights = { fr: 0, en: 0 }
  for (const part of (acceptLanguage ?? '').slice(0, 500).toLowerCase().split(',')) {
    const [, language, weight = '1'] = /^\s*(fr|en)\b[^;]*(?:;\s*q=([\d.]+))?/.exec(part) ?? []
    if (language === 'fr' || language === 'en') weights[language] = Math.max(weights[language], Number(weight))
  }
  return weights.en > weights.fr ? 'en' : 'fr'
}
