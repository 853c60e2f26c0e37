/** Events about a person, and what they call the person. */
import { numberVariants } from '@relance/leads/core'
import type { ChannelEvent, PersonNames } from '@relance/relance/core'

const KINDS = ['inbound', 'echo', 'preference', 'number_changed', 'user_id_changed'] as const

export type PersonEvent = Extract<ChannelEvent, { kind: (typeof KINDS)[number] }>

export interface Named extends Partial<PersonNames> {
  /** A message that the person answers: they are whom it was sent to. */
  about?: string | null
}

export const isOfPerson = (event: ChannelEvent): event is PersonEvent => KINDS.some((kind) => kind === event.kind)

/** What the person is called in an event; a change names them before and after. */
export function namesOf(event: PersonEvent): Named {
  switch (event.kind) {
    case 'inbound':
    case 'echo':
      return { ...namesIn(event), about: event.inReplyTo }
    case 'preference':
      return namesIn(event)
    case 'number_changed':
      return { from: event.from, userId: event.previousUserId ?? null }
    case 'user_id_changed':
      return { from: event.from, userId: event.previousUserId }
  }
}

const namesIn = ({ from, userId, parentUserId, username }: PersonNames): Named => ({
  ...{ from, userId },
  ...(parentUserId !== undefined && { parentUserId }),
  ...(username !== undefined && { username }),
})

/** What the person is called after what the event tells; empty where it tells of no change. */
export function namesAfter(event: PersonEvent): Named {
  switch (event.kind) {
    case 'number_changed':
      return { from: event.to, userId: event.userId ?? null }
    case 'user_id_changed':
      return { userId: event.userId }
    case 'inbound':
      return { from: event.sharedPhone ?? null }
    case 'echo':
    case 'preference':
      return {}
  }
}

/** Every name under which the person may be known, numbers in all their national forms. */
export function allNames(event: PersonEvent): string[] {
  const names = [namesOf(event), namesAfter(event)].flatMap(({ from, userId, parentUserId, username }) => [
    ...(from ? numberVariants(from) : []),
    ...[userId, parentUserId, username].flatMap((name) => name ?? []),
  ])
  return [...new Set(names)]
}
