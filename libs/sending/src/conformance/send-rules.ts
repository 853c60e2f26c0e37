/** Sending: once, with an honest outcome, and with a reaction to each class of refusal. */
import type { ChannelEvent, OutgoingMessage, Reaction } from '@relance/relance/core'
import {
  type ChannelConformance,
  type ChannelWorld,
  conforms,
  ensure,
  LOST_ANSWERS,
  newId,
  same,
} from './channel-world.ts'

const SECRET = 'Zoé Martin, 4 rue des Lilas'

const aText = (to: string): OutgoingMessage => ({ relanceId: newId(), to, content: { kind: 'text', body: SECRET } })

async function send(world: ChannelWorld, sender = world.sender) {
  const message = aText(await world.person({ hasWritten: true }))
  const outcome = await sender.send(message)
  return { message, outcome, taken: (await world.taken(message.relanceId)).length }
}

export const sendOnce: ChannelConformance[] = [
  conforms('a message that is accepted was taken once, and has an id to be recognised by', async (world) => {
    const first = await send(world)
    const second = await send(world)
    same([first.outcome.kind, first.taken, second.outcome.kind, second.taken], ['accepted', 1, 'accepted', 1])
    const ids = [first, second].map(({ outcome }) => (outcome.kind === 'accepted' ? outcome.messageId : ''))
    ensure(ids.every((id) => id !== '') && ids[0] !== ids[1], 'Two messages cannot be told apart by their ids.')
  }),
  conforms('a person who hides the number is written to by the id that stands for it', async (world) => {
    const message = aText(await world.hidden())
    same((await world.sender.send(message)).kind, 'accepted')
    same((await world.taken(message.relanceId)).length, 1)
    const own = (event: ChannelEvent) => event.kind === 'status' && event.relanceId === message.relanceId
    const reports = await world.reports((events) => events.some(own))
    const now = await world.now()
    const told = reports.flatMap((one) => world.channel.eventsOf(one, now)).filter(own)
    same([...new Set(told.map((event) => event.kind === 'status' && [event.to, event.userId]))][0], [null, message.to])
  }),
  ...LOST_ANSWERS.map((how) =>
    conforms(`an answer that is lost (${how}) leaves the message unknown, and it is not sent again`, async (world) => {
      await world.loseAnswers(how)
      const { outcome, taken } = await send(world)
      same([outcome.kind, taken], ['unknown', 1])
    }),
  ),
  conforms('a message certainly did not leave where nobody listens', async (world) => {
    const { outcome, taken } = await send(world, world.unreachable)
    same([outcome.kind, taken], ['not_sent', 0])
  }),
]

/** Without these a channel could be stopped, slowed or left alone by nobody. */
const NEEDED = ['slow_number', 'mark_unreachable', 'skip', 'stop_account'] as const satisfies readonly Reaction[]

const digitsOf = (number: string): string => number.replace(/\D/g, '').slice(-8)

export const reactions: ChannelConformance[] = [
  conforms('every class of refusal asks for its reaction, and nothing was taken', async (world) => {
    const missing = NEEDED.filter((reaction) => !world.refusals.includes(reaction))
    same(missing, [], 'Refusals nobody can play')
    for (const reaction of world.refusals) {
      await world.refuse(reaction)
      const { outcome, taken } = await send(world)
      const asked = outcome.kind === 'refused' ? outcome.reaction : outcome.kind
      same([asked, taken], [reaction, 0], reaction)
      const waitMs = (outcome.kind === 'refused' && outcome.retryAfterMs) || 0
      ensure(Number.isFinite(waitMs) && waitMs >= 0, `${reaction}: nobody can wait for ${waitMs} ms.`)
    }
  }),
  conforms('a failure that is reported later asks for the same as one that is told at once', async (world) => {
    for (const reaction of world.refusals) {
      await world.failLater(reaction)
      const { message, outcome } = await send(world)
      same(outcome.kind, 'accepted', reaction)
      const isFailure = (event: { kind: string; relanceId?: string | null; status?: string }): boolean =>
        event.kind === 'status' && event.relanceId === message.relanceId && event.status === 'failed'
      const reports = await world.reports((events) => events.some(isFailure))
      const now = await world.now()
      const failures = reports.flatMap((one) => world.channel.eventsOf(one, now)).filter(isFailure)
      const asked = failures.map((event) => (event.kind === 'status' ? event.error?.reaction : null))
      same([...new Set(asked)], [reaction])
    }
  }),
  conforms('what is kept of a refusal names neither the person nor the message', async (world) => {
    await world.refuse('mark_unreachable')
    const { message, outcome } = await send(world)
    const error = outcome.kind === 'accepted' ? null : outcome.error
    ensure(error !== null && error.details !== '', 'A refusal says nothing.')
    const text = JSON.stringify(error).replace(/[\s().-]/g, '')
    ensure(!text.includes(digitsOf(message.to)) && !text.includes('Lilas'), 'An error quotes what nobody may log.')
  }),
]
