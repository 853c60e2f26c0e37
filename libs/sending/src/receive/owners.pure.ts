/** Whom events are about: a number, the ids that stand for it, or the message of ours that is answered. */
import { numberVariants } from '@relance/leads/core'
import type { ChannelEvent } from '@relance/relance/core'
import type { Identity, LearntFrom } from '../attempts/identities.pure.ts'
import type { PersonState } from '../attempts/people.pure.ts'
import { type Named, namesAfter, namesOf, type PersonEvent } from './person-events.pure.ts'

export type NumberChange = Extract<ChannelEvent, { kind: 'number_changed' }>

/** A lead that was sent a message, which the channel knows by this id. */
export interface Recipient {
  messageId: string
  leadId: string
}

export interface Owners {
  /** The lead's id. */
  ownerOf(event: ChannelEvent): string | undefined
  /** New numbers, by the lead's id. */
  phones: ReadonlyMap<string, string>
  /** What the batch tells of how people are called, by the lead's id. */
  learnt: ReadonlyMap<string, readonly Identity[]>
}

export interface PersonEvents {
  /** In one order, whatever the order they came in. */
  events: readonly PersonEvent[]
  /** Statuses of messages that are known. */
  statuses: readonly { leadId: string; event: Extract<ChannelEvent, { kind: 'status' }> }[]
  recipients: readonly Recipient[]
}

/**
 * A number comes before the ids beside it, since it is what the lead is reached by. What one event tells of a person makes others
 * theirs, until nothing more becomes known.
 */
export function createOwners(people: readonly PersonState[], { events, statuses, recipients }: PersonEvents): Owners {
  const book = createBook(people, recipients)
  const phones = changeNumbers(people, events, book)
  const owners = new Map<ChannelEvent, string>()
  const learnt = new Map<string, Identity[]>()
  const learn = (leadId: string, identities: readonly Identity[]): void => {
    for (const identity of identities) book.note(leadId, identity)
    if (identities.length > 0) learnt.set(leadId, [...(learnt.get(leadId) ?? []), ...identities])
  }
  for (const { leadId, event } of statuses) {
    const names = { from: event.to, userId: event.userId, parentUserId: event.parentUserId, username: event.username }
    learn(leadId, identitiesOf(names, 'status', event.at, book))
  }
  for (let before = -1; before < owners.size; ) {
    before = owners.size
    for (const event of events) {
      const found = owners.has(event) ? null : (book.find(namesOf(event)) ?? book.find(namesAfter(event)))
      if (!found) continue
      owners.set(event, found.leadId)
      learn(found.leadId, identitiesIn(event, found.isQuoted, book))
    }
  }
  for (const { lead } of people) {
    const number = lead.phone === null ? learnt.get(lead.id)?.find((one) => isFreeNumber(one, book)) : undefined
    if (number && !phones.has(lead.id)) takeNumber(lead.id, number.value, { book, phones })
  }
  return { ownerOf: (event) => owners.get(event), phones, learnt }
}

type Book = ReturnType<typeof createBook>

/** Who was known by an id alone and shows a number that is no other lead's has it from now on. */
const isFreeNumber = ({ kind, value }: Identity, { phones }: Book): boolean =>
  kind === 'wa_id' && E164.test(value) && !phones.has(value)

function takeNumber(
  leadId: string,
  number: string,
  { book, phones }: { book: Book; phones: Map<string, string> },
): void {
  book.phones.set(number, leadId)
  phones.set(leadId, number)
}

/** Who is known by which name. Of several leads that one name was learnt of, the latest has it. */
function createBook(people: readonly PersonState[], recipients: readonly Recipient[]) {
  const phones = new Map(people.flatMap(({ lead }) => (lead.phone === null ? [] : [[lead.phone, lead.id] as const])))
  const names = new Map<string, { leadId: string; at: number }>()
  const forms = new Map<string, string>()
  const former = new Set<string>()
  const withIds = new Set<string>()
  const withNumbers = new Set(phones.values())
  const messages = new Map(recipients.map(({ messageId, leadId }) => [messageId, leadId]))
  const note = (leadId: string, { kind, value, learntAt: at }: Identity): void => {
    const before = names.get(value)
    if (!before || at > before.at || (at === before.at && leadId > before.leadId)) names.set(value, { leadId, at })
    if (kind === 'phone') former.add(value)
    if (kind === 'user_id') withIds.add(leadId)
    if (kind === 'phone' || kind === 'wa_id') noteForms(value, leadId)
  }
  const noteForms = (phone: string, leadId: string): void => {
    for (const form of numberVariants(phone)) if (!forms.has(form)) forms.set(form, leadId)
  }
  for (const [phone, leadId] of phones) noteForms(phone, leadId)
  for (const { lead, identities } of people) for (const one of identities) note(lead.id, one)
  const named = (name: string | null | undefined): string | undefined => (name ? names.get(name)?.leadId : undefined)
  return {
    phones,
    note,
    noteForms,
    isPhone: (value: string): boolean => phones.has(value) || former.has(value),
    byNumber: (from: string | null | undefined): string | undefined =>
      from ? (phones.get(from) ?? named(from) ?? forms.get(from)) : undefined,
    find({ from, userId, parentUserId, username, about }: Named): { leadId: string; isQuoted: boolean } | null {
      const exact = from ? (phones.get(from) ?? named(from)) : undefined
      const leadId = exact ?? named(userId) ?? named(parentUserId) ?? (from ? forms.get(from) : undefined)
      if (leadId !== undefined) return { leadId, isQuoted: false }
      const quoted = about ? messages.get(about) : undefined
      if (quoted !== undefined) return { leadId: quoted, isQuoted: true }
      // A username that was given up may be another person's, whom the id or the number beside it tells apart.
      const byUsername = named(username) ?? ''
      const isOther = (userId && withIds.has(byUsername)) || (from && withNumbers.has(byUsername))
      return byUsername === '' || isOther ? null : { leadId: byUsername, isQuoted: false }
    },
  }
}

/** A number that a lead has needs no other name. */
function identitiesOf(names: Named, learntFrom: LearntFrom, learntAt: number, book: Book): Identity[] {
  const { from, userId, parentUserId, username } = names
  const learnt = { learntFrom, learntAt }
  return [
    ...(from && !book.isPhone(from) ? [{ kind: 'wa_id' as const, value: from, ...learnt }] : []),
    ...[userId, parentUserId].flatMap((value) => (value ? [{ kind: 'user_id' as const, value, ...learnt }] : [])),
    ...(username ? [{ kind: 'username' as const, value: username, ...learnt }] : []),
  ]
}

function identitiesIn(event: PersonEvent, isQuoted: boolean, book: Book): Identity[] {
  const { at } = event
  switch (event.kind) {
    case 'inbound': {
      const own = identitiesOf(namesOf(event), isQuoted ? 'quoted_message' : 'reply', at, book)
      return [...own, ...identitiesOf({ from: event.sharedPhone ?? null }, 'reply', at, book)]
    }
    case 'echo':
      return identitiesOf(namesOf(event), 'echo', at, book)
    case 'preference':
      return identitiesOf(namesOf(event), 'preference', at, book)
    case 'number_changed': {
      // The id of before is older than the one that takes its place, whichever is told first.
      const before = identitiesOf({ userId: event.previousUserId ?? null }, 'number_change', at - 1, book)
      const after = identitiesOf({ userId: event.userId ?? null }, 'number_change', at, book)
      return [...before, ...after, { kind: 'phone', value: event.from, learntFrom: 'number_change', learntAt: at }]
    }
    case 'user_id_changed': {
      const before = identitiesOf({ userId: event.previousUserId }, 'id_change', at - 1, book)
      return [...before, ...identitiesOf({ userId: event.userId }, 'id_change', at, book)]
    }
  }
}

const E164 = /^\+[1-9][0-9]{6,14}$/

/**
 * Numbers change in the order of their instants, whatever the order they were told in. Where another lead has the new number already,
 * nothing is changed. A person is known by both numbers within the batch.
 */
function changeNumbers(
  people: readonly PersonState[],
  events: readonly PersonEvent[],
  { phones: byPhone, byNumber, noteForms }: Book,
): Map<string, string> {
  const current = new Map(people.map(({ lead }) => [lead.id, lead.phone]))
  const phones = new Map<string, string>()
  const changes = events.filter((event): event is NumberChange => event.kind === 'number_changed')
  for (const { from, to } of [...changes].sort((a, b) => a.at - b.at || compare(a.from + a.to, b.from + b.to))) {
    const leadId = byNumber(from)
    const isCurrent = leadId !== undefined && numberVariants(from).includes(current.get(leadId) ?? '')
    if (!isCurrent || byPhone.has(to) || !E164.test(to)) continue
    byPhone.set(to, leadId)
    noteForms(to, leadId)
    current.set(leadId, to)
    phones.set(leadId, to)
  }
  return phones
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
