import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { barriers, barriersNow, launch, PHONE, visit } from './browser.ts'
import { makeLead, makeRule, type Person, startTestApi, type TestApi } from './test-api.ts'

jest.setTimeout(120_000)
let api: TestApi
let browser: Browser
let found: Browser | null = null
let url: string
let manager: Person
let ada: Person
let ruleId: string
let leadId: string

beforeAll(async () => {
  if (!existsSync(join(__dirname, '../../admin/dist/index.html')))
    throw new Error('Build the panel first: npm run build')
  api = await startTestApi()
  manager = await api.join('manager', 'Mona')
  ada = await api.join('closer', 'Ada')
  url = await api.app.getUrl()
  found = await launch()
  if (found) browser = found
  ruleId = await makeRule(manager, 'Sans nouvelles', 'Bonjour {{ lead.firstName }}, où en êtes-vous ?')
  leadId = await makeLead(manager, ada.id, 'Zoé')
  for (const name of ['Max', 'Léa', 'Ida']) await makeLead(manager, ada.id, name)
}, 600_000)
afterAll(async () => {
  await found?.close()
  await api?.stop()
})

/** Where no Chromium can be had, the reason is on the error output. */
const inBrowser = (name: string, work: () => Promise<void>): void =>
  it(name, async () => {
    if (found) await work()
  })

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const section = (page: Page, name: string) => page.getByRole('region', { name })

/** A picture where one is asked for: `SCREENS` names the folder. */
async function picture(page: Page, name: string): Promise<void> {
  if (process.env.SCREENS) await page.screenshot({ path: join(process.env.SCREENS, `${name}.png`), fullPage: true })
}

inBrowser('"Pourquoi ?" says before a run what the run then does, and afterwards what was recorded', async () => {
  const { page, context, errors } = await visit(browser, url, 'mona@demo.invalid')
  await page.goto(`${url}/#/leads/${leadId}`)
  await button(page, 'Pourquoi ?').click()
  const why = section(page, 'Pourquoi ?')
  await why.getByText(/relancerait ce lead par la règle « Sans nouvelles », étape 1 sur 2/).waitFor()
  expect(await why.getByText(/^passée : /).count()).toBeGreaterThan(3)
  expect(await barriers(page)).toEqual([])
  await picture(page, 'why')

  expect((await api.runNow()).body.recorded).toBe(4)
  await why.getByText(/Prochaine relance prévue le .*étape 2 sur 2/).waitFor()
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  await why.getByLabel('À l’instant').fill(`${tomorrow}T10:00`)
  await why.getByText('L’étape 2 sur 2 n’est due que').first().waitFor()
  await why.getByLabel('À l’instant').fill('2020-01-01T10:00')
  await why.getByText('Aucune relance de ce lead n’avait été enregistrée à cet instant.').waitFor()

  await page.goto(`${url}/#/relances`)
  await button(page, 'Pourquoi ?').first().click()
  await page.getByText(/Enregistrée le .* par la règle « Sans nouvelles »/).waitFor()
  expect(await barriers(page)).toEqual([])
  await picture(page, 'why-relance')
  expect(errors).toEqual([])
  await context.close()
})

inBrowser('a delay changed in a rule shows, before it is saved, the next 30 days and the last 90', async () => {
  await makeLead(manager, ada.id, 'Noé')
  const { page, context, errors } = await visit(browser, url, 'mona@demo.invalid')
  await page.goto(`${url}/#/rules/${ruleId}`)
  const panel = section(page, 'Avant d’enregistrer')
  const look = async (): Promise<string> => {
    await button(page, 'Voir les 30 prochains jours').click()
    await panel.getByText(/^Total : /).waitFor()
    await button(page, 'Voir les 30 prochains jours').and(page.locator(':enabled')).waitFor()
    return panel.innerText()
  }
  expect(await look()).toMatch(/1\s+Relancés au prochain passage/)
  await page.getByLabel('Étape 1 : après').fill('3')
  await panel.getByText('La règle a changé depuis ce calcul : relancez-le.').waitFor()
  const changed = await look()
  expect(changed).toMatch(/0\s+Relancés au prochain passage/)
  expect(changed).toContain('Bonjour Noé, où en êtes-vous ?')
  await button(page, 'Rejouer les 90 derniers jours').click()
  const past = section(page, 'Les 90 derniers jours')
  await past
    .getByText(/^Sur 5 leads, .* aurait fait 0 relances de plus, 4 de moins, et en aurait déplacé 0\.$/)
    .waitFor()
  expect(await barriers(page)).toEqual([])
  await picture(page, 'before-saving')

  const frequencyOf = async () => {
    const { frequencyId } = (await manager.call('get', `/api/rules/${ruleId}`).expect(200)).body
    return (await manager.call('get', `/api/frequencies/${frequencyId}`).expect(200)).body
  }
  expect((await frequencyOf()).version).toBe(1)
  await button(page, /Enregistrer/).click()
  await page.waitForURL(/#\/rules$/)
  expect(await frequencyOf()).toMatchObject({ version: 2, steps: [{ after: { value: 3, unit: 'days' } }, {}] })
  expect(errors).toEqual([])
  await context.close()
})

inBrowser('a rule whose messages come out wrong is activated only by whoever says so', async () => {
  await makeLead(manager, ada.id, '')
  const { id: _, active: __, ...saved } = (await manager.call('get', `/api/rules/${ruleId}`)).body
  const copy = await manager
    .call('post', '/api/rules')
    .send({ ...saved, name: 'Copie', active: false })
    .expect(201)
  const isActive = async () => (await manager.call('get', `/api/rules/${copy.body.id}`)).body.active
  const { page, context, errors } = await visit(browser, url, 'mona@demo.invalid')
  await page.goto(`${url}/#/rules/${copy.body.id}`)
  await page
    .getByRole('switch', { name: 'Active' })
    .or(page.getByRole('checkbox', { name: 'Active' }))
    .click()
  await button(page, /Enregistrer/).click()
  const dialog = page.getByRole('dialog', { name: 'Avant d’activer cette règle' })
  await dialog.getByText('Variables vides · 1 lead').waitFor()
  expect(await barriersNow(page)).toEqual([])
  await picture(page, 'preflight')
  await dialog.getByRole('button', { name: 'Corriger' }).click()
  await dialog.waitFor({ state: 'hidden' })
  expect(await isActive()).toBe(false)
  await button(page, /Enregistrer/).click()
  await dialog.getByRole('button', { name: 'Activer quand même' }).click()
  await page.waitForURL(/#\/rules$/)
  expect(await isActive()).toBe(true)
  expect(errors).toEqual([])
  await context.close()
})

inBrowser('on a phone, in the dark', async () => {
  const { page, context, errors } = await visit(browser, url, 'mona@demo.invalid', PHONE)
  await page.evaluate(`localStorage.setItem('RaStore.theme', '"dark"')`)
  await page.goto(`${url}/#/leads/${leadId}`)
  await page.reload()
  await button(page, 'Pourquoi ?').click()
  await section(page, 'Pourquoi ?')
    .getByText(/Prochaine relance prévue/)
    .waitFor()
  expect(await barriers(page)).toEqual([])
  await picture(page, 'why-phone-dark')
  await page.goto(`${url}/#/rules/${ruleId}`)
  await button(page, 'Voir les 30 prochains jours').click()
  await page.getByText(/^Total : /).waitFor()
  expect(await barriers(page)).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(PHONE.width)
  await picture(page, 'before-saving-phone-dark')
  expect(errors).toEqual([])
  await context.close()
})
