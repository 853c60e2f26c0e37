import type { Locator, Page } from 'playwright-core'
import { PHONE } from './browser.ts'
import { button, link, noBarriers, usePanel } from './fixture.ts'
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
    await button(page, /^Annuler \(encore 1[45]\smin\)$/).click()
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
      await page
        .getByText('<img src')
        .first()
        .or(page.getByRole('region', { name: 'Le lead' }))
        .first()
        .waitFor()
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
    const note = page.getByRole('textbox', { name: 'Note' })
    await note.fill('Half-writt')
    await deployNewer(page)
    const prompt = page.getByText('A newer version of the panel is in place.')
    expect(await prompt.count()).toBe(0)
    await page.clock.fastForward('10:01')
    await prompt.waitFor()
    await button(page, /^Reload$/).click()
    await page.getByRole('heading', { name: 'Reload without saving?' }).waitFor()
    await button(page, 'Cancel').click()
    expect(await note.inputValue()).toBe('Half-writt')
    await button(page, /English/).click()
    await page.getByRole('menuitem', { name: 'Français' }).click()
    await button(page, /^Société/).waitFor()
    expect(await note.inputValue()).toBe('Half-writt')
    await button(page, /Français/).click()
    await page.getByRole('menuitem', { name: 'English' }).click()
    await button(page, /^Reload$/).click()
    await button(page, 'Reload anyway').click()
    await prompt.waitFor({ state: 'hidden' })
    await note.waitFor()
    // Let go only with the answer to reload anyway.
    expect(await note.inputValue()).toBe('')
    await leave()
  },
)

panel.inBrowser('shows what happened to a lead', async () => {
  const [leadId] = await makeItems('Historique')
  const { page, leave } = await panel.visit('mona', '', PHONE)
  await panel.manager.call('put', `/api/leads/${leadId}`).send({ company: 'Cèdre' }).expect(200)
  await page.goto(`${panel.url}/#/leads/${leadId}`)
  await page.getByText('Relance · à faire').waitFor()
  await page.getByText('Mona a modifié la fiche').waitFor()
  await button(page, 'Pourquoi ?').click()
  await page
    .getByRole('heading', { name: /^Sans nouvelles/ })
    .first()
    .waitFor()
  await noBarriers(page)
  await leave()
})

panel.inBrowser(
  'the words are changed before they are sent: the link follows, the template’s are kept, a reload loses nothing',
  async () => {
    const [leadId] = await makeItems('Mots')
    const { page, leave } = await panel.visit('ada', '', PHONE)
    await button(page, /^Mots/).click()
    await page.getByRole('heading', { name: 'Mots' }).waitFor()
    await button(page, 'Modifier').click()
    const field = page.getByRole('textbox', { name: 'Message' })
    await field.fill('Bonjour 👋🏽\n\nMardi ?')
    await noBarriers(page)
    page.on('dialog', (asked) => void asked.accept())
    await page.reload()
    await field.waitFor()
    expect(await field.inputValue()).toBe('Bonjour 👋🏽\n\nMardi ?')
    await field.fill('a'.repeat(2_000))
    await page.getByText(/^Trop long pour certains téléphones/).waitFor()
    await field.fill('Bonjour 👋🏽\n\nMardi ?')
    expect(await link(page, 'Enregistrer comme modèle').count()).toBe(0)
    await button(page, 'Enregistrer').click()
    await page.getByText('Texte modifié.').waitFor()
    const href = await page.getByRole('link', { name: /WhatsApp/ }).getAttribute('href')
    expect(decodeURIComponent(href?.split('?text=')[1] ?? '')).toBe('Bonjour 👋🏽\n\nMardi ?')
    await page.goto(`${panel.url}/#/leads/${leadId}`)
    await page.getByText('Texte modifié : voir celui du modèle').click()
    await page.getByText('Bonjour Mots, où en êtes-vous ?').waitFor()
    await leave()
  },
)

panel.inBrowser(
  'swiped on a phone: sent, tomorrow or skipped, each with a way back; a scroll does nothing',
  async () => {
    const names = ['Droite', 'Gauche', 'Loin', 'Haut']
    const ids = await makeItems(...names)
    const { page, leave } = await panel.visit('ada', '', PHONE)
    const swipe = async (name: string, dx: number, dy = 0): Promise<void> => {
      const card = button(page, new RegExp(`^${name}`))
      await card.scrollIntoViewIfNeeded()
      const { x, y } = (await card.boundingBox()) as { x: number; y: number }
      const at = (clientX: number, clientY: number) => ({ clientX, clientY, pointerType: 'touch', bubbles: true })
      await card.dispatchEvent('pointerdown', at(x + 180, y + 10))
      await card.dispatchEvent('pointermove', at(x + 180 + dx / 2, y + 10 + dy / 2))
      await card.dispatchEvent('pointerup', at(x + 180 + dx, y + 10 + dy))
    }
    await swipe('Haut', 100, 200)
    await swipe('Droite', 130)
    await page.getByText('Relance envoyée').waitFor()
    await swipe('Gauche', -120)
    await page.getByText(/^Relance re/).waitFor()
    await swipe('Loin', -300)
    await page.getByText(/^Relance (passée|ignorée)/).waitFor()
    expect(await Promise.all(ids.map(stateOf))).toEqual(['sent', 'snoozed', 'skipped', 'due'])
    await button(page, /^Annuler/).click()
    await page.getByRole('heading', { name: 'Loin' }).waitFor()
    expect(await stateOf(ids[2] ?? '')).toBe('due')
    await leave()
  },
)

panel.inBrowser('without a network one goes on: what was done waits in sight, and is sent once', async () => {
  const ids = await makeItems('Tunnel', 'Métro')
  const { page, context, errors } = await panel.visit('ada', '', PHONE)
  const told: string[] = []
  page.on('request', (request) => request.method() === 'POST' && told.push(new URL(request.url()).pathname))
  await button(page, /^Tunnel/).click()
  await page.getByRole('heading', { name: 'Tunnel' }).waitFor()
  await page.route('**/api/relances/*/*', (route) => route.abort())
  await button(page, /Oui, envoyé/).click()
  await page
    .getByText(/^1 action attend le réseau/)
    .first()
    .waitFor()
  await page.goto(`${panel.url}/#/inbox`)
  await button(page, /^Métro/).click()
  await page.getByRole('heading', { name: 'Métro' }).waitFor()
  await button(page, 'Passer').or(button(page, 'Ignorer')).click()
  await page
    .getByText(/^2 actions attendent le réseau/)
    .first()
    .waitFor()
  expect(await Promise.all(ids.map(stateOf))).toEqual(['due', 'due'])
  await page.reload()
  await page
    .getByText(/^2 actions attendent le réseau/)
    .first()
    .waitFor()
  expect(await button(page, /^(Tunnel|Métro)/).count()).toBe(0)
  await noBarriers(page)
  told.length = 0
  await page.unroute('**/api/relances/*/*')
  await context.setOffline(true)
  await context.setOffline(false)
  await page
    .getByText(/réseau/)
    .first()
    .waitFor({ state: 'hidden' })
  expect(await Promise.all(ids.map(stateOf))).toEqual(['sent', 'skipped'])
  expect(told.filter((path) => /\/(sent|skip)$/.test(path))).toHaveLength(2)
  expect(errors.filter((error) => !error.includes('net::ERR_'))).toEqual([])
  await page.close()
})
