/** What the preflight warns of, in words. */
import type { Preflight } from '@relance/relance/core'
import type { Language } from '../words.ts'

const AND = { fr: ' et ', en: ' and ' } as const

type Warning = Preflight['warnings'][number]

export const preflightWarningWords = (language: Language, warning: Warning): string =>
  warning.kind === 'repeated_text' ? repeatedTextWords(language, warning.steps) : lateDeliveryWords(language, warning)

/** `steps`: two or more, in order. */
export function repeatedTextWords(language: Language, steps: readonly number[]): string {
  const listed = `${steps.slice(0, -1).join(', ')}${AND[language]}${steps.at(-1)}`
  return language === 'fr'
    ? `Les étapes ${listed} envoient le même texte : un lead le recevrait ${steps.length} fois.`
    : `Steps ${listed} send the same text: a lead would get it ${steps.length} times.`
}

function lateDeliveryWords(
  language: Language,
  { steps, livesDays, expiryDays }: Extract<Warning, { kind: 'late_delivery' }>,
): string {
  return language === 'fr'
    ? `Étape ${steps[0]} : WhatsApp essaie de remettre ce modèle pendant ${days('fr', livesDays)}, la règle n’attend que ${days('fr', expiryDays)} : un téléphone éteint peut le recevoir bien plus tard. Raccourcissez la durée de validité de ce modèle dans le gestionnaire WhatsApp.`
    : `Step ${steps[0]}: WhatsApp tries to deliver this template for ${days('en', livesDays)}, and the rule waits for ${days('en', expiryDays)} only: a phone that is off may get it much later. Shorten the validity period of this template in the WhatsApp manager.`
}

const DAYS = { fr: ['jour', 'jours'], en: ['day', 'days'] } as const
const days = (language: Language, count: number): string => `${count} ${DAYS[language][count > 1 ? 1 : 0]}`
