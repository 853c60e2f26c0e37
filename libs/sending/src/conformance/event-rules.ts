/** Events: what the channel reports is read completely, the same each time, and whatever its shape. */
import type { ChannelEvent } from '@relance/relance/core'
import { type ChannelConformance, type ChannelWorld, conforms, ensure, newId, same } from './channel-world.ts'
import { DAY } from '@relance/relance/core'

const E164 = /^\+[1-9]\d{5,14}$/

async function read(world: ChannelWorld, isEnough: (events: readonly ChannelEvent[]) => boolean) {
  const reports = await world.reports(isEnough)
  const now = await world.now()
  return reports.flatMap((report) => world.channel.eventsOf(report, now))
}

const SHAPES = [null, undefined, '', 'x', 0, true, [], {}, [[]], { entry: null }, { entry: [{ changes: [null, {}] }] }]

export const events: ChannelConformance[] = [
  conforms('what becomes of a message is reported under both ids', async (world) => {
    const relanceId = newId()
    const to = await world.person({ hasWritten: true })
    const outcome = await world.sender.send({ relanceId, to, content: { kind: 'text', body: 'Bonjour' } })
    if (outcome.kind !== 'accepted') throw new Error(`It was ${outcome.kind}.`)
    const own = (events: readonly ChannelEvent[]) =>
      events.flatMap((event) => (event.kind === 'status' && event.messageId === outcome.messageId ? [event] : []))
    const told = (events: readonly ChannelEvent[]) => [...new Set(own(events).map(({ status }) => status))].sort()
    const all = own(await read(world, (events) => told(events).length === 3))
    same(told(all), ['delivered', 'read', 'sent'])
    same([...new Set(all.map((event) => event.relanceId))], [relanceId])
  }),
  conforms('what a person writes is theirs, word for word; a reaction names what it is about', async (world) => {
    const from = await world.person({ hasWritten: true })
    await world.write(from, 'Oui — demain 👍')
    const relanceId = newId()
    const outcome = await world.sender.send({ relanceId, to: from, content: { kind: 'text', body: 'Bonjour' } })
    const messageId = outcome.kind === 'accepted' ? outcome.messageId : ''
    await world.react(from, messageId)
    const own = (events: readonly ChannelEvent[]) =>
      events.flatMap((event) => (event.kind === 'inbound' && event.from === from ? [event] : []))
    const all = own(await read(world, (events) => own(events).some(({ content }) => content === 'reaction')))
    ensure(
      all.some(({ content, text }) => content === 'text' && text === 'Oui — demain 👍'),
      'The text was not read.',
    )
    same(all.find(({ content }) => content === 'reaction')?.inReplyTo, messageId)
    same(new Set(all.map((event) => event.messageId)).size, all.length, 'Ids of messages')
  }),
  conforms('who asks to be left alone is heard', async (world) => {
    const from = await world.person()
    await world.leave(from)
    const leaves = (event: ChannelEvent): boolean =>
      event.kind === 'preference' && event.from === from && !event.wantsMarketing
    ensure((await read(world, (events) => events.some(leaves))).some(leaves), 'The wish was not read.')
  }),
  conforms(
    'a report that is read again gives the same events, in international numbers and true instants',
    async (world) => {
      const from = await world.person({ hasWritten: true })
      await world.write(from, 'Oui')
      const isThere = (events: readonly ChannelEvent[]) =>
        events.some((event) => event.kind === 'inbound' && event.from === from)
      const reports = await world.reports(isThere)
      const now = await world.now()
      for (const report of reports) {
        const first = world.channel.eventsOf(report, now)
        same(world.channel.eventsOf(JSON.parse(JSON.stringify(report)), now), first)
        for (const event of first) {
          ensure(
            Number.isSafeInteger(event.at) && Math.abs(event.at - now) < DAY,
            `An instant is not one: ${event.at}.`,
          )
          const number = event.kind === 'status' ? event.to : 'from' in event ? event.from : null
          ensure(number === null || E164.test(number), 'A number is not in international form.')
        }
      }
    },
  ),
  conforms('a report of any shape is read without a fault, and what nobody understands is nothing', async (world) => {
    for (const shape of SHAPES) same(world.channel.eventsOf(shape, 1), [], JSON.stringify(shape))
  }),
]
