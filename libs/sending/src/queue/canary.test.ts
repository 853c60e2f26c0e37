/** The first message of each number and template version, on a real database: alone, until it is accepted. */
import { addNumbers, NUMBER } from '@relance/testing'
import type { Reaction, SendOutcome } from '@relance/relance/core'
import { delivery, pumpAll, queue, scene, states, status, tell, useDelivery } from '../test/delivery-fixture.ts'

useDelivery()

const refused = (reaction: Reaction): SendOutcome => ({ kind: 'refused', error: { code: 1, details: 'x' }, reaction })
const lost: SendOutcome = { kind: 'unknown', error: { code: null, details: 'time-out' } }

/** Nothing has been accepted from any number yet. */
async function queueUnproven(count: number): Promise<void> {
  await queue(count)
  await scene.db.query('delete from whatsapp_canaries')
}

it('goes alone, and its acceptance opens the queue', async () => {
  await queueUnproven(5)
  await pumpAll()
  expect(scene.sent).toHaveLength(1)
  await pumpAll()
  expect(await states()).toEqual({ accepted: 5 })
})

it('an account that is refused costs one call', async () => {
  await queueUnproven(30)
  scene.answer = () => refused('stop_account')
  for (let look = 0; look < 5; look++) await pumpAll()
  expect(scene.sent).toHaveLength(1)
  expect(await states()).toEqual({ queued: 30 })
})

it('a refusal that concerns its recipient alone passes the role to the next', async () => {
  await queueUnproven(4)
  scene.answer = () => (scene.sent.length === 1 ? refused('mark_unreachable') : lost)
  await pumpAll()
  await pumpAll()
  expect(scene.sent).toHaveLength(2)
  await pumpAll()
  // The second got no answer: nobody follows until it is known what became of it.
  expect(await states()).toEqual({ failed: 1, unknown: 1, queued: 2 })
  await tell(status(scene.sent[1]?.relanceId ?? null, 'delivered'))
  await pumpAll()
  expect(scene.sent).toHaveLength(4)
})

it('each number proves it by itself, whatever restarts meanwhile', async () => {
  await queueUnproven(6)
  await addNumbers(scene.db, [NUMBER, '200000000000002'])
  scene.answer = () => lost
  for (let look = 0; look < 3; look++) {
    const one = delivery([NUMBER, '200000000000002'])
    await one.pump(NUMBER)
    await one.pump('200000000000002')
    await one.drain()
  }
  expect(scene.sent).toHaveLength(2)
})
