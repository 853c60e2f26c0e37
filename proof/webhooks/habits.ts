/** What people of a round have in common: how they are known, what they say, how they leave. */
import { historyOf, type Names, numberChangeOf } from './payloads.ts'
import {
  calls,
  edits,
  isTold,
  KINDS,
  prefers,
  says,
  saysElsewhere,
  type Send,
  type Story,
  takesBack,
  tell,
  welcomes,
} from './story.ts'

export const MINUTE = 60_000
const DAY = 86_400_000

/** Longer or of areas that do not exist: nobody has these numbers. */
export const COUNTRIES = {
  france: (n: number) => ({ phone: `+3363998${100_000 + n}`, other: `+3363998${100_000 + n}` }),
  brazil: (n: number) => ({ phone: `+552398${pad(n, 7)}`, other: `+55238${pad(n, 7)}` }),
  mexico: (n: number) => ({ phone: `+5220${pad(n, 8)}`, other: `+52120${pad(n, 8)}` }),
  argentina: (n: number) => ({ phone: `+54910${pad(n, 8)}`, other: `+5410${pad(n, 8)}` }),
} as const
type Country = keyof typeof COUNTRIES

const pad = (n: number, length: number): string => String(n).padStart(length, '0')
const FICTIONAL = '+3363998'
const isFictional = ({ expected: { phone } }: Story): boolean => phone?.length === FICTIONAL.length + 4
/** A number reserved for fiction, which the API takes; there are ten thousand. */
export const fictional = (people: readonly Story[]): string => FICTIONAL + pad(people.filter(isFictional).length, 4)

export const userId = ({ n }: Story, place = 1): string => `FR.${n * 10 + place}`
export const username = ({ n }: Story): string => `fictif.${n}`

const FRIENDLY = [
  'Oui',
  'Merci beaucoup',
  'Jeudi à 10 h, ça me va',
  'Vous pouvez me rappeler demain ?',
  'Quel est le prix ?',
]
/** A person has to say what is meant. */
const PERHAPS = ["Stop, c'est bon j'ai signé"]
const STOPS = ['STOP', 'Stop', 'stop', 'STOP svp']

/** Leads with a number and a relance that WhatsApp was given, written from the number in the form of the country. */
export function known(story: Story, country: Country, source: 'sent' | 'inbox' | 'quiet' = 'sent'): Names {
  const { phone, other } = COUNTRIES[country](story.n)
  story.lead = { phone, userIds: [], source }
  story.expected.phone = phone
  if (source === 'sent') story.send = sendOf(story)
  return { phone: other }
}

function sendOf({ n, chance }: Story): Send {
  const before = chance.pick(['accepted', 'accepted', 'accepted', 'sending', 'unknown'] as const)
  return {
    ...{ relanceId: '', messageId: `wamid.OURS.${n}`, before },
    isAnsweredLate: before === 'sending' && chance.is(0.6),
    ...{ told: new Set<never>(), code: null, deliveredAt: null, readAt: null },
  }
}

const WAYS = [
  [],
  ['sent'],
  ['sent', 'delivered'],
  ['sent', 'delivered', 'read'],
  ['read'],
  ['delivered'],
  ['sent', 'read'],
] as const

/** Statuses of the message that was sent. WhatsApp need not send our id back where it gave its own. */
export function statuses(story: Story, names: Names): void {
  const { chance, send } = story
  const hidesOurId = chance.is(0.3) && (send?.before === 'accepted' || send?.isAnsweredLate === true)
  for (const status of chance.pick(WAYS)) isTold(story, names, status, { hidesOurId })
}

export function chats(story: Story, names: Names, most = 4): void {
  const { chance } = story
  for (let left = chance.whole(0, most); left > 0; left--) {
    const kind = chance.pick(Object.keys(KINDS) as (keyof typeof KINDS)[])
    const text = chance.pick(FRIENDLY)
    const id = says(story, names, text, { kind })
    if (chance.is(0.1)) edits(story, names, id, 'Plutôt vendredi')
    else if (chance.is(0.08)) takesBack(story, names, chance.pick(['deleted', 'removed'] as const), id)
  }
  if (chance.is(0.05)) calls(story, names)
  if (chance.is(0.05)) welcomes(story, names)
  if (chance.is(0.06)) saysElsewhere(story, names, chance.pick(['group', 'elsewhere'] as const))
}

/** In one of the ways in which people ask to be left alone, or not at all. */
export function mayLeave(story: Story, names: Names, probability = 0.35): void {
  const { chance } = story
  if (chance.is(0.08)) says(story, names, chance.pick(PERHAPS), { seems: true })
  if (!chance.is(probability)) {
    if (chance.is(0.1)) prefers(story, names, 'resume')
    return
  }
  const way = chance.pick(['text', 'button', 'preference', 'edited'] as const)
  if (way === 'preference') prefers(story, names, 'stop')
  else if (way === 'edited') edits(story, names, says(story, names, 'Bonjour'), 'STOP', true)
  else says(story, names, chance.pick(STOPS), { kind: way, asks: true })
}

export function lives(story: Story, names: Names): void {
  statuses(story, names)
  chats(story, names)
  mayLeave(story, names)
}

/** A lead of whom only the id is known that stands for a number. */
export function hidden(story: Story): void {
  story.lead = { phone: null, userIds: [userId(story)], source: 'quiet' }
}

export function move(
  story: Story,
  from: string,
  to: string,
  ids: { userId?: string; previousUserId?: string } = {},
): void {
  tell(story, numberChangeOf({ from, to, ...ids }, (story.at += MINUTE)))
  story.expected.phone = to
}

/** What `told` tells has to be there before somebody acts. */
export function first(story: Story, told: () => void): void {
  told()
  const last = story.told.at(-1)
  if (last) last.isFirst = true
}

/** Days ago: contacts, which end no cadence that began since. */
export function remembers(story: Story, phone: string): void {
  const [heardAt, wroteAt] = [story.at - 5 * DAY, story.at - 4 * DAY]
  const [heard, wrote] = [`wamid.${story.n}.past.1`, `wamid.${story.n}.past.2`]
  const { expected } = story
  tell(
    story,
    historyOf(phone, [
      { at: heardAt, isOurs: false, message: { id: heard, type: 'text', text: { body: 'Bonjour' } } },
      { at: wroteAt, isOurs: true, message: { id: wrote, type: 'text', text: { body: 'Bonjour à vous' } } },
    ]),
  )
  // One change tells of two events.
  expected.events.applied += 1
  expected.replies.set(heard, heardAt)
  expected.wrote.set(wrote, wroteAt)
  expected.messages.set(heard, { direction: 'inbound', content: 'text', text: 'Bonjour' })
  expected.messages.set(wrote, { direction: 'outbound', content: 'text', text: 'Bonjour à vous' })
  expected.windowAt = Math.max(heardAt, expected.windowAt ?? 0)
}
