/** What of a form is worth keeping: what was changed in it, and nothing secret. */
const SECRET = /password|secret|token|code/i

type Values = Readonly<Record<string, unknown>>

/** Null when nothing was. */
export function changedOf(values: Values, dirty: Values): Values | null {
  const names = Object.keys(dirty).filter((name) => isDirty(dirty[name]) && !SECRET.test(name))
  return names.length === 0 ? null : Object.fromEntries(names.map((name) => [name, values[name] ?? null]))
}

/** Of a group of fields react-hook-form tells each by itself. */
function isDirty(field: unknown): boolean {
  if (typeof field !== 'object' || field === null) return field === true
  return Object.values(field).some(isDirty)
}

/** @returns null for what nobody could have kept. */
export function valuesOf(text: string): Values | null {
  try {
    const read: unknown = JSON.parse(text)
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Values) : null
  } catch {
    return null
  }
}
