/** Words compared as people mean them: without accents, case, blanks and punctuation. */

/** Without accents. Most words of a file have none, and nothing has to be taken apart. */
export const plain = (text: string): string =>
  /[^\0-\x7f]/.test(text) ? text.normalize('NFD').replace(/[\u0300-\u036f]/g, '') : text

/** `Tél. portable` → `telportable`. */
export const lettersOf = (text: string): string =>
  plain(text)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')

/** Two words are the same when these are; a word in another alphabet is compared as it is. */
export const wordKey = (text: string): string => lettersOf(text) || text.trim().toLowerCase()

/** `Phone 1 - Value` → `phone`, `1`, `value`; `MobilePhone` → `mobile`, `phone`. */
export const tokensOf = (text: string): string[] =>
  plain(text)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
