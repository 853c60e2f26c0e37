/** The suite itself: a driver that keeps the rules passes, and each way of breaking one is found. */
import { channelConformance } from './channel-conformance.ts'
import { type Break, BREAKS, memoryWorld } from './test/memory-channel.ts'

async function brokenBy(one?: Break): Promise<string[]> {
  const broken: string[] = []
  for (const { guarantee, holds } of channelConformance) {
    await holds(memoryWorld(one)).catch(() => broken.push(guarantee))
  }
  return broken
}

it.each(channelConformance.map((one) => [one.guarantee, one] as const))('a driver in memory: %s', (_, { holds }) =>
  holds(memoryWorld()),
)

it.each(BREAKS)('a driver that %s does not pass', async (one) => {
  expect(await brokenBy(one)).not.toEqual([])
})

it('every rule is broken by some driver', async () => {
  const broken = new Set((await Promise.all(BREAKS.map(brokenBy))).flat())
  expect(channelConformance.map(({ guarantee }) => guarantee).filter((guarantee) => !broken.has(guarantee))).toEqual([])
})
