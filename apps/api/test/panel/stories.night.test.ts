/** Every story of the panel in a real browser, in both languages, on a desk and on a phone: the built panel, answered from fixtures. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { STORIES } from '../../../admin/src/stories/index.ts'
import { answerOf, type Story } from '../../../admin/src/stories/story.ts'
import { barriersNow, DESK, inBrowser, launchIfThere, PHONE } from './browser.ts'

jest.setTimeout(600_000)
const DIST = join(__dirname, '../../../admin/dist')
const QUIET_MS = 80
/** STORIES=all: each story in both looks, all looked at for barriers (minutes); else a quarter of them in turn, every third for barriers. */
const isAll = process.env.STORIES === 'all'

const LOOKS = [
  { language: 'fr', viewport: DESK, colorScheme: 'dark' },
  { language: 'en', viewport: PHONE, colorScheme: 'light' },
] as const

let found: Browser | null = null
let url: string
beforeAll(async () => {
  if (!existsSync(join(DIST, 'index.html'))) throw new Error('Build the panel first: npm run build')
  found = await launchIfThere()
  url = await server.listen()
}, 600_000)
afterAll(async () => {
  await found?.close()
  server.close()
})

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
}

/** The built panel, and answers from the story at hand; knows when the page has asked for all it needs. */
class StoryServer {
  story: Story = STORIES[0] as Story
  latest = Date.now()
  private readonly server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    if (pathname === '/api/events') response.writeHead(200, { 'content-type': 'text/event-stream' }).write('\n')
    else if (/^\/(api|health)\//.test(pathname)) this.tell(pathname, response)
    else this.serve(pathname === '/' ? '/index.html' : pathname, response)
  })

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  close(): void {
    this.server.closeAllConnections()
    this.server.close()
  }

  private tell(path: string, response: ServerResponse): void {
    this.latest = Date.now()
    const answer = answerOf(this.story, path)
    if (answer) response.writeHead(answer.status, answer.headers).end(answer.body)
  }

  private serve(path: string, response: ServerResponse): void {
    const file = join(DIST, path)
    if (!existsSync(file)) return void response.writeHead(404).end()
    const isAsset = path.startsWith('/assets/')
    response.writeHead(200, {
      'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
      'cache-control': isAsset ? 'public, max-age=31536000, immutable' : 'no-store',
    })
    response.end(readFileSync(file))
  }

  async settled(page: Page): Promise<void> {
    await page.locator('#main-content, [role=dialog], [role=alert]').first().waitFor()
    this.latest = Date.now()
    while (Date.now() - this.latest < QUIET_MS) await page.waitForTimeout(20)
  }
}

const server = new StoryServer()

type Look = (typeof LOOKS)[number]

async function open(look: Look): Promise<BrowserContext> {
  const { language, viewport, colorScheme } = look
  const context = await (found as Browser).newContext({
    viewport,
    colorScheme,
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    serviceWorkers: 'block',
    reducedMotion: 'reduce',
  })
  // A blank page has no storage.
  await context.addInitScript(
    `if (location.protocol !== 'about:') localStorage.setItem('RaStore.locale', '"${language}"')`,
  )
  return context
}

/** What a list says when there is nothing in it. */
const NOTHING = {
  fr: /\b[Aa]ucun|Pas encore|Rien encore|Tout est à jour/,
  en: /\bNo |Nothing (to|here|yet)|None|not yet|up to date/,
}

/** What could not be read is said, with the name of the request, and never that there is nothing. */
async function untold(page: Page, story: Story, { language }: Look): Promise<unknown[]> {
  if (!story.name.endsWith(': error')) return []
  // A reading is tried twice.
  await page.getByText('story-0001').first().waitFor()
  const words = await page.locator('#main-content').innerText()
  return NOTHING[language].test(words) || !words.includes('story-0001') ? [[story.name, words]] : []
}

const WIDE = 'document.documentElement.scrollWidth > window.innerWidth + 1'
const LAYING_OUT_MS = 3_000

/** Once it is laid out: on a busy machine that comes after the last answer. */
async function isWide(page: Page): Promise<boolean> {
  for (const until = Date.now() + LAYING_OUT_MS; Date.now() < until; await page.waitForTimeout(50))
    if (!(await page.evaluate<boolean>(WIDE))) return false
  return true
}

/** What is wrong with a story: errors, words that are missing, barriers, a page wider than the window, code that ran. */
async function faults(page: Page, story: Story, look: Look, errors: string[]): Promise<unknown[]> {
  const forBarriers = isAll || STORIES.indexOf(story) % 3 === 0
  const wide = await isWide(page)
  const hacked = await page.evaluate<boolean>('"hacked" in window')
  return [
    ...(story.isBroken ? [] : errors.splice(0)),
    ...(await untold(page, story, look)),
    ...(forBarriers ? await barriersNow(page) : []),
    ...(wide ? ['wider than the window'] : []),
    ...(hacked ? ['a name was run as code'] : []),
  ]
}

/** With STORIES_TO: a picture of it, and what is wrong with it, in that folder. */
async function keep(page: Page, name: string, on: readonly unknown[]): Promise<void> {
  const folder = process.env.STORIES_TO
  if (!folder) return
  const path = join(folder, name.replaceAll(/\W+/g, '-'))
  await page.screenshot({ path: `${path}.png` })
  if (on.length > 0) writeFileSync(`${path}.json`, JSON.stringify(on, null, 2))
}

describe.each(LOOKS)('in $language', (look) => {
  inBrowser('every story can be read by everybody and breaks nothing', async () => {
    const context = await open(look)
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of [45]\d\d/.test(message.text())) errors.push(message.text())
    })
    const wrong: unknown[] = []
    const turn = LOOKS.indexOf(look)
    for (const story of STORIES.filter((_, place) => isAll || place % 8 === 4 * turn + (Math.floor(place / 8) % 4))) {
      errors.length = 0
      server.story = story
      await page.goto('about:blank')
      await page.goto(`${url}/#${story.at}`)
      await server.settled(page)
      const on = await faults(page, story, look, errors)
      if (on.length > 0) wrong.push([story.name, on])
      await keep(page, `${story.name} ${look.language}`, on)
    }
    expect(wrong).toEqual([])
    await context.close()
  })
})

inBrowser('what could not be read can be tried again', async () => {
  const context = await open(LOOKS[0])
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const wrong: unknown[] = []
  for (const story of STORIES.filter(({ name }) =>
    isAll ? name.endsWith(': error') : /^(inbox|leads|dashboard): error/.test(name),
  )) {
    server.story = story
    await page.goto('about:blank')
    await page.goto(`${url}/#${story.at}`)
    const again = page.getByRole('button', { name: 'Réessayer' })
    await again.first().waitFor()
    await server.settled(page)
    wrong.push(...(await untold(page, story, LOOKS[0])))
    if (story.name.startsWith('dashboard') && (await again.count()) > 1) wrong.push([story.name, 'said more than once'])
    server.story = STORIES.find(
      ({ at, name, isWaiting }) => at === story.at && !isWaiting && name !== story.name,
    ) as Story
    for (let left = await again.count(); left > 0; left = await again.count()) {
      await again.first().click()
      await server.settled(page)
      if ((await again.count()) === left) wrong.push([story.name, 'the failure stays'])
      if (wrong.length > 0) break
    }
  }
  expect(wrong).toEqual([])
  await context.close()
})

inBrowser('grey lines stand in for what is read only after a second; a broken page names the request', async () => {
  const context = await open(LOOKS[0])
  const page = await context.newPage()
  server.story = STORIES.find(({ isWaiting, name }) => isWaiting && name.startsWith('inbox')) as Story
  await page.goto(`${url}/#${server.story.at}`)
  await page.locator('#main-content').waitFor()
  expect(await page.locator('.MuiSkeleton-root').count()).toBe(0)
  await page.locator('.MuiSkeleton-root').first().waitFor()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    server.story = STORIES.find(({ isBroken }) => isBroken) as Story
    await page.goto('about:blank')
    await page.goto(`${url}/#${server.story.at}`)
    await page.getByText('Référence : story-0001').waitFor()
    expect(await barriersNow(page)).toEqual([])
  }
  await context.close()
})
