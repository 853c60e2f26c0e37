/**
 * One person: what WhatsApp tells of them, in the order in which it happened, and what SPEC.md says must come of it. The expectation
 * is written beside each event as it is made up; nothing is worked out from the order in which events are told.
 */
import type { Chance } from '../chance.ts'
import {
  type Change,
  callOf,
  echoOf,
  type Json,
  messageOf,
  type Names,
  preferenceOf,
  statusOf,
  type StatusOf,
} from './payloads.ts'

/** Where an event is in the end. */
export type Rest = 'applied' | 'unknown' | 'set_aside' | 'foreign' | 'waiting'

/** What a person of ours does, or WhatsApp answers, when half of the events have been told. */
export type Act = 'attach' | 'make' | 'create' | 'set_aside' | 'set_aside_and_create' | 'answer'

export interface Told {
  change: Change
  /** Has to be there before the acts. */
  isFirst: boolean
}

export interface Message {
  direction: 'inbound' | 'outbound'
  content: string
  text: string | null
}

/** A relance that WhatsApp was given before the first event. */
export interface Send {
  relanceId: string
  messageId: string
  /** What was known of it: an answer with its id, no answer yet, none that proves anything. */
  before: 'accepted' | 'sending' | 'unknown'
  /** Whether the answer comes in the middle. */
  isAnsweredLate: boolean
  told: Set<StatusOf['status']>
  code: number | null
  deliveredAt: number | null
  readAt: number | null
}

export interface Expected {
  phone: string | null
  /** The earliest wish to be left alone. */
  leftAt: number | null
  /** Whether something reads as if the person may want to be left alone: somebody is asked, unless a wish is certain. */
  seemsToLeave: boolean
  /** Inbound contacts, by message. */
  replies: Map<string, number>
  /** Outbound contacts: echoes that are no relance. */
  wrote: Map<string, number>
  messages: Map<string, Message>
  /** The latest message that opens the window for free text. */
  windowAt: number | null
  /** A reply that ends cadences which stop on one. */
  hasReplied: boolean
  /** The closer's item was sent on the phone. */
  isConfirmed: boolean
  events: Record<Rest, number>
}

export interface Story {
  n: number
  scenario: string
  chance: Chance
  /** When the latest of it happened. */
  at: number
  /** A lead from the beginning, with what WhatsApp is known to call it; null: nobody's. */
  lead: { phone: string | null; userIds: string[]; source: string } | null
  /** Which rule's relance it has waiting, or was sent. */
  send: Send | null
  act: Act | null
  /** The name by which a person of ours finds the event that the act is about. */
  actName: string | null
  /** Where events of the person rest in the end. */
  rest: Rest
  told: Told[]
  expected: Expected
}

export const lastNameOf = ({ n }: Pick<Story, 'n'>): string => `L${n}`

/** The words of an item in a closer's inbox. */
export const itemText = (story: Story): string =>
  `Bonjour P${story.n}, avez-vous pu regarder notre proposition de lundi ?`

const later = (story: Story): number => (story.at += story.chance.whole(1, 90) * 1_000)

export function tell(story: Story, change: Change, rest: Rest = story.rest): void {
  story.told.push({ change, isFirst: false })
  story.expected.events[rest] += 1
}

const idOf = (story: Story): string => `wamid.${story.n}.${story.told.length}`

interface Kind {
  content: string
  message(text: string): Json
  keepsText: boolean
  opensWindow: boolean
}

const words = (content: string, message: (text: string) => Json, keepsText = true): Kind => ({
  ...{ content, message, keepsText, opensWindow: true },
})
const sign = (content: string, message: (text: string) => Json, keepsText = true): Kind => ({
  ...{ content, message, keepsText, opensWindow: false },
})

/** What a person may send. Words and files open the window for free text; signs are replies too. */
export const KINDS = {
  text: words('text', (body) => ({ type: 'text', text: { body } })),
  button: words('button', (text) => ({ type: 'button', button: { text, payload: 'p' } })),
  choice: words('interactive', (title) => ({
    type: 'interactive',
    interactive: { type: 'button_reply', button_reply: { id: 'p', title } },
  })),
  image: words('image', (caption) => ({ type: 'image', image: { id: '1', mime_type: 'image/jpeg', caption } })),
  voice: words('voice', () => ({ type: 'audio', audio: { id: '1', voice: true } }), false),
  sticker: words('sticker', () => ({ type: 'sticker', sticker: { id: '1' } }), false),
  place: words('location', () => ({ type: 'location', location: { latitude: 48, longitude: 2 } }), false),
  reaction: sign('reaction', () => ({ type: 'reaction', reaction: { message_id: 'wamid.OTHER', emoji: '👍' } }), false),
  unreadable: sign('other', () => ({ type: 'unsupported', errors: [{ code: 131051 }] }), false),
} satisfies Record<string, Kind>

/** `asks`: to be left alone, for certain; `seems`: perhaps. `about`: the message that is quoted. */
interface Saying {
  kind?: keyof typeof KINDS
  asks?: boolean
  seems?: boolean
  about?: string
}

/** A person says something. Returns the id of the message. */
export function says(
  story: Story,
  names: Names,
  text: string,
  { kind = 'text', asks = false, seems = false, about }: Saying = {},
): string {
  const [at, id] = [later(story), idOf(story)]
  const { content, message, keepsText, opensWindow } = KINDS[kind]
  const context = about === undefined ? {} : { context: { id: about } }
  tell(story, messageOf(names, at, { id, ...message(text), ...context }, story.chance))
  const { expected } = story
  expected.messages.set(id, {
    direction: 'inbound',
    content,
    text: kind === 'reaction' ? '👍' : keepsText ? text : null,
  })
  answered(story, id, at)
  if (opensWindow) expected.windowAt = Math.max(at, expected.windowAt ?? 0)
  if (asks) leaves(story, at)
  if (seems) expected.seemsToLeave = true
  return id
}

export function calls(story: Story, names: Names): void {
  const [at, id] = [later(story), idOf(story)]
  tell(story, callOf(names, at, id))
  story.expected.messages.set(id, { direction: 'inbound', content: 'call', text: null })
  answered(story, id, at)
}

function answered({ expected }: Story, id: string, at: number): void {
  expected.replies.set(id, at)
  expected.hasReplied = true
}

const leaves = ({ expected }: Story, at: number): void => {
  expected.leftAt = Math.min(at, expected.leftAt ?? at)
}

/** The message says something else from now on; edited into a wish to be left alone, it is one. */
export function edits(story: Story, names: Names, original: string, text: string, asks = false): void {
  const [at, id] = [later(story), idOf(story)]
  const edit = { original_message_id: original, message: { type: 'text', text: { body: text } } }
  tell(story, messageOf(names, at, { id, type: 'edit', edit }, story.chance))
  story.expected.messages.set(id, { direction: 'inbound', content: 'edited', text })
  answered(story, id, at)
  if (asks) leaves(story, at)
}

/** Taking back is no reply. Of a message that is deleted no word is kept. */
export function takesBack(story: Story, names: Names, what: 'deleted' | 'removed', original: string): void {
  const [at, id] = [later(story), idOf(story)]
  const message =
    what === 'deleted'
      ? { type: 'revoke', revoke: { original_message_id: original } }
      : { type: 'reaction', reaction: { message_id: original, emoji: '' } }
  tell(story, messageOf(names, at, { id, ...message }, story.chance))
  story.expected.messages.set(id, { direction: 'inbound', content: what, text: null })
  const before = story.expected.messages.get(original)
  if (what === 'deleted' && before) before.text = null
}

export function welcomes(story: Story, names: Names): void {
  const [at, id] = [later(story), idOf(story)]
  tell(story, messageOf(names, at, { id, type: 'request_welcome' }, story.chance))
  story.expected.messages.set(id, { direction: 'inbound', content: 'welcome', text: null })
}

/** To another number, or in a group: no lead said it to us. */
export function saysElsewhere(story: Story, names: Names, line: 'group' | 'elsewhere'): void {
  const [at, id] = [later(story), idOf(story)]
  const message = { id, type: 'text', text: { body: 'STOP' } }
  tell(story, messageOf(names, at, message, story.chance, line), 'foreign')
}

export function prefers(story: Story, names: Names, wish: 'stop' | 'resume'): void {
  const at = later(story)
  tell(story, preferenceOf(names, at, wish))
  if (wish === 'stop') leaves(story, at)
}

export function isTold(
  story: Story,
  names: Names,
  status: StatusOf['status'],
  { code, hidesOurId = false }: { code?: number; hidesOurId?: boolean } = {},
): void {
  const { send } = story
  if (!send) throw new Error('There is no message that this could be told of.')
  const at = later(story)
  const isNeverKnown = hidesOurId && send.before !== 'accepted' && !send.isAnsweredLate
  const relanceId = hidesOurId ? null : send.relanceId
  tell(
    story,
    statusOf(names, at, { messageId: send.messageId, relanceId, status, ...(code !== undefined && { code }) }),
    isNeverKnown ? 'waiting' : 'applied',
  )
  if (isNeverKnown) return
  send.told.add(status)
  if (code !== undefined) send.code = code
  if (status === 'delivered' || status === 'read') send.deliveredAt = Math.min(at, send.deliveredAt ?? at)
  if (status === 'read') send.readAt = Math.min(at, send.readAt ?? at)
  if (code === 131_050) leaves(story, at)
}

/** We write to the person on the phone: the open item's message, or something else. */
export function isWrittenTo(story: Story, names: Names, text: string | null = null): void {
  const [at, id] = [later(story), idOf(story)]
  const body = text ?? 'On se rappelle jeudi, je vous envoie le devis avant midi.'
  tell(story, echoOf(names, at, { id, type: 'text', text: { body } }))
  story.expected.messages.set(id, { direction: 'outbound', content: 'text', text: body })
  if (text === null) story.expected.wrote.set(id, at)
  else story.expected.isConfirmed = true
}

export const fresh = (): Expected => ({
  ...{ phone: null, leftAt: null, windowAt: null, seemsToLeave: false, hasReplied: false, isConfirmed: false },
  ...{ replies: new Map(), wrote: new Map(), messages: new Map() },
  events: { applied: 0, unknown: 0, set_aside: 0, foreign: 0, waiting: 0 },
})
