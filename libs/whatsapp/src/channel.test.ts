/** The Cloud API driver passes the suite of every channel, against the sandbox over HTTP. */
import { channelConformance } from '@relance/sending/conformance'
import { type SandboxWorld, startSandboxWorld } from './test/sandbox-world.ts'

let world: SandboxWorld
beforeAll(async () => {
  world = await startSandboxWorld()
})
afterAll(() => world.stop())

it.each(channelConformance.map((one) => [one.guarantee, one] as const))('WhatsApp: %s', (_, { holds }) => holds(world))
