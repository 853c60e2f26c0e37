/** The panel in a real Chromium, before a server on a database of its own: Mona manages, Ada calls leads, an admin is there too. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '@relance/relance'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { barriers, DESK, inBrowser, launchIfThere, openContext, openPage, signIn, type Watched } from './browser.ts'
import { type Person, startTestApi, type TestApi } from '../test-api.ts'

const BUILT_PANEL = join(__dirname, '../../../admin/dist')
export const emailOf = (name: string): string => `${name}@demo.invalid`

type Size = typeof DESK

interface Visit extends Watched {
  context: BrowserContext
  /** Closes what was opened, and expects that nothing went wrong in the page. */
  leave(): Promise<void>
}

class Panel {
  api!: TestApi
  url!: string
  manager!: Person
  ada!: Person
  browser: Browser | null = null
  private readonly contexts = new Map<string, Promise<BrowserContext>>()

  async start(environment: Record<string, string>, clock?: Clock): Promise<void> {
    if (!existsSync(join(BUILT_PANEL, 'index.html'))) throw new Error('Build the panel first: npm run build')
    this.api = await startTestApi(environment, clock)
    this.url = await this.api.app.getUrl()
    this.manager = await this.api.join('manager', 'Mona')
    this.ada = await this.api.join('closer', 'Ada')
    this.browser = await launchIfThere()
  }

  async stop(): Promise<void> {
    await this.browser?.close()
    await this.api?.stop()
  }

  readonly inBrowser = inBrowser

  /** A page of someone who is signed in already: each person keeps one browser, which has the panel's files after the first page. */
  async visit(name: string, at = '', size: Size = DESK): Promise<Visit> {
    const context = await this.contextOf(name)
    const watched = await openPage(context)
    const { page } = watched
    await page.setViewportSize(size)
    await page.goto(`${this.url}/#/${at}`)
    await page.locator('header').waitFor()
    return leaving(watched, context, async () => {
      // The next page is not to find what this one has chosen.
      await page.evaluate('localStorage.clear()')
      await page.close()
    })
  }

  /** The same with a browser of one's own, through the form; the service worker is let in. */
  async arrive(name: string, size: Size = DESK): Promise<Visit> {
    const context = await openContext(this.browser as Browser, { viewport: size })
    const watched = await openPage(context)
    await watched.page.goto(this.url)
    await signIn(watched.page, emailOf(name))
    return leaving(watched, context, () => context.close())
  }

  private contextOf(name: string): Promise<BrowserContext> {
    const known = this.contexts.get(name)
    if (known) return known
    const context = this.openSignedIn(name)
    this.contexts.set(name, context)
    return context
  }

  private async openSignedIn(name: string): Promise<BrowserContext> {
    const context = await openContext(this.browser as Browser, { serviceWorkers: 'block' })
    const [key = '', value = ''] = (await this.api.signIn(emailOf(name))).cookie.split('=')
    await context.addCookies([{ name: key, value, url: this.url, httpOnly: true, sameSite: 'Strict' }])
    return context
  }
}

const leaving = (watched: Watched, context: BrowserContext, close: () => Promise<void>): Visit => ({
  ...watched,
  context,
  leave: async () => {
    await close()
    expect(watched.errors).toEqual([])
  },
})

/** Started before the tests of a file, and ended after them. `clock`: the server's, where a test moves it. */
export function usePanel(environment: () => Promise<Record<string, string>> = async () => ({}), clock?: Clock): Panel {
  const panel = new Panel()
  beforeAll(async () => panel.start(await environment(), clock), 600_000)
  afterAll(() => panel.stop())
  return panel
}

export const button = (page: Page | Locator, name: string | RegExp): Locator => page.getByRole('button', { name })
export const link = (page: Page | Locator, name: string | RegExp): Locator => page.getByRole('link', { name })

export const noBarriers = async (page: Page): Promise<void> => expect(await barriers(page)).toEqual([])

/** A picture where one is asked for: `SCREENS` names the folder. */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env.SCREENS) await page.screenshot({ path: join(process.env.SCREENS, `${name}.png`), fullPage: true })
}
