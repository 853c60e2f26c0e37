/** The language in use, and its words: those of the other are loaded when it is chosen. */
export const LANGUAGES = [
  { locale: 'fr', name: 'Français' },
  { locale: 'en', name: 'English' },
] as const
export type Language = (typeof LANGUAGES)[number]['locale']

const CATALOGUES = {
  fr: async () => (await import('./french.ts')).catalogue,
  en: async () => (await import('./english.ts')).catalogue,
}

export const wordsOf = (language: Language) => CATALOGUES[language]()

/** French is what everything else is read as. */
export const languageOf = (locale: string): Language => (locale === 'en' ? 'en' : 'fr')

/** Where react-admin's store keeps what was chosen on this device. */
const CHOSEN = 'RaStore.locale'

/** What was chosen on this device, else the first of the browser's languages that there are words for, else French. */
export function firstLanguage(): Language {
  const wishes = [chosen(), ...navigator.languages].map((wish) => wish.slice(0, 2).toLowerCase())
  return (
    LANGUAGES.find(({ locale }) => locale === wishes.find((wish) => wish === 'fr' || wish === 'en'))?.locale ?? 'fr'
  )
}

function chosen(): string {
  try {
    return String(JSON.parse(localStorage.getItem(CHOSEN) ?? '""'))
  } catch {
    // Kept by something else, or the browser keeps nothing.
    return ''
  }
}
