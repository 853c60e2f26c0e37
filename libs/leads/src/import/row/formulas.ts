/**
 * Text that no spreadsheet takes for a formula, and back. A spreadsheet splits a file at its own list separator, which may not
 * be the file's: a formula is looked for at the start of a cell, and after whatever could begin another cell or line within it.
 */
const FORMULA = /(^|[;\t|\r\n])(["\s]*)(?='*[=+\-@＝＋－＠])/g
const GUARDED = /(^|[;\t|\r\n])(["\s]*)'(?='*[=+\-@＝＋－＠])/g

/** Puts an apostrophe before each beginning of a formula; `readGuarded` takes exactly those off again. */
export const guardFormulas = (text: string): string => text.replace(FORMULA, "$1$2'")

export const readGuarded = (text: string): string => text.replace(GUARDED, '$1$2')
