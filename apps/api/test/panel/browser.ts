/** Browsers as the tests use them. */
import AxeSource from 'axe-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { hasChromium, launchChromium } from '../../../../tools/chromium.mjs'
import { itWhere } from '../triggers/programs.ts'
import { PASSWORD } from '../test-api.ts'

/** Asked before the tests are named, so that those which cannot run are reported as skipped. */
const isThere = hasChromium()

/** A test in a browser; skipped, with the reason in its name, where no Chromium can be had at all. */
export const inBrowser = itWhere(isThere, 'Chromium')

/** For a file whose tests are all skipped without a browser. @throws where there is a Chromium and none starts. */
export const launchIfThere = async (): Promise<Browser | null> => (isThere ? launchChromium() : null)

export const PHONE = { width: 390, height: 844 }
export const DESK = { width: 1280, height: 900 }

type Look = NonNullable<Parameters<Browser['newContext']>[0]>

/** A browser of one's own, in Paris and in French, without movement. Nothing leaves the machine: WhatsApp is a blank page. */
export async function openContext(browser: Browser, look: Look = {}): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: DESK,
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    reducedMotion: 'reduce',
    ...look,
  })
  await context.route('https://wa.me/**', (route) => route.fulfill({ body: 'WhatsApp' }))
  return context
}

export interface Watched {
  page: Page
  /** What went wrong in the page: errors of scripts, and what the content policy blocked. */
  errors: string[]
}

/** `refusals`: what the console may say of answers. */
export async function openPage(context: BrowserContext, refusals = /status of 4\d\d/): Promise<Watched> {
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !refusals.test(message.text())) errors.push(message.text())
  })
  return { page, errors }
}

/** On the panel's own form. */
export async function signIn(page: Page, email: string): Promise<void> {
  await page.fill('input[name=username]', email)
  await page.fill('input[name=password]', PASSWORD)
  await page.keyboard.press('Enter')
  await page.locator('header').waitFor()
}

/** What a screen reader or a keyboard would stumble over, serious or critical. */
export async function barriers(page: Page): Promise<string[]> {
  const found = await look(page)
  if (found.length === 0) return found
  // A menu that is closing hides what has the focus for an instant: what stays is a barrier.
  // Evaluated, not waited for: the content policy of the page lets nobody poll a text.
  await page.evaluate(`Promise.allSettled(
    document.getAnimations()
      .filter(({ effect }) => effect.getTiming().iterations !== Infinity)
      .map(({ finished }) => finished),
  ).then(() => undefined)`)
  return look(page)
}

const TURNING_MS = 30_000

async function look(page: Page): Promise<string[]> {
  // There may be several at once: the page's own, and the bar's.
  const turning = page.locator('[role=progressbar]:not([aria-valuenow])')
  for (const until = Date.now() + TURNING_MS; (await turning.count()) > 0 && Date.now() < until; )
    await page.waitForTimeout(50)
  return barriersNow(page)
}

/** The same while something is under way: a question asked in the middle of saving. */
export async function barriersNow(page: Page): Promise<string[]> {
  if (!(await page.evaluate('"axe" in globalThis'))) await page.evaluate(AxeSource.source)
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(options: object): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>
      }
    }
    return (await axe.run({ resultTypes: ['violations'] })).violations
  })
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`)
}
