/** Addresses as people and tools write them into one cell. */

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
const BETWEEN = /\s*(?::::|[;,|/\n]|\s(?:ou|or|et|and)\s)\s*|\s+/i

/** In the order of the cell; null when anything else stands there as well. */
export function readEmails(text: string): string[] | null {
  if (EMAIL.test(text) && !/[;,|]/.test(text)) return [text]
  const parts = text.split(BETWEEN).filter((part) => part !== '')
  return parts.length > 0 && parts.every((part) => EMAIL.test(part)) ? parts : null
}
