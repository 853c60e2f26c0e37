import type { Locator, Page } from 'playwright-core'
import { PHONE } from './browser.ts'
import { button, noBarriers, usePanel } from './fixture.ts'
import { makeLead, makeRule } from '../test-api.ts'

jest.setTimeout(180_000)
const panel = usePanel()

/** Leads of Ada's with a relance each, due one after the other. */
async function makeItems(...names: string[]): Promise<string[]> {
  const ids: string[] = []
  for (const name of names) {
    ids.push(await makeLead(panel.manager, panel.ada.id, name))
    await panel.api.runNow()
  }
  return ids
}

const stateOf = async (leadId: string): Promise<string> =>
  (
    await panel.manager
      .call('get', '/api/relances')
      .query({ filter: JSON.stringify({ leadId }) })
      .expect(200)
  ).body[0].state

panel.inBrowser(
  'a closer’s day on a phone: from opening the app to WhatsApp in two gestures, a third confirms; then back again',
  async () => {
    await makeRule(panel.manager, 'Sans nouvelles', 'Bonjour {{ lead.firstName }}, où en êtes-vous ?')
    const ids = await makeItems('Zoé', 'Max', 'Léa')
    const { page, context, leave } = await panel.visit('ada', '', PHONE)
    let gestures = 0
    const touch = async (what: Locator): Promise<void> => {
      gestures += 1
      await what.click()
    }
    // Opening the app, as it is opened from the home screen.
    await page.goto('about:blank')
    await page.goto(panel.url)
    await button(page, /Commencer : 3/).waitFor()
    await noBarriers(page)

    await touch(button(page, /Commencer/))
    const link = page.getByRole('link', { name: /WhatsApp/ })
    expect(await link.getAttribute('href')).toMatch(/^https:\/\/wa\.me\/3363998\d{4}\?text=Bonjour%20Zo%C3%A9/)
    await noBarriers(page)
    const [whatsapp] = await Promise.all([context.waitForEvent('page'), touch(link)])
    expect(gestures).toBe(2)
    expect(whatsapp.url()).toContain('https://wa.me/')
    await whatsapp.close()
    await page.getByRole('link', { name: /Rouvrir WhatsApp/ }).waitFor()
    expect(await stateOf(ids[0] ?? '')).toBe('opened')

    await touch(button(page, /Oui, envoyé/))
    await page.getByRole('heading', { name: 'Max' }).waitFor()
    expect(await stateOf(ids[0] ?? '')).toBe('sent')
    expect(gestures).toBe(3)
    await button(page, /^Annuler \(1[45]:\d\d\)$/).click()
    await page.getByRole('heading', { name: 'Zoé' }).waitFor()
    expect(await stateOf(ids[0] ?? '')).toBe('opened')

    await button(page, /A répondu/).click()
    await page.getByRole('heading', { name: 'Max' }).waitFor()
    await button(page, 'Plus tard…').click()
    await button(page, 'Demain').click()
    await page.getByRole('heading', { name: 'Léa' }).waitFor()
    await button(page, 'Passer').click()
    await page.getByRole('heading', { name: /Plus tard · 1/ }).waitFor()
    expect(await Promise.all(ids.map(stateOf))).toEqual(['sent', 'snoozed', 'skipped'])
    await leave()
  },
)

panel.inBrowser('with the keyboard alone', async () => {
  const ids = await makeItems('Ana', 'Eva')
  const { page, leave } = await panel.visit('ada')
  const begin = button(page, /Commencer : 2/)
  await begin.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Ana' }).waitFor()
  await page.keyboard.press('e')
  await page.getByRole('heading', { name: 'Eva' }).waitFor()
  await page.keyboard.press('7')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  expect(await Promise.all(ids.map(stateOf))).toEqual(['sent', 'skipped'])
  expect((await panel.manager.call('get', `/api/leads/${ids[1]}`)).body.optedOutAt).not.toBeNull()
  await leave()
})

panel.inBrowser(
  'a new relance appears by itself; a name made of code does nothing; what may not be opened is not shown',
  async () => {
    const { page, leave } = await panel.visit('ada')
    await page.getByText('Plus tard').first().waitFor()
    const attack = `<img src=x onerror="window.hacked=1">`
    const leadId = await makeLead(panel.manager, panel.ada.id, attack)
    await panel.api.runNow()
    await button(page, /Commencer : 1/).waitFor()
    await button(page, /Commencer/).click()
    await page.getByRole('heading', { name: attack }).waitFor()
    await page.keyboard.press('Escape')
    for (const place of ['leads', 'relances', `leads/${leadId}`]) {
      await page.goto(`${panel.url}/#/${place}`)
      await page.getByText('<img src').first().or(page.locator('input[name=firstName]')).first().waitFor()
    }
    for (const name of ['Règles', 'Équipe', 'Journal d’audit', 'Réglages']) {
      expect(await page.getByRole('menuitem', { name }).count()).toBe(0)
    }
    expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false)
    await leave()
  },
)

/** The page names a newer script, as after a deployment; whoever opens the page anew is given the old one all the same. */
const deployNewer = (page: Page) =>
  page.route(`${panel.url}/`, async (route) => {
    if (route.request().isNavigationRequest()) return route.continue()
    const answer = await route.fetch()
    return route.fulfill({
      response: answer,
      body: (await answer.text()).replace(/assets\/first-[\w-]+/, 'assets/first-newer'),
    })
  })

panel.inBrowser(
  'speaks English when asked to, and remembers it; a newer panel is offered, and never takes what is half-written',
  async () => {
    // The clock of a browser is moved: one that no other test has.
    const { page, leave } = await panel.arrive('ada')
    await button(page, /Français/).click()
    await page.getByRole('menuitem', { name: 'English' }).click()
    await page.getByRole('menuitem', { name: 'To follow up' }).waitFor()
    await page.goto(`${panel.url}/#/leads`)
    await page.clock.install()
    await page.reload()
    await page.getByRole('menuitem', { name: 'To follow up' }).waitFor()
    expect(
      await page.evaluate(
        () =>
          (globalThis as unknown as { document: { documentElement: { lang: string } } }).document.documentElement.lang,
      ),
    ).toBe('en')
    await page.getByRole('columnheader', { name: 'Last contact' }).waitFor()

    await page.getByRole('cell', { name: 'Zoé' }).click()
    await page.getByLabel('Company').fill('Half-writt')
    await deployNewer(page)
    const prompt = page.getByText('A newer version of the panel is in place.')
    expect(await prompt.count()).toBe(0)
    await page.clock.fastForward('10:01')
    await prompt.waitFor()
    await button(page, /^Reload$/).click()
    await page.getByRole('heading', { name: 'Reload without saving?' }).waitFor()
    await button(page, 'Cancel').click()
    expect(await page.getByLabel('Company').inputValue()).toBe('Half-writt')
    await button(page, /English/).click()
    await page.getByRole('menuitem', { name: 'Français' }).click()
    await page.getByLabel('Société').waitFor()
    expect(await page.getByLabel('Société').inputValue()).toBe('Half-writt')
    await button(page, /Français/).click()
    await page.getByRole('menuitem', { name: 'English' }).click()
    await button(page, /^Reload$/).click()
    await button(page, 'Reload anyway').click()
    await prompt.waitFor({ state: 'hidden' })
    await page.getByLabel('Company').waitFor()
    expect(await page.getByLabel('Company').inputValue()).toBe('')
    await leave()
  },
)

panel.inBrowser('shows what happened to a lead', async () => {
  const [leadId] = await makeItems('Historique')
  const { page, leave } = await panel.visit('mona', '', PHONE)
  await panel.manager.call('put', `/api/leads/${leadId}`).send({ company: 'Cèdre' }).expect(200)
  await page.goto(`${panel.url}/#/leads/${leadId}`)
  await page.getByText('Relance · à faire').waitFor()
  await page.getByText('Mona a modifié').waitFor()
  await button(page, 'Pourquoi ?').click()
  await page
    .getByRole('heading', { name: /^Sans nouvelles/ })
    .first()
    .waitFor()
  await noBarriers(page)
  await leave()
})
