/** The company's own fields: which input fits a value, and what is typed in it as it is kept. */
export type CustomKind = 'text' | 'number' | 'yesNo' | 'day'

const DAY = /^\d{4}-\d{2}-\d{2}$/

export function kindOfValue(value: unknown): CustomKind {
  if (typeof value === 'number') return 'number'
  if (typeof value === 'boolean') return 'yesNo'
  return typeof value === 'string' && DAY.test(value) ? 'day' : 'text'
}

/** As an input holds it. */
export const textOfValue = (value: unknown): string => (value === null || value === undefined ? '' : String(value))

/** Undefined for what is no number. */
export function valueOfText(text: string, kind: CustomKind): string | number | boolean | null | undefined {
  if (text === '') return null
  if (kind === 'yesNo') return text === 'true'
  if (kind !== 'number') return text
  const number = Number(text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.'))
  return Number.isFinite(number) ? number : undefined
}

/** A key as a label: “chantierPrevu” is read “Chantier prevu”. */
export function labelOfKey(key: string): string {
  const words = key
    .replace(/_+/g, ' ')
    .replace(/(\p{Ll})(\p{Lu})/gu, (_, end: string, next: string) => `${end} ${next.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}
