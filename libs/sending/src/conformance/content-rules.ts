/** Limits and content: what is allowed to leave, and that the person reads what was written. */
import type { ChannelTemplate, UnsentMessage } from '@relance/relance/core'
import { type ChannelConformance, type ChannelWorld, conforms, ensure, newId, same, VALUES } from './channel-world.ts'

const MESSAGE = 'Bonjour Zoé 👋\nToujours partante ?'

const unsent = (world: ChannelWorld, message: Partial<UnsentMessage> = {}): UnsentMessage => ({
  ...{ message: MESSAGE, lastInboundAt: null, template: world.template, values: VALUES },
  ...message,
})

async function sendText(world: ChannelWorld, to: string, body: string) {
  const relanceId = newId()
  const outcome = await world.sender.send({ relanceId, to, content: { kind: 'text', body } })
  return { outcome, taken: await world.taken(relanceId) }
}

export const limits: ChannelConformance[] = [
  conforms('the longest text is taken whole, and one that is longer is not even asked for', async (world) => {
    const { textMax } = world.channel.limits
    ensure(Number.isSafeInteger(textMax) && textMax > 0, 'The longest text has no length.')
    const to = await world.person({ hasWritten: true })
    const whole = await sendText(world, to, 'é'.repeat(textMax))
    same([whole.outcome.kind, whole.taken.map(({ text }) => text.length)], ['accepted', [textMax]])
    const longer = await sendText(world, await world.person({ hasWritten: true }), 'é'.repeat(textMax + 1))
    same([longer.outcome.kind, longer.taken.length], ['refused', 0])
    same(longer.outcome.kind === 'refused' && longer.outcome.reaction, 'skip')
  }),
  conforms(
    'two messages to one person are both taken when they are as far apart as the channel says',
    async (world) => {
      const { recipientGapMs } = world.channel.limits
      ensure(recipientGapMs >= 0 && Number.isFinite(recipientGapMs), 'The gap has no length.')
      const to = await world.person({ hasWritten: true })
      const first = await sendText(world, to, 'Un')
      await world.pass(recipientGapMs)
      const second = await sendText(world, to, 'Deux')
      same([first.outcome.kind, second.outcome.kind], ['accepted', 'accepted'])
    },
  ),
  conforms('free text is taken until as long after the person wrote as the channel says', async (world) => {
    const { freeTextMs } = world.channel.limits
    ensure(freeTextMs >= 0 && Number.isFinite(freeTextMs), 'The time for free text has no length.')
    const to = await world.person({ hasWritten: true })
    await world.pass(freeTextMs)
    same((await sendText(world, to, 'Encore là ?')).outcome.kind, 'accepted')
  }),
]

/** Sends what the channel has written, and says what the person reads. */
async function say(world: ChannelWorld, to: string, message: UnsentMessage): Promise<void> {
  const written = world.channel.contentOf(message, await world.now())
  if (!written.ok) throw new Error(`It cannot be said: ${written.reason}.`)
  const relanceId = newId()
  const outcome = await world.sender.send({ relanceId, to, content: written.content })
  same(outcome.kind, 'accepted', `A ${written.content.kind}`)
  same(await world.taken(relanceId), [{ to, text: written.text }], `A ${written.content.kind}`)
}

const refusing = (why: 'blank' | 'too_long'): ChannelTemplate => ({
  ...{ isApproved: true, category: 'marketing' },
  fill: () => ({ ok: false, why, variables: ['lead.company'] }),
})

export const content: ChannelConformance[] = [
  conforms('who has written just now reads the message as it was recorded', async (world) => {
    const to = await world.person({ hasWritten: true })
    const message = unsent(world, { lastInboundAt: await world.now() })
    await say(world, to, message)
    const written = world.channel.contentOf(message, await world.now())
    same(written.ok && written.text, MESSAGE)
  }),
  conforms('who has never written reads what the channel says it wrote', async (world) =>
    say(world, await world.person(), unsent(world)),
  ),
  conforms('what cannot be said in a template has a reason, or is said as it was recorded', async (world) => {
    const now = await world.now()
    const unapproved = { ...world.template, isApproved: false }
    for (const [template, reason] of [
      [null, 'template_missing'],
      [unapproved, 'template_not_approved'],
      [refusing('blank'), 'parameter_blank'],
      [refusing('too_long'), 'parameter_blank'],
    ] as const) {
      const written = world.channel.contentOf(unsent(world, { template }), now)
      if (written.ok) same([written.content.kind, written.text], ['text', MESSAGE], reason)
      else same(written.reason, reason)
    }
  }),
  conforms('the content is a function of the message and the instant', async (world) => {
    const now = await world.now()
    for (const lastInboundAt of [now, null]) {
      const message = Object.freeze(unsent(world, { lastInboundAt }))
      same(world.channel.contentOf(message, now), world.channel.contentOf(message, now))
    }
  }),
]
