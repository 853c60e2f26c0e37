/** What we wrote to leads on the phone: a contact, or the relance that its closer had to send. */
import type { ChannelEvent } from '@relance/relance/core'
import { ofKind } from './events.pure.ts'
import type { Owners } from './owners.pure.ts'
import type { Confirmed, EchoEvent, OpenItem, ReceivedMessage, ReceivedPlan } from './received.pure.ts'

interface Written {
  leadId: string
  event: EchoEvent
}

/** Of leads that are known, each message once. */
export function writtenOnPhone(
  all: readonly ChannelEvent[],
  { ownerOf }: Owners,
  knownMessages: readonly string[],
): Written[] {
  const known = new Set(knownMessages)
  return ofKind(all, 'echo').flatMap((event) => {
    const leadId = known.has(event.messageId) ? undefined : ownerOf(event)
    return leadId === undefined ? [] : [{ leadId, event }]
  })
}

/** Reactions and what takes something back say nothing; neither do they answer for a relance. */
const SAYS_NOTHING: readonly EchoEvent['content'][] = ['reaction', 'removed', 'deleted', 'edited', 'welcome']

/** A message is the open item's when it says mostly the same; a lead has one open item, which the first of them confirms. */
export function decideEchoes(
  written: readonly Written[],
  items: readonly OpenItem[],
): Pick<ReceivedPlan, 'contacted' | 'confirmed'> & { messages: ReceivedMessage[] } {
  const confirmed = new Map<string, Confirmed>()
  const contacted: ReceivedPlan['contacted'] = []
  for (const { leadId, event } of [...written].sort(
    (a, b) => a.event.at - b.event.at || compare(a.event.messageId, b.event.messageId),
  )) {
    if (SAYS_NOTHING.includes(event.content)) continue
    const item = items.find((one) => one.leadId === leadId && !confirmed.has(one.relanceId) && isOf(one, event))
    if (item) {
      const { relanceId, takenBackAt } = item
      confirmed.set(relanceId, { relanceId, leadId, takenBackSince: takenBackAt === null ? null : event.at })
    } else contacted.push({ id: event.messageId, leadId, at: event.at })
  }
  return {
    contacted,
    confirmed: [...confirmed.values()],
    messages: written.map(messageOf),
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const MAX_TEXT = 4_096

const messageOf = ({ leadId, event }: Written): ReceivedMessage => ({
  id: event.messageId,
  ...{ leadId, at: event.at, content: event.content, isReply: false, direction: 'outbound' },
  text: event.text?.replaceAll('\0', '').slice(0, MAX_TEXT) ?? null,
  about: ['edited', 'removed', 'deleted', 'reaction'].includes(event.content) ? event.inReplyTo : null,
})

/** Closers change a word or two before they send. */
const ALIKE = 0.8

const isOf = ({ message, recordedAt, takenBackAt }: OpenItem, { text, at }: EchoEvent): boolean =>
  at >= recordedAt &&
  (takenBackAt === null || at <= takenBackAt) &&
  text !== null &&
  likeness(wordsOf(message), wordsOf(text)) >= ALIKE

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []

/** The share of words that both have: 1 is all of them, 0 none. */
function likeness(one: readonly string[], other: readonly string[]): number {
  if (one.length + other.length === 0) return 0
  const left = new Map<string, number>()
  for (const word of one) left.set(word, (left.get(word) ?? 0) + 1)
  let common = 0
  for (const word of other) {
    const count = left.get(word) ?? 0
    if (count === 0) continue
    left.set(word, count - 1)
    common++
  }
  return (2 * common) / (one.length + other.length)
}
