/** What the preflight warns of, in words. */
import type { Language } from '../words.ts'

const AND = { fr: ' et ', en: ' and ' } as const

/** `steps`: two or more, in order. */
export function repeatedTextWords(language: Language, steps: readonly number[]): string {
  const listed = `${steps.slice(0, -1).join(', ')}${AND[language]}${steps.at(-1)}`
  return language === 'fr'
    ? `Les étapes ${listed} envoient le même texte : un lead le recevrait ${steps.length} fois.`
    : `Steps ${listed} send the same text: a lead would get it ${steps.length} times.`
}
