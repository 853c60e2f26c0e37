/** Changes of the list of statuses, which is kept in the order of a sale. */
import type { Company } from '@relance/contract'

export type Statuses = Company['leadStatuses']

/** The one at `place` changes places with its neighbour; at an end it stays. */
export function moved(statuses: Statuses, place: number, by: -1 | 1): Statuses {
  const [one, other] = [statuses[place], statuses[place + by]]
  if (!one || !other) return statuses
  return statuses.map((status) => (status === one ? other : status === other ? one : status))
}

/** A code that the API takes, from whatever people type: "Démo faite" is `demo_faite`. Null when nothing is left of it. */
export function codeOf(label: string): string | null {
  const code = label
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^[_\d]+|_+$/g, '')
    .slice(0, 60)
  return code || null
}

/** With one more, called as it was typed; as it is when there is one with the same code. */
export function added(statuses: Statuses, label: string): Statuses {
  const code = codeOf(label)
  if (code === null || statuses.some((status) => status.code === code)) return statuses
  return [...statuses, { code, isOpen: true, ...(label.trim() !== code && { label: label.trim() }) }]
}
