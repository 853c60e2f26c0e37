/** A channel whose other side is a few lists in memory: the smallest driver that keeps every rule, and breaks one when told to. */
import type { Channel, Sender } from '@relance/relance'
import type {
  ChannelEvent,
  Content,
  OutgoingMessage,
  Reaction,
  SendOutcome,
  UnsentMessage,
} from '@relance/relance/core'
import { type ChannelWorld, type LostAnswer, VALUES } from '../channel-world.ts'
import { DAY } from '@relance/relance/core'

export const BREAKS = [
  'cuts long texts',
  'asks for texts that are too long',
  'names too short a gap',
  'names too long a window',
  'writes other words in the window',
  'says one thing and sends another',
  'says nothing of blank values',
  'writes by chance',
  'gives every message one id',
  'writes to numbers alone',
  'sends again after silence',
  'believes a cut connection was never made',
  'believes a server error',
  'does not know where nobody listens',
  'takes what it refuses',
  'asks for the wrong reaction',
  'reports another reaction later',
  'quotes what it sent',
  'forgets our id in reports',
  'loses reactions',
  'does not hear wishes',
  'reads a report differently each time',
  'gives numbers as they come',
  'fails on odd reports',
] as const
export type Break = (typeof BREAKS)[number]

const TEXT_MAX = 1_000
const GAP_MS = 500
const REACTIONS = ['retry', 'slow_number', 'mark_unreachable', 'opt_out', 'skip', 'stop_rule', 'stop_account'] as const

interface Taken {
  relanceId: string
  to: string
  text: string
}

type Ending = { refuse?: Reaction; failLater?: Reaction; lose?: LostAnswer }

/** What the other side keeps. Its reports are `{ events }`, with numbers without a plus. */
interface OtherSide {
  now: number
  people: number
  taken: Taken[]
  lastTo: Map<string, number>
  wroteAt: Map<string, number>
  reports: { events: unknown[] }[]
  ending: Ending
}

export function memoryWorld(broken?: Break): ChannelWorld {
  const other: OtherSide = {
    ...{
      now: Date.parse('2026-03-10T09:00:00Z'),
      people: 0,
      taken: [],
      lastTo: new Map(),
      wroteAt: new Map(),
      reports: [],
      ending: {},
    },
  }
  const channel = memoryChannel(broken)
  const end = (ending: Ending) => async () => void (other.ending = ending)
  const tell = async (event: object) => void other.reports.push({ events: [event] })
  const bare = (number: string): string => number.replace('+', '')
  return {
    channel,
    sender: senderOf(other, broken),
    unreachable: { send: async () => nobodyListens(broken) },
    template: {
      ...{ isApproved: true, category: 'marketing' },
      fill: ({ lead }) => ({ ok: true, content: template(lead.firstName), text: `Bonjour ${lead.firstName} !` }),
    },
    refusals: REACTIONS,
    now: async () => other.now,
    pass: async (ms) => void (other.now += ms),
    async person({ hasWritten = false } = {}) {
      const number = `+3363998${String(10_000 + other.people++)}`
      if (hasWritten) other.wroteAt.set(number, other.now)
      return number
    },
    async hidden() {
      const id = `FR.${10_000 + other.people++}`
      other.wroteAt.set(id, other.now)
      return id
    },
    behave: end({}),
    refuse: (reaction) => end({ refuse: reaction })(),
    failLater: (reaction) => end({ failLater: reaction })(),
    loseAnswers: (how) => end({ lose: how })(),
    taken: async (id) => other.taken.flatMap(({ relanceId, to, text }) => (relanceId === id ? [{ to, text }] : [])),
    write: (from, text) =>
      tell({ kind: 'inbound', from: bare(from), at: other.now, content: 'text', text, about: null }),
    react: (from, about) =>
      tell({ kind: 'inbound', from: bare(from), at: other.now, content: 'reaction', text: '👍', about }),
    leave: (from) => tell({ kind: 'preference', from: bare(from), at: other.now }),
    async reports(isEnough) {
      if (!isEnough(other.reports.flatMap((one) => channel.eventsOf(one, other.now))))
        throw new Error('It was not reported.')
      return other.reports
    },
  }
}

const template = (name: string): Content => ({
  ...{ kind: 'template', name: 'hello', language: 'fr' },
  parameters: [{ value: name }],
})

const nobodyListens = (broken?: Break): SendOutcome => ({
  kind: broken === 'does not know where nobody listens' ? 'unknown' : 'not_sent',
  error: { code: null, details: 'ECONNREFUSED' },
})

function memoryChannel(broken?: Break): Channel {
  return {
    key: 'whatsapp',
    limits: {
      textMax: TEXT_MAX,
      recipientGapMs: broken === 'names too short a gap' ? 1 : GAP_MS,
      freeTextMs: broken === 'names too long a window' ? DAY + 1 : DAY,
    },
    readTemplates: async () => new Map(),
    unsendable: async () => [],
    reaches: () => true,
    readPrices: async () => () => null,
    contentOf: (message, now) => write(message, now, broken),
    eventsOf: (payload, receivedAt) => read(payload, receivedAt, broken),
  }
}

function write({ message, lastInboundAt, template: one, values }: UnsentMessage, now: number, broken?: Break) {
  if (lastInboundAt !== null && now < lastInboundAt + DAY) {
    const chance = broken === 'writes by chance' ? ` ${Math.random()}` : ''
    const body = broken === 'writes other words in the window' ? `${message}.` : message + chance
    return { ok: true, content: { kind: 'text', body }, text: body, category: 'service' } as const
  }
  if (!one) return { ok: false, reason: 'template_missing' } as const
  if (!one.isApproved) return { ok: false, reason: 'template_not_approved' } as const
  const filled = one.fill(values)
  if (!filled.ok && broken !== 'says nothing of blank values') return { ok: false, reason: 'parameter_blank' } as const
  const text = filled.ok ? (filled.text ?? '') : ''
  const content = filled.ok ? filled.content : template('')
  return {
    ok: true,
    content,
    text: broken === 'says one thing and sends another' ? `${text}!` : text,
    category: 'marketing',
  } as const
}

const textOf = (content: Content): string =>
  content.kind === 'text' ? content.body : `Bonjour ${content.parameters[0]?.value ?? VALUES.lead.firstName} !`

function senderOf(other: OtherSide, broken?: Break): Sender {
  return {
    async send(message) {
      const { ending } = other
      const tooLong = textOf(message.content).length > TEXT_MAX
      if (tooLong && broken !== 'asks for texts that are too long') return refused(message, 'skip', broken)
      if (broken === 'writes to numbers alone' && !message.to.startsWith('+')) return refused(message, 'skip', broken)
      if (ending.refuse) {
        if (broken === 'takes what it refuses') take(other, message, broken)
        const asked = broken === 'asks for the wrong reaction' ? 'wait_a_day' : ending.refuse
        return refused(message, asked, broken)
      }
      const isWindowOpen = other.now <= (other.wroteAt.get(message.to) ?? 0) + DAY
      if (message.content.kind === 'text' && !isWindowOpen) return refused(message, 'need_template', broken)
      const isTooSoon = other.now - (other.lastTo.get(message.to) ?? 0) < GAP_MS
      if (isTooSoon) return refused(message, 'slow_recipient', broken)
      const messageId = take(other, message, broken)
      if (ending.lose === 'silence' && broken === 'sends again after silence') take(other, message, broken)
      if (ending.lose) return lost(ending.lose, messageId, broken)
      return { kind: 'accepted', messageId, number: null }
    },
  }
}

function lost(how: LostAnswer, messageId: string, broken?: Break): SendOutcome {
  const error = { code: null, details: how }
  if (how === 'cut' && broken === 'believes a cut connection was never made') return { kind: 'not_sent', error }
  if (how === 'server_error' && broken === 'believes a server error')
    return { kind: 'accepted', messageId, number: null }
  return { kind: 'unknown', error }
}

function refused({ to, content }: OutgoingMessage, reaction: Reaction, broken?: Break): SendOutcome {
  const details = broken === 'quotes what it sent' ? `${to}: ${textOf(content)}` : 'Refused.'
  return { kind: 'refused', error: { code: 1, details }, reaction }
}

function take(other: OtherSide, { relanceId, to, content }: OutgoingMessage, broken?: Break): string {
  const text = textOf(content)
  const messageId = broken === 'gives every message one id' ? 'm' : `m${other.taken.length}`
  other.taken.push({ relanceId, to, text: broken === 'cuts long texts' ? text.slice(0, TEXT_MAX - 1) : text })
  other.lastTo.set(to, other.now)
  const statuses = other.ending.failLater ? ['sent', 'failed'] : ['sent', 'delivered', 'read']
  const reaction = broken === 'reports another reaction later' ? 'wait_a_day' : other.ending.failLater
  const mine = broken === 'forgets our id in reports' ? null : relanceId
  for (const status of statuses) {
    other.reports.push({
      events: [
        { kind: 'status', status, messageId, relanceId: mine, to: to.replace('+', ''), at: other.now, reaction },
      ],
    })
  }
  return messageId
}

let reads = 0

function read(payload: unknown, receivedAt: number, broken?: Break): ChannelEvent[] {
  if (broken === 'fails on odd reports')
    return (payload as { events: Raw[] }).events.map((one) => event(one, receivedAt, broken))
  const events = (payload as { events?: unknown } | null | undefined)?.events
  if (!Array.isArray(events)) return []
  const known = events.filter(
    ({ kind, content }: Raw) =>
      !(broken === 'loses reactions' && content === 'reaction') &&
      !(broken === 'does not hear wishes' && kind === 'preference'),
  )
  return known.map((one: Raw) => event(one, receivedAt, broken))
}

interface Raw {
  kind: 'status' | 'inbound' | 'preference'
  [field: string]: unknown
}

/** Ids of inbound messages are made of what they say: the same report gives the same id. */
function event(raw: Raw, _receivedAt: number, broken?: Break): ChannelEvent {
  const plus = broken === 'gives numbers as they come' ? '' : '+'
  const at = raw.at as number
  const from = `${plus}${String(raw.from)}`
  if (raw.kind === 'preference') return { kind: 'preference', from, userId: null, at, wantsMarketing: false }
  if (raw.kind === 'inbound') {
    const chance = broken === 'reads a report differently each time' ? ` ${reads++}` : ''
    const content = raw.content as 'text' | 'reaction'
    return {
      ...{ kind: 'inbound', messageId: `${JSON.stringify(raw)}${chance}`, from, userId: null, at },
      ...{ inReplyTo: raw.about as string | null, content, text: raw.text as string, payload: null },
    }
  }
  const { messageId, relanceId, status, to, reaction } = raw as unknown as StatusRaw
  const error = status === 'failed' && reaction ? { code: 1, details: 'x', reaction } : null
  const who = to.includes('.') ? { to: null, userId: to } : { to: plus + to, userId: null }
  return { kind: 'status', messageId, relanceId, status, at, ...who, error, pricing: null }
}

interface StatusRaw {
  messageId: string
  relanceId: string | null
  status: 'sent' | 'delivered' | 'read' | 'failed'
  to: string
  reaction: Reaction | undefined
}
