/** What the panel shows of messages that WhatsApp sends by itself, in Chromium, against the sandbox. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { mapTemplates, startSandbox, type TestSandbox } from '@relance/testing'
import type { Browser, Page } from 'playwright-core'
import { barriers, launch, PHONE, visit } from './browser.ts'
import { makeLead, makeRule, startTestApi, type TestApi } from './test-api.ts'

jest.setTimeout(120_000)
const BODY = 'Bonjour {{1}}, avez-vous pu regarder notre proposition ? {{2}} reste à votre disposition.'
let api: TestApi
let sandbox: TestSandbox
let found: Browser | null = null
let browser: Browser
let url: string
let ruleId: string

beforeAll(async () => {
  if (!existsSync(join(__dirname, '../../admin/dist/index.html')))
    throw new Error('Build the panel first: npm run build')
  found = await launch()
  if (found) browser = found
  sandbox = await startSandbox()
  api = await startTestApi({ APP_ROLE: 'all', WHATSAPP_TIMEOUT_SECONDS: '1', ...sandbox.environment })
  url = await api.app.getUrl()
  await sandbox.ask('PUT', 'webhook', { url: `${url}/api/whatsapp/webhook` })
  await api.join('manager', 'Mona')
  ruleId = await makeRule(api.admin, 'Sans nouvelles')
  await makeLead(api.admin, null, 'Zoé')
}, 600_000)
afterAll(async () => {
  await found?.close()
  await api?.stop()
  await sandbox?.stop()
})

/** Where no Chromium can be had, the reason is on the error output. */
const inBrowser = (name: string, work: () => Promise<void>): void =>
  it(name, async () => {
    if (found) await work()
  })

/** A picture where one is asked for: `SCREENS` names the folder. */
async function picture(page: Page, name: string): Promise<void> {
  if (process.env.SCREENS) await page.screenshot({ path: join(process.env.SCREENS, `${name}.png`), fullPage: true })
}

/** Says every template in the sandbox's approved one. */
async function map(): Promise<void> {
  await mapTemplates(api.test.db)
  await api.test.db.query(
    `update templates set whatsapp_parameters = '[{"value": "{{ lead.firstName }}"}, {"value": "Éclair SA"}]'`,
  )
  await api.test.db.query(
    `update whatsapp_templates set template = jsonb_set(template, '{bodyText}', to_jsonb($1::text))`,
    [BODY],
  )
}

/** Waits for a relance in that state: what the page shows afterwards does not hang on its own look. */
async function until(state: string): Promise<void> {
  for (let look = 0; look < 400; look++) {
    if ((await api.test.db.query('select 1 from relances where state = $1', [state])).length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`No relance became ${state}`)
}

inBrowser('a rule goes to WhatsApp by the form, which says what that means, and its messages become read', async () => {
  const { page, context, errors } = await visit(browser, url, 'mona@demo.invalid')
  await page.goto(`${url}/#/rules/${ruleId}`)
  const save = page.getByRole('button', { name: 'Enregistrer' })
  await page.getByRole('radio', { name: 'WhatsApp envoie tout seul' }).check()
  await page.getByText(/chaque modèle doit être lié à un modèle que WhatsApp a approuvé/).waitFor()
  await save.click()
  await page.getByRole('dialog').getByText('Modèles non approuvés par WhatsApp').waitFor()
  await page.getByRole('button', { name: 'Corriger' }).click()
  await map()
  await page.getByRole('button', { name: /30 prochains jours/ }).click()
  await page.getByText(/Coût estimé chez WhatsApp : /).waitFor()
  expect(await barriers(page)).toEqual([])
  await picture(page, 'rule-whatsapp')
  await save.click()
  await page.waitForURL(/#\/rules$/)
  await page.getByText(/WhatsApp envoie tout seul/).waitFor()

  expect((await api.runNow()).body.byChannel).toEqual({ whatsapp: 1 })
  await until('read')
  await page.goto(`${url}/#/relances`)
  await page.getByText('lue', { exact: true }).waitFor()
  expect(await page.getByRole('link', { name: 'Ouvrir WhatsApp' }).count()).toBe(0)
  expect(await barriers(page)).toEqual([])
  await picture(page, 'relances-read')
  expect(errors).toEqual([])
  await context.close()
})

inBrowser('a message nobody can tell the fate of is called uncertain, and offers no second sending', async () => {
  await sandbox.ask('PUT', 'behaviour', { faults: { timeout: 100 } })
  const leadId = await makeLead(api.admin, null, 'Max')
  expect((await api.runNow()).body.recorded).toBe(1)
  await until('unknown')
  const { page, context, errors } = await visit(browser, url, 'mona@demo.invalid', PHONE)
  await page.goto(`${url}/#/relances`)
  await page.getByText('incertaine', { exact: true }).waitFor()
  expect(await page.getByRole('link', { name: 'Ouvrir WhatsApp' }).count()).toBe(0)
  await picture(page, 'relances-phone')
  await page.goto(`${url}/#/leads/${leadId}`)
  await page.getByText('incertaine', { exact: true }).waitFor()
  expect(await barriers(page)).toEqual([])
  await picture(page, 'timeline-phone')
  expect(errors).toEqual([])
  await context.close()
})
