/** `/api/docs`, which the README and the server's own output tell people to open. */
import type { Browser } from 'playwright-core'
import { inBrowser, launchIfThere, openContext, openPage } from '../panel/browser.ts'
import { startTestApi, type TestApi } from '../test-api.ts'

/** Swagger UI works through the whole document before it draws anything. */
const RENDERED_MS = 150_000

let api: TestApi
let browser: Browser | null
beforeAll(async () => {
  api = await startTestApi()
  browser = await launchIfThere()
}, 600_000)
afterAll(async () => {
  await browser?.close()
  await api?.stop()
})

inBrowser(
  'the page shows operations, breaks nothing, and health answers before its scripts have arrived',
  async () => {
    const url = await api.app.getUrl()
    const context = await openContext(browser as Browser)
    const { page, errors } = await openPage(context)
    page.setDefaultTimeout(RENDERED_MS)
    const arrived: string[] = []
    page.on('response', (answer) => void answer.finished().then(() => arrived.push(new URL(answer.url()).pathname)))
    const scripts = page.waitForRequest(/\.js$/)
    const opening = page.goto(`${url}/api/docs`)
    await scripts
    expect((await fetch(`${url}/health/live`)).status).toBe(200)
    expect(arrived).not.toContain('/api/openapi.json')
    await opening
    // The page draws further operations as it is scrolled.
    await page.getByText('Signs in with email and password, and sets the session cookie').click()
    await page.locator('.opblock-body').first().waitFor()
    expect(errors).toEqual([])
    await context.close()
  },
  2 * RENDERED_MS,
)
