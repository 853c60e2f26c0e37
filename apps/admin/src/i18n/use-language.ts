import { useLocaleState } from 'react-admin'

/** Of words that come with a description and not from the panel's catalogues. */
export const useLanguage = (): 'fr' | 'en' => (useLocaleState()[0] === 'en' ? 'en' : 'fr')
