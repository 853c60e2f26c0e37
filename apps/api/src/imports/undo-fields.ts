/** What taking an import back makes of one lead: fields that still hold what the import wrote get their value of before. */

type Fields = Readonly<Record<string, unknown>>

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** `patch`: fields to put back. `edited`: fields somebody has changed since, which keep their value. */
export function undoFields(current: Fields, before: Fields, after: Fields): { patch: Fields; edited: string[] } {
  const patch: Record<string, unknown> = {}
  const edited: string[] = []
  for (const [field, written] of Object.entries(after)) {
    if (field === 'custom' || field === 'external_ids') {
      const inner = undoKeys(object(current[field]), object(before[field]), object(written))
      if (!isSame(inner.value, current[field])) patch[field] = inner.value
      edited.push(...inner.edited.map((key) => `${field}.${key}`))
    } else if (isSame(current[field], written)) patch[field] = before[field] ?? null
    else edited.push(field)
  }
  return { patch, edited }
}

const object = (value: unknown): Fields => (value ?? {}) as Fields

/** Key by key: each is a field of one's own. */
function undoKeys(current: Fields, before: Fields, after: Fields): { value: Fields; edited: string[] } {
  const value: Record<string, unknown> = { ...current }
  const edited: string[] = []
  for (const [key, written] of Object.entries(after)) {
    if (isSame(written, before[key])) continue
    if (!isSame(current[key], written)) edited.push(key)
    else if (Object.hasOwn(before, key)) value[key] = before[key]
    else delete value[key]
  }
  return { value, edited }
}
