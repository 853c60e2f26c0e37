/** Every setting of the company can be seen and changed in the panel, by the words of the registry. */
import { COMPANY_SETTINGS, type SettingDescription } from '@relance/relance/settings'
import { barriers, openContext, openPage, PHONE } from './browser.ts'
import { button, noBarriers, picture, usePanel } from './fixture.ts'
import { makeLead, makeRule } from '../test-api.ts'

jest.setTimeout(180_000)
const panel = usePanel()

const labelled = Object.values<SettingDescription>(COMPANY_SETTINGS).filter(
  ({ control }) => typeof control === 'string',
)

panel.inBrowser(
  'an admin finds every setting of the company, and changes country, zone, limits and alerts',
  async () => {
    const { page, leave } = await panel.visit('admin', 'settings/company')
    for (const { label } of labelled) {
      // A setting of several fields is a group.
      const group = page.getByRole('group', { name: label.fr, exact: true })
      await page.getByLabel(label.fr, { exact: true }).or(group).first().waitFor()
    }

    await page.getByLabel('Pays', { exact: true }).fill('Belg')
    await page.getByRole('option', { name: 'Belgique' }).click()
    // Closing gives the field its focus back, which would close the next list.
    await page.getByRole('listbox').waitFor({ state: 'detached' })
    await page.getByLabel('Fuseau horaire').fill('Brussels')
    await page.getByRole('option', { name: 'Europe/Brussels' }).click()
    await page.getByLabel('Relances par closer et par jour, au plus').fill('40')
    await page.getByLabel('Alerte de désinscriptions (%)').fill('8')
    await noBarriers(page)
    await picture(page, 'settings-company')
    const save = button(page, 'Enregistrer')
    await save.and(page.locator(':enabled')).click()
    await page.getByText('Enregistré', { exact: true }).waitFor()
    const { body } = await panel.manager.call('get', '/api/settings/company').expect(200)
    expect(body).toMatchObject({
      country: 'BE',
      timeZone: 'Europe/Brussels',
      closerDailyLimit: 40,
      optOutAlarmPercent: 8,
      minimumGapMinutes: 1_200,
    })

    await page.getByLabel('Relances par closer et par jour, au plus').fill('')
    // The notice of the first time may still be there.
    const saved = page.waitForResponse((one) => one.request().method() !== 'GET' && one.url().includes('/api/settings'))
    await save.and(page.locator(':enabled')).click()
    await saved
    const emptied = await panel.manager.call('get', '/api/settings/company').expect(200)
    expect(emptied.body).toMatchObject({ closerDailyLimit: null, country: 'BE' })
    await leave()
  },
)

panel.inBrowser(
  'an admin invites by a link; the person chooses a password and is signed in, and the link is spent',
  async () => {
    const { page, leave } = await panel.visit('admin', 'users/create')
    await page.getByLabel('Nom', { exact: false }).first().fill('Lou Invitée')
    await page.getByLabel('E-mail', { exact: false }).fill('lou@demo.invalid')
    await button(page, 'Enregistrer').click()
    const dialog = page.getByRole('dialog', { name: 'Lien d’accès de Lou Invitée' })
    const link = await dialog.getByLabel('Lien personnel').inputValue()
    await noBarriers(page)
    await picture(page, 'invitation-link')
    await dialog.getByRole('button', { name: 'Fermer' }).click()
    await page.getByText('invitation en attente').waitFor()

    const phone = await openContext(panel.browser as NonNullable<typeof panel.browser>, { viewport: PHONE })
    const guest = await openPage(phone)
    await guest.page.goto(link)
    await guest.page.getByRole('heading', { level: 1, name: 'Bienvenue, Lou Invitée' }).waitFor()
    await noBarriers(guest.page)
    await picture(guest.page, 'welcome-phone')
    await guest.page.getByLabel('Mot de passe', { exact: false }).first().fill('encore un mot de passe long')
    await button(guest.page, 'Commencer').click()
    await guest.page.locator('header').waitFor()
    // As a new page: from the panel, only what follows the # would change.
    await guest.page.goto('about:blank')
    await guest.page.goto(link)
    await guest.page.getByRole('heading', { level: 1, name: 'Ce lien ne marche plus' }).waitFor()
    await picture(guest.page, 'welcome-ended-phone')
    await phone.close()
    await leave()
  },
)

const SCREENS = [
  ...['', '?days=84', 'held', 'start', 'inbox', 'leads', 'leads/create', 'leads/import', 'relances', 'forecast'],
  ...[
    'rules',
    'rules/create',
    'frequencies',
    'frequencies/create',
    'templates',
    'templates/create',
    'runs',
    'absences',
  ],
  ...[
    'absences/create',
    'users',
    'users/create',
    'audit-events',
    'whatsapp',
    'profile',
    'settings',
    'settings/company',
  ],
  ...['settings/statuses', 'settings/holidays', 'settings/tokens', 'settings/installation'],
]

/** Runs in the page: what is seen, and what a screen reader says. */
const SAID = `[
  ...document.body.innerText.split('\\n'),
  ...[...document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')].flatMap((one) =>
    ['aria-label', 'title', 'placeholder', 'alt'].map((name) => one.getAttribute(name) ?? '')),
].map((text) => text.trim()).filter(Boolean)`

/** Words of English that French does not have, in whatever a library may say by itself. */
const ENGLISH =
  /\b(the|and|with|your|are|this|that|from|open|close|clear|next|previous|show|hide|sort|select|loading|save|delete|edit|create|search|settings|profile|page not|not found|go to|add|remove|undo|week|day|days|month|year|choose|follow-ups?)\b/i
const RAW_KEY = /^[a-z]\w*(\.\w+)+$/

panel.inBrowser(
  'every screen speaks French alone, in what is seen and in what is read aloud, and bars nobody',
  async () => {
    await makeRule(panel.manager, 'Règle de test')
    await makeLead(panel.manager, panel.ada.id, 'Zoé')
    await panel.api.runNow()
    const { page, leave } = await panel.visit('admin')
    const wrong: string[][] = []
    for (const screen of SCREENS) {
      await page.goto(`${panel.url}/#/${screen}`)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      for (const barrier of await barriers(page)) wrong.push([screen, barrier])
      const said = [...new Set((await page.evaluate(SAID)) as string[])]
      wrong.push(...said.filter((text) => ENGLISH.test(text) || RAW_KEY.test(text)).map((text) => [screen, text]))
    }
    expect(wrong).toEqual([])
    await leave()
  },
)
