/**
 * The words of the language in use. To choose another one loads its words first, and then only re-renders what shows words:
 * react-admin's own way would build every page anew, and what was typed would be gone.
 */
import polyglot from 'ra-i18n-polyglot'
import type { I18nProvider } from 'react-admin'
import type { PanelWords } from '../i18n/fr/index.ts'
import { firstLanguage, LANGUAGES, type Language, languageOf, wordsOf } from '../i18n/language.ts'
import { queryClient } from './query-client.ts'

const KEY = /^[\w-]+(\.[\w-]+)+$/

/**
 * The key itself is shown, and the console says so: the browser tests take that for a failure. Sentences of the server, which
 * react-admin translates as if they were keys, are left as they are.
 */
function onMissingKey(key: string): string {
  if (KEY.test(key)) console.error(`The catalogue has no words for "${key}".`)
  return key
}

/** Until the first words have come, nothing is shown. */
let spoken: Pick<I18nProvider, 'translate' | 'getLocale'> = { translate: (key) => key, getLocale: firstLanguage }

/** One for the whole life of the panel, whichever language is in use. */
export const i18nProvider: I18nProvider = {
  translate: (key, options) => spoken.translate(key, options),
  changeLocale: (locale) => speak(languageOf(locale)),
  getLocale: () => spoken.getLocale(),
  getLocales: () => [...LANGUAGES],
}

/** The words in use, as a tree. */
let tree: PanelWords | null = null

/** The names of a group of words, the same in every language: asked once the panel is open. */
export const namesIn = (group: (words: PanelWords) => object): string[] => (tree ? Object.keys(group(tree)) : [])

let current = i18nProvider
const listeners = new Set<() => void>()

/** Equal to the provider, and another object after each change of language. */
export const currentWords = (): I18nProvider => current
export function onLanguage(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What the server has said in the language before is asked for again. */
export async function speak(language: Language): Promise<void> {
  const words = await wordsOf(language)
  tree = words
  spoken = polyglot(() => words, language, [...LANGUAGES], { onMissingKey })
  current = { ...i18nProvider }
  document.documentElement.lang = language
  for (const listener of listeners) listener()
  await queryClient.invalidateQueries()
}
