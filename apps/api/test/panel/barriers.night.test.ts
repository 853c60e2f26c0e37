/** What a server really says is looked at for barriers on every screen of a manager; the journeys look at what they pass. */
import { barriers, DESK, PHONE } from './browser.ts'
import { button, usePanel } from './fixture.ts'
import { makeLead, makeRule } from '../test-api.ts'

jest.setTimeout(180_000)
const panel = usePanel()

const SCREENS = [
  '',
  'runs',
  'whatsapp',
  'leads',
  'leads/import',
  'audit-events',
  'settings',
  'settings/company',
  'settings/statuses',
  'settings/holidays',
  'settings/tokens',
  'settings/installation',
  'relances',
  'no-such-page',
]

/** Every state of each is looked at on both sizes by the test of the stories; here they have what the server really says. */
panel.inBrowser('no barrier on any of a manager’s screens, by turns on a desk and on a phone, in English', async () => {
  await makeRule(panel.manager)
  await makeLead(panel.manager, panel.ada.id, 'Zoé')
  await panel.api.runNow()
  const { page, leave } = await panel.visit('admin', 'audit-events')
  await button(page, 'Vérifier la chaîne').click()
  await page.getByText(/La chaîne est intacte/).waitFor()
  await button(page, 'Fermer').click()
  await page.goto(`${panel.url}/#/settings`)
  await page
    .getByText('Toutes les 6 heures, chaque jour')
    .or(page.getByText(/[Tt]outes les 6 heures/))
    .first()
    .waitFor()
  await button(page, /Français/).click()
  await page.getByRole('menuitem', { name: 'English' }).click()
  const wrong: unknown[] = []
  const [run] = (await panel.manager.call('get', '/api/runs').expect(200)).body
  const [rule] = (await panel.manager.call('get', '/api/rules').expect(200)).body
  const places = [...SCREENS, `runs/${run.id}/show`, `rules/${rule.id}/versions`, `rules/${rule.id}`]
  for (const [turn, place] of places.entries()) {
    const size = turn % 2 === 0 ? DESK : PHONE
    await page.setViewportSize(size)
    await page.goto(`${panel.url}/#/${place}`)
    await page.getByText('Please wait').waitFor({ state: 'hidden' })
    // The menu that stood beside the page would otherwise hide it on a phone, and nothing would be looked at.
    expect(await page.locator('#root[aria-hidden]').count()).toBe(0)
    const on = await barriers(page)
    if (on.length > 0) wrong.push([place, size === PHONE ? 'phone' : 'desk', on])
  }
  expect(wrong).toEqual([])
  await leave()
})
