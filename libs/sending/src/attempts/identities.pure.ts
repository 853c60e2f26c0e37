/** What the channel calls a person, and from what we know it. Instants in milliseconds, UTC. */

export const IDENTITY_KINDS = ['phone', 'wa_id', 'user_id', 'username'] as const
/** `phone`: a number the person had before. `wa_id`: the channel's form of a number. */
export type IdentityKind = (typeof IDENTITY_KINDS)[number]

export const LEARNT_FROM = [
  ...(['send', 'status', 'reply', 'echo', 'preference', 'quoted_message', 'number_change', 'id_change'] as const),
  /** Somebody of ours said so. */
  'person',
] as const
export type LearntFrom = (typeof LEARNT_FROM)[number]

export interface Identity {
  kind: IdentityKind
  value: string
  learntFrom: LearntFrom
  learntAt: number
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const byName = (a: Identity, b: Identity): number => compare(a.kind, b.kind) || compare(a.value, b.value)
const byTime = (a: Identity, b: Identity): number => a.learntAt - b.learntAt || compare(a.learntFrom, b.learntFrom)

/** Of what was learnt of one name the first counts. In the order of names, so that equal lists are the same. */
export function mergeIdentities(known: readonly Identity[], learnt: readonly Identity[]): Identity[] {
  const first = new Map<string, Identity>()
  for (const one of [...known, ...learnt].sort(byTime)) {
    const name = `${one.kind} ${one.value}`
    if (!first.has(name)) first.set(name, one)
  }
  return [...first.values()].sort(byName)
}
