/** Whom events are about: a number, or the id that stands for it where the channel leaves the number out. */
import type { ChannelEvent } from '@relance/relance/core'
import type { PersonState } from '../attempts/people.pure.ts'

export type NumberChange = Extract<ChannelEvent, { kind: 'number_changed' }>

export interface Named {
  from: string | null
  userId: string | null
}

export interface Owners {
  /** The lead's id, by number first. */
  ownerOf(named: Named): string | undefined
  /** New numbers, by the lead's id. */
  phones: ReadonlyMap<string, string>
}

/** The persons that an event is about; the new number of somebody may be another's. */
export function namesOf(event: ChannelEvent): Named[] {
  switch (event.kind) {
    case 'inbound':
    case 'preference':
      return [{ from: event.from, userId: event.userId }]
    case 'number_changed':
      return [event.from, event.to].map((from) => ({ from, userId: null }))
    default:
      return []
  }
}

const E164 = /^\+[1-9][0-9]{6,14}$/

/**
 * Numbers change in the order of their instants, whatever the order they were told in. Where another lead has the new number already,
 * nothing is changed. A person is known by both numbers within the batch.
 */
export function createOwners(people: readonly PersonState[], changes: readonly NumberChange[]): Owners {
  const byPhone = new Map(people.flatMap(({ lead }) => (lead.phone === null ? [] : [[lead.phone, lead.id] as const])))
  const current = new Map(people.map(({ lead }) => [lead.id, lead.phone]))
  const phones = new Map<string, string>()
  for (const { from, to } of [...changes].sort((a, b) => a.at - b.at || compare(a.from + a.to, b.from + b.to))) {
    const leadId = byPhone.get(from)
    if (leadId === undefined || current.get(leadId) !== from || byPhone.has(to) || !E164.test(to)) continue
    byPhone.set(to, leadId)
    current.set(leadId, to)
    phones.set(leadId, to)
  }
  const others = new Map<string, string>()
  for (const name of ['userId', 'waNumber'] as const) {
    for (const person of people) if (person[name] !== null) others.set(person[name], person.lead.id)
  }
  const find = (name: string): string | undefined => byPhone.get(name) ?? others.get(name)
  return { ownerOf: ({ from, userId }) => find(from ?? '') ?? find(userId ?? ''), phones }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
