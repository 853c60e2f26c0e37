/** French first, English as well. */
import polyglot from 'ra-i18n-polyglot'
import { en } from '../i18n/en/index.ts'
import { fr } from '../i18n/fr/index.ts'
import { noBreak } from '../i18n/no-break.ts'
import { reactAdmin } from '../i18n/react-admin.ts'

const catalogues = { fr: noBreak({ ra: reactAdmin.fr, ...fr }), en: { ra: reactAdmin.en, ...en } }
const languages = [
  { locale: 'fr', name: 'Français' },
  { locale: 'en', name: 'English' },
]

const KEY = /^[\w-]+(\.[\w-]+)+$/

/**
 * The key itself is shown, and the console says so: the browser tests take that for a failure. Sentences of the server, which
 * react-admin translates as if they were keys, are left as they are.
 */
function onMissingKey(key: string): string {
  if (KEY.test(key)) console.error(`The catalogue has no words for "${key}".`)
  return key
}

export const i18nProvider = polyglot(
  (locale) => {
    document.documentElement.lang = locale
    return locale === 'en' ? catalogues.en : catalogues.fr
  },
  'fr',
  languages,
  { onMissingKey },
)
