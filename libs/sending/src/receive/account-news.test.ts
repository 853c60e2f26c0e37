/** What WhatsApp tells of the account, on a real database: applied at once, the latest counts, and noted for people. */
import { addNumbers, mapTemplates, NUMBER } from '@relance/testing'
import type { ChannelEvent } from '@relance/relance/core'
import { whatsApp } from '@relance/whatsapp'
import { followTemplates, writeTemplates } from '../approvals/follow-templates.sql.ts'
import { HOUR, one, queue, scene, tell, useDelivery } from '../test/delivery-fixture.ts'

useDelivery()
beforeEach(() =>
  scene.db.query(
    'truncate whatsapp_notices; update whatsapp_account set people_per_day = null, limit_at = null, reread_at = null',
  ),
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

const LISTED = {
  ...{ name: 'relance_1', language: 'fr', category: 'MARKETING', status: 'APPROVED', reason: null },
  ...{ parameterFormat: 'positional', parameters: [{ place: 'body', name: null }], unsupported: [], buttons: [] },
  ...{ headerText: null, bodyText: 'Bonjour {{1}} !', footerText: null },
}
const TWO_PLACES = { ...LISTED, parameters: [...LISTED.parameters, ...LISTED.parameters], bodyText: '{{1}}, {{2}} ?' }
const about = (status: string): ChannelEvent => ({
  ...{ kind: 'template_status', name: 'relance_1', language: 'fr', status, reason: null, at: scene.now },
})
const pause = async () => (await one('select pause_reason as reason from rules'))?.reason
const wanted = async () => (await one('select reread_at is not null as wanted from whatsapp_account'))?.wanted

/** As the host does when the list is wanted; asked for a moment ago. */
async function readList(...listed: (typeof LISTED)[]): Promise<void> {
  const [row] = await scene.db.query<{ now: number }>(`select extract(epoch from now())::float8 * 1000 as now`)
  await scene.db.transaction((tx) => writeTemplates(tx, listed, (row?.now ?? 0) + 1_000))
  await followTemplates(scene.db, whatsApp, scene.now)
}

it('a template that is made anew is sent with once its text is read, and only if our values fit it', async () => {
  await queue(1)
  await tell(about('DELETED'))
  expect(await pause()).toBe('template_not_approved')
  scene.now += HOUR
  await tell(about('APPROVED'))
  expect([await pause(), await wanted()]).toEqual(['template_not_approved', true])
  await readList(TWO_PLACES)
  expect([await pause(), await wanted()]).toEqual(['template_not_approved', false])
  await readList(LISTED)
  expect(await pause()).toBeNull()
})

it('a template that becomes one for codes stops its rules at once, also where a variant alone sends it', async () => {
  await queue(1)
  await scene.db.query(`
    insert into templates (name, locale, body) values ('Autre', 'fr', 'Bonjour');
    update rules set variants = jsonb_build_array(jsonb_build_object('step', 1, 'templateId', template_ids[1])),
                     template_ids = array(select id from templates where name = 'Autre')`)
  const category = 'AUTHENTICATION'
  await tell({ kind: 'template_category', name: 'relance_1', language: 'fr', category, at: scene.now })
  expect(await pause()).toBe('template_not_approved')
})

it('a template that is edited is read again, and stops its rules when our values no longer fit it', async () => {
  await queue(1)
  await readList(LISTED)
  expect([await pause(), await wanted()]).toEqual([null, false])
  await tell({ kind: 'template_changed', name: 'relance_1', language: 'fr', at: scene.now })
  expect(await wanted()).toBe(true)
  await readList(TWO_PLACES)
  expect([await pause(), await wanted()]).toEqual(['template_not_approved', false])
})

it('what is told while the list is read is newer than the list', async () => {
  await queue(1)
  const askedAt = scene.now - HOUR
  await tell(about('PAUSED'))
  await scene.db.transaction((tx) => writeTemplates(tx, [LISTED], askedAt))
  expect([await one('select status from whatsapp_templates'), await wanted()]).toEqual([{ status: 'PAUSED' }, true])
})

it('a restriction stops the account', async () => {
  await tell({ kind: 'account_stopped', reason: 'ACCOUNT_RESTRICTION', at: scene.now })
  expect(await one('select stop_reason as reason from whatsapp_settings')).toEqual({ reason: 'ACCOUNT_RESTRICTION' })
})
