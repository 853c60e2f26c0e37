/**
 * From the switch of the profile to the relance that a notification opens. The browser has no push service here: the stand-in takes its
 * place in the page, and what it has received is handed to the service worker as a push service does.
 */
import { type ReceivedPush, startPushService, type TestPushService } from '@relance/testing'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { readConfig } from '../../src/environment/config.ts'
import { Notifier } from '../../src/notices/notifier.ts'
import { CRON_SECRET, makeLead, makeRule } from '../test-api.ts'
import { openContext, openPage, PHONE, signIn } from './browser.ts'
import { button, emailOf, noBarriers, picture, usePanel } from './fixture.ts'

jest.setTimeout(120_000)
let service: TestPushService
const panel = usePanel(async () => {
  service = await startPushService()
  return { PUSH_SERVICES: service.origin }
})
afterAll(() => service?.stop())

const ALWAYS = { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }

/** What the page asks its push service: the stand-in answers, in its place. */
const PUSH_MANAGER = `
  let kept = null
  const make = (made, key) => ({
    endpoint: made.endpoint,
    options: { userVisibleOnly: true, applicationServerKey: key },
    toJSON: () => ({ ...made, expirationTime: null }),
    unsubscribe: async () => ((kept = null), true),
  })
  PushManager.prototype.getSubscription = async () => kept
  PushManager.prototype.subscribe = async ({ applicationServerKey: key }) =>
    (kept = make(await window.subscribeAtStandIn(key), Uint8Array.from(atob(key.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0)).buffer))
  let permission = 'default'
  Object.defineProperty(Notification, 'permission', { get: () => permission })
  Notification.requestPermission = async () => (permission = 'granted')
  window.badges = []
  let look = () => undefined
  navigator.setAppBadge = async (count) => (window.badges.push(count), look())
  window.badgeIs = (count) => new Promise((resolve) => {
    look = () => window.badges.at(-1) === count && resolve(count)
    look()
  })`

interface Phone {
  page: Page
  errors: string[]
  context: BrowserContext
}

async function openPhone(): Promise<Phone> {
  const context = await openContext(panel.browser as Browser, { viewport: PHONE })
  await context.grantPermissions(['notifications'], { origin: panel.url })
  await context.exposeFunction('subscribeAtStandIn', (key: string) => service.subscribe(key))
  await context.addInitScript(PUSH_MANAGER)
  const { page, errors } = await openPage(context)
  await page.goto(panel.url)
  await signIn(page, emailOf('Ada'))
  return { page, errors, context }
}

/** As the browser does it when a push service has a message. */
async function deliver(phone: Phone, push: ReceivedPush): Promise<void> {
  await inWorker(phone, `happens(new PushEvent('push', { data: ${JSON.stringify(JSON.stringify(push.payload))} }))`)
}

/**
 * A browser without a screen has no notifications, whatever is granted: they are kept in the worker, as the system would keep them. It
 * lets nobody wait for an event that a script has made, and a page come to the front only after a touch.
 */
const WITHOUT_SYSTEM = `
  self.kept ??= []
  self.registration.showNotification = async (title, options) =>
    void (self.kept = [{ title, ...options, close: () => (self.kept = []) }])
  self.registration.getNotifications = async () => self.kept
  WindowClient.prototype.focus = async () => undefined
  self.navigator.setAppBadge = async (count) => void (self.badge = count)
  const happens = async (event, fields = {}) => {
    const waits = []
    for (const [name, value] of Object.entries({ ...fields, waitUntil: (promise) => void waits.push(promise) }))
      Object.defineProperty(event, name, { value })
    self.dispatchEvent(event)
    await Promise.all(waits)
  }`

/** The browser may start the worker anew for a push, which ends what was asked of it. */
async function inWorker<Result>(phone: Phone, script: string): Promise<Result> {
  for (;;) {
    const worker = phone.context.serviceWorkers().at(-1)
    try {
      if (worker) return await worker.evaluate<Result>(`${WITHOUT_SYSTEM}; ${script}`)
    } catch (error) {
      if (!/restarted|closed/.test(String(error))) throw error
    }
    await phone.page.waitForTimeout(20)
  }
}

const shown = (phone: Phone) =>
  inWorker<{ title: string; body: string; lang: string; path: string }[]>(
    phone,
    `self.registration.getNotifications().then((all) => all.map(
      ({ title, body, lang, data }) => ({ title, body, lang, path: data.path })))`,
  )

const click = (phone: Phone) =>
  inWorker<void>(phone, `happens(new ExtendableEvent('notificationclick'), { notification: self.kept[0] })`)

panel.inBrowser('turned on in the profile, pushed when a relance is due, and opened by a click', async () => {
  await makeRule(panel.manager)
  await panel.ada.call('put', '/api/notices').send({ window: ALWAYS }).expect(200)
  const phone = await openPhone()
  const { page } = phone
  await button(page, 'Activer les notifications').waitFor()
  await page.getByRole('link', { name: 'Profil' }).click()
  const here = page.getByRole('switch', { name: /Notifications sur cet appareil/ })
  await here.click()
  await page.getByText('Cet appareil vous préviendra').waitFor()
  await page.getByRole('switch', { name: /Notifications sur cet appareil/, checked: true }).waitFor()
  await picture(page, 'notices-on')
  await noBarriers(page)

  const leadId = await makeLead(panel.manager, panel.ada.id, 'Secrète')
  await panel.api.runNow()
  const read = readConfig({ DATABASE_URL: panel.api.test.url, CRON_SECRET, PUSH_SERVICES: service.origin })
  if (!read.ok) throw new Error(read.problems.join())
  const notifier = new Notifier(panel.api.test.db, read.config)
  notifier.onApplicationBootstrap()
  const [push] = await service.whenReceived(1)
  await notifier.beforeApplicationShutdown()
  if (!push) throw new Error('Nothing was received.')

  await deliver(phone, push)
  const [relance] = await panel.api.test.db.query<{ id: string }>('select id from relances where lead_id = $1', [
    leadId,
  ])
  const path = `/#/inbox/${relance?.id}`
  expect(await shown(phone)).toEqual([{ title: '1 relance à faire', body: '', lang: 'fr', path }])
  await click(phone)
  await page.waitForURL(`**${path}`)
  await page.getByRole('heading', { name: 'Secrète' }).waitFor()
  expect(await shown(phone)).toEqual([])
  expect(await page.evaluate('window.badges.at(-1)')).toBe(1)

  // Settled: the badge follows at once.
  await button(page, 'Passer').click()
  await page.evaluate('window.badgeIs(0)')

  // Signing out ends it, in the browser and on the server.
  await page.goto(`${panel.url}/#/profile`)
  await page.getByText('cet appareil', { exact: true }).waitFor()
  await page.locator('header').getByRole('button').last().click()
  await page.getByRole('menuitem', { name: 'Déconnexion' }).click()
  await page.locator('input[name=username]').waitFor()
  expect(await panel.api.test.db.query('select from push_devices')).toEqual([])
  expect(phone.errors).toEqual([])
  await phone.context.close()
})
