/** French first, English as well. */
import polyglot from 'ra-i18n-polyglot'
import english from 'ra-language-english'
import french from 'ra-language-french'
import { en } from '../i18n/en.ts'
import { fr } from '../i18n/fr.ts'

const catalogues = { fr: { ...french, ...fr }, en: { ...english, ...en } }
const languages = [
  { locale: 'fr', name: 'Français' },
  { locale: 'en', name: 'English' },
]

export const i18nProvider = polyglot(
  (locale) => {
    document.documentElement.lang = locale
    return locale === 'en' ? catalogues.en : catalogues.fr
  },
  'fr',
  languages,
  { allowMissing: true },
)
