/** How many people WhatsApp lets us write to first in 24 hours, on a real database: never more. */
import { DAY, pumpAll, queue, scene, states, useDelivery } from '../test/delivery-fixture.ts'

useDelivery()
afterEach(() => scene.db.query('update whatsapp_account set people_per_day = null'))

it('the limit is never exceeded; what is left goes once the day is over', async () => {
  await queue(5)
  await scene.db.query('update whatsapp_account set people_per_day = 3')
  for (let look = 0; look < 4; look++) await pumpAll()
  expect(scene.sent).toHaveLength(3)
  expect(await scene.db.query(`select distinct reason from relances where state = 'queued'`)).toEqual([
    { reason: 'people_limit' },
  ])
  scene.now += DAY + 3_600_000
  for (let look = 0; look < 4; look++) await pumpAll()
  expect(await states()).toEqual({ accepted: 5 })
})
