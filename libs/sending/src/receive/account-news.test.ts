/** What WhatsApp tells of the account, on a real database: applied at once, the latest counts, and noted for people. */
import { addNumbers, mapTemplates, NUMBER } from '@relance/testing'
import type { ChannelEvent } from '@relance/relance/core'
import { HOUR, one, scene, tell, useDelivery } from '../test/delivery-fixture.ts'

useDelivery()
beforeEach(() =>
  scene.db.query('truncate whatsapp_notices; update whatsapp_account set people_per_day = null, limit_at = null'),
)

const notices = async () =>
  (await scene.db.query<{ kind: string }>('select kind from whatsapp_notices order by at, kind')).map(
    ({ kind }) => kind,
  )

it('a limit, the quality of a number and the category of a template change with what was told last', async () => {
  await addNumbers(scene.db)
  await scene.db.query(`update whatsapp_numbers set phone = '+33639980000' where id = $1`, [NUMBER])
  await mapTemplates(scene.db)
  const at = scene.now
  const events: ChannelEvent[] = [
    { kind: 'people_limit', perDay: 2_000, at: at + HOUR },
    { kind: 'people_limit', perDay: 250, at },
    { kind: 'number_quality', phone: '+33639980000', quality: 'RED', at },
    { kind: 'template_category', name: 'relance_1', language: 'fr', category: 'UTILITY', at },
  ]
  for (const event of events) await tell(event)
  expect(await one('select people_per_day as "perDay" from whatsapp_account')).toEqual({ perDay: 2_000 })
  expect(await one('select quality from whatsapp_numbers')).toEqual({ quality: 'RED' })
  expect(await one('select category from whatsapp_templates')).toEqual({ category: 'UTILITY' })
  expect(await notices()).toEqual(['template_category', 'people_limit'])
})

it('a restriction stops the account', async () => {
  await tell({ kind: 'account_stopped', reason: 'ACCOUNT_RESTRICTION', at: scene.now })
  expect(await one('select stop_reason as reason from whatsapp_settings')).toEqual({ reason: 'ACCOUNT_RESTRICTION' })
})
