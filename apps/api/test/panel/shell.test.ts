import type { Browser, Page, Route } from 'playwright-core'
import { openContext, PHONE, signIn } from './browser.ts'
import { button, emailOf, noBarriers, usePanel } from './fixture.ts'
import { makeLead, makeRule } from '../test-api.ts'

jest.setTimeout(120_000)
const panel = usePanel()
let leadId: string

beforeAll(async () => {
  await panel.api.join('closer', 'Bea')
  await makeRule(panel.manager)
  leadId = await makeLead(panel.manager, panel.ada.id, 'Secrète')
  await panel.api.runNow()
})

/** Runs in the page, where there are a window and its caches. */
const inPage = <Answer>(page: Page, script: string): Promise<Answer> => page.evaluate(script) as Promise<Answer>

it('nothing inline is let through, neither scripts nor styles', async () => {
  const { headers } = await panel.api.http().get('/').expect(200)
  const policy = String(headers['content-security-policy'])
  expect(policy).toMatch(/script-src 'self';/)
  expect(policy).not.toContain('unsafe')
})

panel.inBrowser('an address opened while signed out is where one lands after signing in', async () => {
  const context = await openContext(panel.browser as Browser)
  const page = await context.newPage()
  for (const place of [`/#/leads/${leadId}`, `/leads/${leadId}`]) {
    await context.clearCookies()
    await page.goto('about:blank')
    await page.goto(`${panel.url}${place}`)
    await signIn(page, emailOf('mona'))
    await page.waitForURL(new RegExp(`#/leads/${leadId}`))
    await page.getByRole('region', { name: 'Le lead' }).waitFor()
  }
  await context.close()
})

panel.inBrowser('signs in in the language of the browser, and loads the words of no other', async () => {
  const context = await openContext(panel.browser as Browser, { locale: 'en-GB', serviceWorkers: 'block' })
  const page = await context.newPage()
  const loaded: string[] = []
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname))
  await page.goto(panel.url)
  await button(page, 'Sign in').waitFor()
  await signIn(page, emailOf('ada'))
  await page.getByRole('tab', { name: /To do/ }).waitFor()
  expect(loaded.filter((path) => /\/(french|english)-/.test(path))).toEqual([expect.stringContaining('/english-')])
  await context.close()
})

panel.inBrowser(
  'a session that has ended: many are refused at once, one sign-in page, and back to the same page',
  async () => {
    const { page, context, leave } = await panel.arrive('mona')
    const place = `#/relances?filter=${encodeURIComponent('{"state_in":["due","opened"]}')}&page=1`
    await page.goto(`${panel.url}/${place}`)
    await page.getByText('Secrète').first().waitFor()
    await page.waitForLoadState('networkidle')
    const refused: string[] = []
    const asked: string[] = []
    page.on('response', (answer) => answer.status() === 401 && refused.push(answer.url()))
    page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`))
    const places: string[] = []
    page.on('framenavigated', (frame) => places.push(new URL(frame.url()).hash.split('?')[0] ?? ''))
    // One of the refusals comes as late as can be: when the person has signed in again.
    let release: () => void = () => undefined
    const isIn = new Promise<void>((resolve) => {
      release = resolve
    })
    let isHeld = false
    await context.route('**/api/leads?*', (route) =>
      hold(route).catch(() => {
        // The page has gone on: nobody waits for it any more.
      }),
    )
    const hold = async (route: Route): Promise<void> => {
      const answer = await route.fetch()
      const kept = { status: answer.status(), headers: answer.headers(), body: await answer.body() }
      if (kept.status === 401 && !isHeld) {
        isHeld = true
        await isIn
      }
      await route.fulfill(kept)
    }

    await panel.api.test.db.query('delete from sessions')
    await inPage(page, `window.dispatchEvent(new Event('visibilitychange'))`)
    await page.locator('input[name=username]').waitFor()
    await page.waitForLoadState('networkidle').catch(() => undefined)
    expect(refused.filter((one) => !one.includes('/auth/')).length).toBeGreaterThan(1)
    expect(asked.filter((one) => one === 'POST /api/auth/logout')).toHaveLength(1)
    await signIn(page, emailOf('mona'))
    await page.getByText('Secrète').first().waitFor()
    const late = page.waitForResponse((answer) => answer.status() === 401)
    release()
    await late
    // Nothing is to come of it, which takes a moment to be seen.
    await page.waitForTimeout(500)
    expect(isHeld).toBe(true)
    expect(places.filter((one) => one === '#/login')).toHaveLength(1)
    expect(new URL(page.url()).hash).toContain(encodeURIComponent('{"state_in":["due","opened"]}'))
    expect(await page.locator('input[name=username]').count()).toBe(0)
    await context.unrouteAll({ behavior: 'ignoreErrors' })
    await leave()
  },
)

panel.inBrowser(
  'a session that ends in mid-form loses nothing, says what happened, and gives it to nobody else',
  async () => {
    const { page, leave } = await panel.arrive('mona')
    page.on('dialog', (asked) => void asked.accept())
    const company = page.getByRole('textbox', { name: 'Société' })
    await page.goto(`${panel.url}/#/leads/${leadId}`)
    await page.getByRole('button', { name: /^Société/ }).click()
    await company.fill('Cèdre & Fils')
    await panel.api.test.db.query('delete from sessions')
    await page.getByText(/^Votre session est terminée/).waitFor()
    await noBarriers(page)
    await signIn(page, emailOf('mona'))
    const back = page.getByText(/^Ce que vous aviez écrit est de nouveau là/)
    await back.waitFor()
    expect(await company.inputValue()).toBe('Cèdre & Fils')
    await page.reload()
    await back.waitFor()
    expect(await company.inputValue()).toBe('Cèdre & Fils')
    await panel.api.test.db.query('delete from sessions')
    await inPage(page, `window.dispatchEvent(new Event('visibilitychange'))`)
    await page.locator('input[name=username]').waitFor()
    await signIn(page, emailOf('ada'))
    await page.getByRole('button', { name: /^Société/ }).waitFor()
    expect(await company.count()).toBe(0)
    expect(await back.count()).toBe(0)
    await leave()
  },
)

panel.inBrowser(
  'can be installed; the shell opens without a connection; what the API answers is never kept',
  async () => {
    const { page, context } = await panel.arrive('ada', PHONE)
    await page.getByRole('button', { name: /Commencer/ }).waitFor()
    await inPage(page, 'navigator.serviceWorker.ready.then(() => true)')
    const session = await context.newCDPSession(page)
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
    expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([])
    await page.reload()
    await page.getByRole('button', { name: /Commencer/ }).click()
    await page.getByRole('heading', { name: 'Secrète' }).waitFor()
    const kept = await inPage<string[]>(
      page,
      `caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name).then((cache) => cache.keys()))))
       .then((lists) => lists.flat().map((request) => new URL(request.url).pathname))`,
    )
    expect(kept).toContain('/')
    expect(kept.filter((path) => path.startsWith('/assets/')).length).toBeGreaterThan(0)
    expect(kept.filter((path) => path !== '/' && !path.startsWith('/assets/'))).toEqual([])
    const stored = await inPage<string[]>(page, 'Object.keys({ ...localStorage, ...sessionStorage })')
    expect(stored.filter((key) => !/^RaStore|^relance\./.test(key))).toEqual([])
    expect(await inPage<string>(page, 'JSON.stringify({ ...localStorage })')).not.toContain('Secrète')

    await context.setOffline(true)
    await page.goto(`${panel.url}/#/inbox`)
    await page.getByText('Hors ligne').waitFor()
    // Whoever opens it then is told why, and is still signed in afterwards.
    await page.reload()
    await page.getByRole('button', { name: 'Réessayer' }).waitFor()
    await context.setOffline(false)
    await page.getByRole('button', { name: /Commencer/ }).waitFor()
    expect(await page.getByText('Hors ligne').count()).toBe(0)
    await context.close()
  },
)

panel.inBrowser(
  'what is written and not saved is not left unasked, by a link, by the back button or with the tab',
  async () => {
    const { page, leave } = await panel.visit('mona', 'frequencies')
    const asked = page.getByRole('dialog', { name: 'Quitter sans enregistrer ?' })
    const name = page.locator('input[name=name]')
    const open = async (): Promise<void> => {
      await page.getByText('0 jour → 2 jours').click()
      await name.waitFor()
    }
    const leads = page.getByRole('menuitem', { name: 'Leads' })
    await open()
    await leads.click()
    await page.waitForURL(/#\/leads$/)
    await page.goBack()
    await name.fill('À moitié')
    await leads.click()
    await noBarriers(page)
    await button(asked, 'Rester ici').click()
    await asked.waitFor({ state: 'hidden' })
    expect(await name.inputValue()).toBe('À moitié')
    const kinds: string[] = []
    page.on('dialog', (dialog) => {
      kinds.push(dialog.type())
      void dialog.dismiss()
    })
    await Promise.all([page.waitForEvent('dialog'), page.close({ runBeforeUnload: true })])
    expect(kinds).toEqual(['beforeunload'])
    await page.goBack()
    await button(asked, 'Quitter la page').click()
    await page.waitForURL(/#\/frequencies$/)
    await open()
    expect(await name.inputValue()).toBe('Tous')
    await name.fill('Aussitôt')
    await button(page, 'Enregistrer').click()
    await page.waitForURL(/#\/frequencies$/)
    await page.getByText('Aussitôt').waitFor()
    expect(await asked.count()).toBe(0)
    await leave()
  },
)

panel.inBrowser(
  'a later page of a list that could not be read says so, and is the one that is read again',
  async () => {
    const { page, errors, leave } = await panel.visit('mona')
    let isDown = true
    await page.route('**/api/audit-events?*', (route) =>
      isDown ? route.fulfill({ status: 502, body: '<h1>Bad gateway</h1>' }) : route.continue(),
    )
    await page.goto(`${panel.url}/#/audit-events?page=2&perPage=5`)
    const again = button(page, 'Réessayer')
    await page.getByText(/\(502\)/).waitFor()
    const answered = page.waitForResponse('**/api/audit-events?*')
    await again.click()
    await answered
    isDown = false
    await page.getByText(/\(502\)/).waitFor()
    await again.click()
    await page.getByText(/^6-10 sur/).waitFor()
    expect(errors.filter((one) => !one.includes('502'))).toEqual([])
    errors.length = 0
    await leave()
  },
)

panel.inBrowser('a silent network is no answer: after a minute the page says so', async () => {
  const { page, leave } = await panel.visit('mona')
  // A minute of the panel lasts a second here.
  await page.addInitScript(() => {
    const timeout = AbortSignal.timeout.bind(AbortSignal)
    AbortSignal.timeout = (ms) => timeout(ms / 60)
  })
  let isSilent = true
  await page.route('**/api/audit-events?*', (route) => (isSilent ? undefined : route.continue()))
  await page.goto(`${panel.url}/#/audit-events`)
  await page.reload()
  await page.getByText('Le serveur ne répond pas. Vérifiez la connexion, puis réessayez.').first().waitFor()
  isSilent = false
  await button(page, 'Réessayer').first().click()
  await page.getByText(/^1-\d+ sur/).waitFor()
  await leave()
})

panel.inBrowser('one’s own profile: appearance, absence, password, and sessions that can be ended', async () => {
  // Those of the set-up, which are not browsers.
  await panel.api.test.db.query('delete from sessions')
  const other = await panel.arrive('bea')
  const { page, leave } = await panel.arrive('bea', PHONE)
  await page.getByRole('link', { name: 'Profil' }).click()
  await page.getByText('cet appareil', { exact: true }).waitFor()
  await page.getByLabel('Apparence').click()
  await page.getByRole('option', { name: 'Sombre' }).click()
  await page.waitForFunction('getComputedStyle(document.body).colorScheme !== "" || localStorage["RaStore.theme"]')

  await page.getByRole('textbox', { name: 'Du' }).fill('2030-08-01')
  await page.getByLabel('Au (inclus)').fill('2030-08-15')
  await page.getByRole('button', { name: 'Prévoir une absence' }).click()
  await page.getByText('Absence enregistrée').waitFor()
  await page.getByText(/1–15 août 2030/).waitFor()

  await page.getByRole('button', { name: 'Fermer cette session' }).click()
  await page.getByText('Session fermée').waitFor()
  await other.page.reload()
  await other.page.locator('input[name=username]').waitFor()

  await page.getByLabel(/Mot de passe actuel/).fill('ce n’est pas le bon')
  await page.getByLabel(/Nouveau mot de passe/).fill('un mot de passe encore plus long')
  await page.getByRole('button', { name: 'Changer le mot de passe' }).click()
  await page
    .getByText(/mot de passe.*(incorrect|faux|pas le bon|n’est pas)/i)
    .first()
    .waitFor()
  await other.context.close()
  await leave()
})
