/** Small, so that the words of the language in use are asked for while the panel itself is on its way. */
import { firstLanguage, wordsOf } from './i18n/language.ts'

void wordsOf(firstLanguage()).catch(() => undefined)
// Not awaited here: the panel needs the file this is in, which then would never be done.
void import('./open.tsx').then(({ open }) => open())
