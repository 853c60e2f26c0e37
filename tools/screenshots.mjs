/**
 * `npm run screenshots`: every screen of the panel, of the demo, as its people see it: desktop, phone, dark. They are written to screenshots/, to
 * be looked at; those that the documentation shows go to docs/images/. PANEL_URL names a demo of this checkout that already runs;
 * ONLY=closer-phone keeps to the pictures whose name begins so.
 */
import { spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { launchChromium } from './chromium.mjs'

const root = join(import.meta.dirname, '..')
const folder = join(root, 'screenshots')
const images = join(root, 'docs/images')
const PORT = 28_411
const START_MS = 180_000
const MOST_BYTES = 150_000
const only = process.env.ONLY ?? ''

const DESK = { viewport: { width: 1280, height: 900 } }
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
const LOOKS = {
  desk: DESK,
  phone: PHONE,
  dark: { ...DESK, colorScheme: 'dark' },
  'dark-phone': { ...PHONE, colorScheme: 'dark' },
}

/** What a salesperson brings back from a fair: a status of another tool, a stray quote, numbers written in every way. */
const leadsFile = (word, tens) => `Prénom;Nom;Téléphone;Tél. portable;Étape;Société;Dernier échange
Zoé;MARTIN;01 42 68 53 00;06 39 98 ${tens} 11;${word};Maison Cèdre;20/02/2026
Léo;PETIT;;63998${tens}12;nouveau;"Le Fournil;02/03/2026
Ana;ROUX;;+33 (0)6 39 98 ${tens} 13;nouveau;Atelier Roux;02/03/2026
Max;BLANC;;06.39.98.${tens}.14;nouveau;Les "Halles"";02/03/2026
Eva;NOIR;;6.12E+08;nouveau;Noria;
`

/** Answers are remembered and leads are kept, so that each look brings its own. */
const WORDS = ['Open', 'In progress', 'Attempted', 'Connected']
let brought = 0

/** The import page up to a step; what was asked is answered as proposed. */
const importUpTo = (step) => async (page) => {
  const click = (name) => page.getByRole('button', { name, exact: true }).last().click()
  const file = {
    name: 'salon-de-printemps.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(leadsFile(WORDS[brought % WORDS.length], 66 + brought)),
  }
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByText('01 42 68 53 00').waitFor()
  if (step === 'columns') return
  await click('Essayer sans rien écrire')
  await page.getByText('Que veut dire le statut').waitFor()
  if (step === 'questions') return
  await click('Continuer')
  await page.getByText('Numéros : écrit, puis lu comme').waitFor()
  if (step === 'trial') return
  await click('Importer')
  brought++
  await page.getByText(/^Import terminé/).waitFor()
  await click('Autre fichier')
  await page.getByText('salon-de-printemps.csv').first().waitFor()
}

/** Name, address, and what is done on the page before it is taken. */
const MANAGER = [
  ['dashboard', ''],
  ['leads', 'leads'],
  ['lead', ({ lead }) => `leads/${lead}`],
  ['lead-create', 'leads/create'],
  ['lead-why', ({ lead }) => `leads/${lead}`, (page) => page.getByRole('button', { name: 'Pourquoi ?' }).click()],
  ['import', 'leads/import'],
  ['import-columns', 'leads/import', importUpTo('columns')],
  ['import-questions', 'leads/import', importUpTo('questions')],
  ['import-trial', 'leads/import', importUpTo('trial')],
  ['import-undo', 'leads/import', importUpTo('undo')],
  ['relances', 'relances'],
  ['rules', 'rules'],
  ['rule', ({ rule }) => `rules/${rule}`],
  ['rule-create', 'rules/create'],
  ['rule-versions', ({ rule }) => `rules/${rule}/versions`],
  ['frequencies', 'frequencies'],
  ['frequency', ({ frequency }) => `frequencies/${frequency}`],
  ['templates', 'templates'],
  ['whatsapp', 'whatsapp'],
  ['template', ({ template }) => `templates/${template}`],
  ['template-versions', ({ template }) => `templates/${template}/versions`],
  ['runs', 'runs'],
  ['run', ({ run }) => `runs/${run}/show`],
  ['audit-events', 'audit-events'],
  ['users', 'users'],
  ['absences', 'absences'],
  ['absence-create', 'absences/create'],
  ['settings', 'settings'],
  ['profile', 'profile'],
  ['inbox', 'inbox'],
]
const ADMIN = [
  ['settings', 'settings'],
  ['settings-company', 'settings/company'],
  ['settings-installation', 'settings/installation'],
  [
    'whatsapp',
    'whatsapp',
    async (page) => {
      await page.getByRole('button', { name: 'Tester maintenant' }).click()
      await page.getByText('Abonnement aux nouvelles').waitFor()
    },
  ],
  ['users', 'users'],
  ['user', ({ closer }) => `users/${closer}`],
  ['user-create', 'users/create'],
]
const CLOSER = [
  ['inbox', 'inbox'],
  ['relance', 'inbox', (page) => page.getByRole('button', { name: /Commencer/ }).click()],
  [
    'relance-outcomes',
    'inbox',
    async (page) => {
      await page.getByRole('button', { name: /Commencer/ }).click()
      const [opened] = await Promise.all([
        page.context().waitForEvent('page'),
        page.locator('a[href^="https://wa.me"]').first().click(),
      ])
      await opened.close()
    },
  ],
  ['leads', 'leads'],
  ['lead', ({ lead }) => `leads/${lead}`],
  ['relances', 'relances'],
  ['absences', 'absences'],
  ['profile', 'profile'],
]
const PEOPLE = [
  ['manager', 'nadia@demo.invalid', MANAGER],
  ['closer', 'camille@demo.invalid', CLOSER],
  ['admin', 'admin@demo.invalid', ADMIN],
]
/** Those that the documentation shows. */
const SHOWN = ['manager-desk-dashboard', 'closer-phone-inbox', 'closer-phone-relance', 'closer-phone-lead']
/** Those of the guide to importing, under their name there. */
const GUIDE = ['import-columns', 'import-questions', 'import-trial', 'import-undo']

async function startDemo() {
  const server = spawn(process.execPath, ['apps/demo/dist/main.js'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, PORT: String(PORT) },
  })
  const url = `http://localhost:${PORT}`
  const until = Date.now() + START_MS
  while (!(await fetch(`${url}/health/ready`).catch(() => null))?.ok) {
    if (Date.now() > until || server.exitCode !== null) throw new Error('The demo does not start: npm start tells why.')
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  return { url, stop: () => server.kill() }
}

async function signIn(browser, url, email, look) {
  const context = await browser.newContext({ ...look, locale: 'fr-FR', timezoneId: 'Europe/Paris' })
  await context.route('https://wa.me/**', (route) => route.fulfill({ body: 'WhatsApp' }))
  const { ADMIN_PASSWORD: password } = JSON.parse(readFileSync(join(root, '.data/secrets.json'), 'utf8'))
  const page = await context.newPage()
  await page.goto(url)
  await page.fill('input[name=username]', email)
  await page.fill('input[name=password]', password)
  await page.keyboard.press('Enter')
  await page.locator('header').waitFor()
  return page
}

/** The first of each list that this person may read. */
async function firstOfEach(page, url, who) {
  const first = async (resource, query = '') => {
    // What a closer may not read would only fill the audit log with refusals.
    if (who === 'closer' && resource !== 'leads') return undefined
    const answer = await page.request.get(encodeURI(`${url}/api/${resource}?range=[0,0]${query}`))
    return answer.ok() ? (await answer.json())[0]?.id : undefined
  }
  return {
    lead: await first('leads', '&sort=["relanceCount","DESC"]'),
    rule: await first('rules', '&sort=["priority","DESC"]'),
    frequency: await first('frequencies'),
    template: await first('templates'),
    run: await first('runs', '&sort=["startedAt","DESC"]'),
    closer: await first('users', '&filter={"role":"closer"}'),
  }
}

async function take(page, url, name, [, place, before], ids) {
  await page.goto('about:blank')
  await page.goto(`${url}/#/${typeof place === 'function' ? place(ids) : place}`)
  await page.locator('#main-content, [role=dialog]').first().getByText(/\w/).first().waitFor()
  await page.waitForTimeout(400)
  await before?.(page)
  await page.locator('[role=progressbar]:not([aria-valuenow])').waitFor({ state: 'detached' })
  await page.waitForTimeout(600)
  await page.screenshot({ path: join(folder, `${name}.png`) })
  // The whole page as well, where there is more below.
  const height = await page.evaluate('document.documentElement.scrollHeight')
  const wide = await page.evaluate('document.documentElement.scrollWidth > window.innerWidth + 1')
  if (wide) console.log(`${name}: wider than the window`)
  const { width, height: seen } = page.viewportSize()
  if (height > seen + 40) {
    await page.setViewportSize({ width, height: Math.min(height, 4_000) })
    await page.waitForTimeout(300)
    await page.screenshot({ path: join(folder, `${name}-whole.png`) })
    await page.setViewportSize({ width, height: seen })
  }
}

mkdirSync(folder, { recursive: true })
const browser = await launchChromium({
  args: ['--lang=fr-FR'],
  env: { ...process.env, LANGUAGE: 'fr', LANG: 'fr_FR.UTF-8' },
})
const demo = process.env.PANEL_URL ? { url: process.env.PANEL_URL, stop: () => undefined } : await startDemo()
try {
  for (const [who, email, screens] of PEOPLE) {
    for (const [look, options] of Object.entries(LOOKS)) {
      const wanted = screens.filter(([name]) => `${who}-${look}-${name}`.startsWith(only))
      if (wanted.length === 0) continue
      const page = await signIn(browser, demo.url, email, options)
      page.on('pageerror', (error) => console.log(`${who}-${look}: ${error.message}`))
      const ids = await firstOfEach(page, demo.url, who)
      for (const screen of wanted) {
        const name = `${who}-${look}-${screen[0]}`
        await take(page, demo.url, name, screen, ids).catch((error) =>
          console.log(`${name}: ${error.message.split('\n')[0]}`),
        )
      }
      await page.context().close()
    }
  }
  mkdirSync(images, { recursive: true })
  const kept = [...SHOWN.map((name) => [name, name]), ...GUIDE.map((name) => [`manager-desk-${name}`, name])]
  for (const [taken, name] of kept.filter(([taken]) => taken.startsWith(only))) {
    const file = join(folder, `${taken}.png`)
    if (statSync(file).size > MOST_BYTES) console.log(`${taken}: more than ${MOST_BYTES} bytes`)
    copyFileSync(file, join(images, `${name}.png`))
  }
} finally {
  await browser.close()
  demo.stop()
}
