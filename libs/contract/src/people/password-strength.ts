/**
 * How hard a password is to guess: zxcvbn with French and English words, and those of the company and the person. Its
 * dictionaries weigh a megabyte: load this file where a password is set, not before.
 */
import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary as common } from '@zxcvbn-ts/language-common'
import { dictionary as english } from '@zxcvbn-ts/language-en'
import { dictionary as french } from '@zxcvbn-ts/language-fr'
import type { PasswordFault } from '../http/problem.ts'
import { SHORTEST_PASSWORD } from './password-length.ts'

/** From 0 to 4; below 3 a password is refused. */
export interface PasswordRating {
  score: number
  fault: PasswordFault | null
}

const LEAST = 3
/** More characters make a password no weaker. With these two bounds the dearest text costs some 50 ms, not seconds. */
const READ = 32
const SUBSTITUTIONS = 5

const { 'wikipedia-en': _, 'lastnames-en': __, ...englishWords } = english
const zxcvbn = new ZxcvbnFactory({
  dictionary: { ...common, ...french, ...englishWords },
  graphs: adjacencyGraphs,
  l33tMaxSubstitutions: SUBSTITUTIONS,
  maxLength: READ,
})

const OWN_WORD = 'relance'
/** Shorter words ("de", "SAS") are in every passphrase. */
const SHORTEST_WORD = 4
const MOST_WORDS = 40

/** `about`: the company's name, the person's name and email. */
export function ratePassword(typed: string, about: readonly string[]): PasswordRating {
  // As it is hashed: what looks alike is the same password.
  const password = typed.normalize('NFKC')
  if (password.length < SHORTEST_PASSWORD) return { score: 0, fault: 'password_weak' }
  const words = wordsOf(about)
  const { score, feedback, sequence } = zxcvbn.check(password, words)
  const isPersonal = sequence.some(({ dictionaryName }) => dictionaryName === 'userInputs')
  if (score < LEAST) return { score, fault: isPersonal ? 'password_personal' : faultOf(feedback.warning) }
  const rest = without(fold(password), words)
  // Whoever guesses at this person begins with these words: what stands beside them has to hold alone.
  const strength = rest === null ? score : Math.min(score, zxcvbn.check(rest).score)
  return { score: strength, fault: strength < LEAST ? 'password_personal' : null }
}

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** The words themselves, and names written together. */
function wordsOf(about: readonly string[]): string[] {
  const words = [OWN_WORD]
  for (const text of about.map(fold)) {
    const parts = text.split(/[^\p{L}\p{N}]+/u).filter((part) => part.length > 0)
    words.push(text, parts.join(''), parts.toReversed().join(''), ...parts)
  }
  return [...new Set(words)].filter((word) => word.length >= SHORTEST_WORD).slice(0, MOST_WORDS)
}

/** Null when none of the words is in it. */
function without(password: string, words: readonly string[]): string | null {
  const longestFirst = words.toSorted((one, other) => other.length - one.length)
  const rest = longestFirst.reduce((text, word) => text.replaceAll(word, ''), password)
  return rest === password ? null : rest
}

const FAULTS: Readonly<Record<string, PasswordFault>> = {
  straightRow: 'password_pattern',
  keyPattern: 'password_pattern',
  simpleRepeat: 'password_pattern',
  extendedRepeat: 'password_pattern',
  sequences: 'password_pattern',
  recentYears: 'password_pattern',
  dates: 'password_pattern',
  topTen: 'password_common',
  topHundred: 'password_common',
  common: 'password_common',
  similarToCommon: 'password_common',
}

const faultOf = (warning: string | null): PasswordFault => FAULTS[warning ?? ''] ?? 'password_guessable'
