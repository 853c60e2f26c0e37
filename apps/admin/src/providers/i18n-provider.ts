/** French first, and with the first load; English is fetched when it is wanted. */
import polyglot from 'ra-i18n-polyglot'
import { catalogue as french } from '../i18n/french.ts'

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
    return locale === 'en' ? import('../i18n/english.ts').then(({ catalogue }) => catalogue) : french
  },
  'fr',
  languages,
  { onMissingKey },
)
