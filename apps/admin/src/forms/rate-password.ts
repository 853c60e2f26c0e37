/** Loaded when somebody types a new password: with its dictionaries it weighs more than the rest of the panel. */
import { refusalWords } from '@relance/contract'
import { ratePassword } from '@relance/contract/password-strength'
import type { Language } from '../i18n/language.ts'

export interface Strength {
  score: number
  /** Why the server would refuse it, and what to do; null for a good one. */
  fault: string | null
}

export function strengthOf(password: string, about: readonly string[], language: Language): Strength {
  const { score, fault } = ratePassword(password, about)
  return { score, fault: fault && refusalWords(language, { field: 'password', code: fault }) }
}
