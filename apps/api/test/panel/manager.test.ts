import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { PHONE } from './browser.ts'
import { button, link, noBarriers, usePanel } from './fixture.ts'
import { makeLead, makeRule } from '../test-api.ts'

jest.setTimeout(180_000)
const panel = usePanel()

const pick = async (page: Page, label: string | RegExp, option: string): Promise<void> => {
  await page.getByLabel(label).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

/** The headers are nobody's, the second number is a landline's, the encoding is Excel's. */
const FILE = Buffer.from(
  'Contact;Num\xe9ro de t\xe9l;Qui suit;Provenance\nNo\xe9;06 39 98 77 01;ada@demo.invalid;salon\nIn\xe8s;01 99 00 12 34;ada@demo.invalid;salon\n',
  'latin1',
)

async function importLeads(page: Page): Promise<void> {
  await link(page, 'Importer des leads').click()
  await page.locator('input[type=file]').setInputFiles({ name: 'salon.csv', mimeType: 'text/csv', buffer: FILE })
  await page.getByText(/encodage WINDOWS-1252, séparateur «\s;\s»/).waitFor()
  await page.getByText('06 39 98 77 01').waitFor()
  await pick(page, '« Numéro de tél » va dans', 'Ne pas importer')
  expect(await button(page, 'Essayer sans rien écrire').isDisabled()).toBe(true)
  await pick(page, '« Contact » va dans', 'Prénom')
  await pick(page, '« Numéro de tél » va dans', 'Téléphone')
  await pick(page, '« Qui suit » va dans', 'Closer (e-mail ou nom)')
  await noBarriers(page)
  await button(page, 'Essayer sans rien écrire').click()
  await page.getByText(/Lignes lues\s: 2\. Nouveaux leads\s: 1.*lignes refusées\s: 1/).waitFor()
  await page
    .getByText(/Ligne 3 · Inès\s: Téléphone «\s01 99 00 12 34\s»\s: (ce n’est pas un mobile|ce numéro n’existe pas)/)
    .waitFor()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    button(page, 'Télécharger les lignes refusées').click(),
  ])
  const lines = readFileSync(await download.path(), 'utf8')
    .replace('\uFEFF', '')
    .trim()
    .split('\r\n')
  expect(lines[0]).toBe(
    'Contact;Numéro de tél;Qui suit;Provenance;Relance : ligne;Relance : motif;Relance : à corriger',
  )
  expect(lines[1]).toMatch(/^Inès;01 99 00 12 34;ada@demo\.invalid;salon;3;.+ : 01 99 00 12 34;/)
  expect(lines).toHaveLength(2)
  expect(await panel.api.test.db.query('select from leads')).toHaveLength(0)
  await button(page, 'Importer').last().click()
  await page.getByText(/Import terminé\. Nouveaux leads\s: 1/).waitFor()
  await noBarriers(page)
  await link(page, 'Voir les importés').click()
  await page.getByText('Noé').first().waitFor()
}

async function writeTemplate(page: Page): Promise<void> {
  await link(page, 'Écrire un modèle de message').click()
  await page.fill('input[name=name]', 'Salon')
  await page.fill('textarea[name=body]', 'Bonjour {{ lead.prenom }}')
  await page
    .getByText(/lead\.prenom/)
    .last()
    .waitFor()
  const text = page.locator('textarea[name=body]')
  await text.fill('Ravi de vous avoir vu, au salon.')
  await text.evaluate((element) =>
    (element as unknown as { setSelectionRange(a: number, b: number): void }).setSelectionRange(21, 21),
  )
  await button(page, 'Prénom').click()
  await page.getByText('Ravi de vous avoir vu Camille, au salon.').first().waitFor()
  await page.getByText('Ravi de vous avoir vu Zoë-Élodie, au salon.').waitFor()
  await button(page, 'Enregistrer').click()
  await page.waitForURL(/#\/templates$/)
}

async function chooseFrequency(page: Page): Promise<void> {
  await link(page, 'Choisir une fréquence').click()
  await button(page, 'En douceur : 3, 7 puis 14 jours').click()
  expect(await page.inputValue('input[name=name]')).toBe('En douceur : 3, 7 puis 14 jours')
  await page.fill('input[name=name]', 'Tout de suite')
  await page.fill('input[name="steps.0.after.value"]', '0')
  for (const day of ['samedi', 'dimanche']) await page.getByLabel(day).check()
  await page.fill('input[name="window.from"]', '00:00')
  await page.fill('input[name="window.to"]', '24:00')
  await page.getByText(/Si le dernier contact était maintenant/).waitFor()
  await button(page, 'Enregistrer').click()
  await page.waitForURL(/#\/frequencies$/)
  await page.getByText('0 jour → 7 jours → 14 jours').waitFor()
}

async function makeFirstRule(page: Page): Promise<void> {
  await link(page, 'Créer une règle').click()
  await page.fill('input[name=name]', 'Vus au salon')
  await button(page, 'Ajouter une condition').click()
  await pick(page, 'Champ', 'Société')
  await pick(page, 'Opérateur', 'est vide')
  await page.getByText('1 lead correspond').waitFor()
  await pick(page, 'Fréquence', 'Tout de suite')
  await pick(page, 'Message de l’étape 1', 'Salon')
  await page.getByLabel('Voir avec un lead').click()
  await page.getByRole('option', { name: 'Noé' }).click()
  await page.getByText('Ravi de vous avoir vu Noé, au salon.').last().waitFor()
  const heldOut = page.getByLabel('Leads laissés de côté (%)')
  expect(await heldOut.isVisible()).toBe(false)
  await button(page, /Mesurer l’effet/).click()
  await heldOut.waitFor()
  await button(page, 'Enregistrer').click()
  await page.waitForURL(/#\/rules$/)
  await page.getByText('Société est vide').waitFor()
}

panel.inBrowser(
  'a manager’s first hour, from an empty database to the closer’s queue, by the screens alone',
  async () => {
    const closer = await panel.visit('ada', '', PHONE)
    const { page, leave } = await panel.visit('mona')
    const steps: [string, (on: Page) => Promise<void>][] = [
      ['1 sur 8', importLeads],
      ['3 sur 8', writeTemplate],
      ['4 sur 8', chooseFrequency],
      ['5 sur 8', makeFirstRule],
    ]
    for (const [progress, step] of steps) {
      await page.goto(`${panel.url}/#/`)
      await page.getByText(`${progress} étapes faites`).waitFor()
      await step(page)
    }
    await page.goto(`${panel.url}/#/`)
    await link(page, 'Activer la règle').click()
    await button(page, 'Activer').click()
    await page.getByText(/«\sVus au salon\s» est active/).waitFor()
    await page.goto(`${panel.url}/#/`)
    await page.getByText('7 sur 8 étapes faites').waitFor()
    await link(page, 'Lancer la première exécution').click()
    await button(page, 'Essai à blanc').click()
    await page.getByText('1 relance serait enregistrée').waitFor()
    await noBarriers(page)
    await button(page, 'Fermer').click()
    await button(page, 'Lancer maintenant').click()
    await page
      .getByText(/^1 relance, maintenant, chez Ada$/)
      .first()
      .waitFor()
    await button(closer.page, /Commencer : 1/).waitFor()
    await button(closer.page, /Commencer/).click()
    await closer.page.getByText('Ravi de vous avoir vu Noé, au salon.').last().waitFor()
    await page.goto(`${panel.url}/#/`)
    await page.getByText('Relances par jour').waitFor()
    await page.getByText('Premiers pas').waitFor({ state: 'hidden' })
    await closer.leave()
    await leave()
  },
)

panel.inBrowser('rules change places by keyboard alone, and what was saved can be read back in words', async () => {
  const ruleId = await makeRule(panel.manager, 'Deuxième')
  await panel.manager.call('put', `/api/rules/${ruleId}`).send({ priority: -5, expiryDays: 5, stopOn: [] }).expect(200)
  const { page, leave } = await panel.visit('mona', 'rules')
  const handle = button(page, 'Déplacer « Deuxième », place 2')
  await handle.focus()
  await page.keyboard.press('Space')
  await page.getByText(/«\sDeuxième\s» (saisie|irait à la place 2)/).waitFor({ state: 'attached' })
  await page.keyboard.press('ArrowUp')
  await page.getByText(/«\sDeuxième\s» irait à la place 1/).waitFor({ state: 'attached' })
  await page.keyboard.press('Space')
  await page.getByText('Priorités enregistrées').waitFor()
  await button(page, 'Déplacer « Deuxième », place 1').waitFor()
  const rules = (await panel.manager.call('get', '/api/rules').expect(200)).body
  expect(rules.map(({ name, priority }: { name: string; priority: number }) => [name, priority])).toEqual([
    ['Deuxième', 20],
    ['Vus au salon', 10],
  ])
  await page.goto(`${panel.url}/#/rules/${ruleId}/versions`)
  await page.getByRole('heading', { name: 'Version 3' }).waitFor()
  await page.getByText(/Expire après \(jours\)\s: 3 → 5/).waitFor()
  await page.getByText(/Arrêt si\s: Le lead répond → —/).waitFor()
  await page.getByText(/Priorité\s: -5 → 20/).waitFor()
  expect(await page.getByText(/enregistrée par Mona/).count()).toBe(3)
  await leave()
})

panel.inBrowser('many leads change at once, and the one that cannot is named with its reason', async () => {
  const keep = await makeLead(panel.manager, null, 'Garde')
  const gone = await makeLead(panel.manager, null, 'Efface')
  await panel.manager.call('post', `/api/leads/${gone}/erase`).expect(200)
  const { page, leave } = await panel.visit('mona', 'leads')
  await button(page, 'Sans closer').click()
  await page.getByText('1-2 sur 2').waitFor()
  await button(page, 'Ajouter un filtre').click()
  await page.getByText('Ajouter à mes requêtes').click()
  await page.getByLabel('Nom de la requête').fill('À répartir')
  await button(page, 'Enregistrer').click()
  await page.goto('about:blank')
  await page.goto(`${panel.url}/#/leads`)
  await page.getByText('1-3 sur 3').waitFor()
  await button(page, 'Ajouter un filtre').click()
  await page.getByRole('menuitem', { name: /À répartir/ }).click()
  await page.getByText('1-2 sur 2').waitFor()
  await page.getByRole('checkbox', { name: 'Sélectionner toute la page' }).check()
  await button(page, 'Réaffecter').click()
  await pick(page, 'Nouveau closer', 'Ada')
  await noBarriers(page)
  await button(page, 'Appliquer').click()
  await page.getByRole('heading', { name: '1 lead n’a pas été modifié' }).waitFor()
  await page.getByText(/effac/).last().waitFor()
  expect((await panel.manager.call('get', `/api/leads/${keep}`)).body.closerId).toBe(panel.ada.id)
  await button(page, 'Fermer').click()
  const exported = await link(page, 'Exporter tout').getAttribute('href')
  expect(decodeURIComponent(exported ?? '')).toContain('{"closerId_in":[null]}')
  await leave()
})

panel.inBrowser(
  'the settings: a token with its last day; the global stop, and scans that do not come, are seen on every page',
  async () => {
    const closer = await panel.visit('ada', '', PHONE)
    const { page, leave } = await panel.visit('admin', 'settings/tokens')
    await page.getByLabel('Nom du jeton').fill('cron-job.org')
    await page.getByLabel('Dernier jour de validité').fill('2030-01-31')
    await button(page, 'Créer un jeton').click()
    await page.getByText(/valable jusqu’au 31 janv\. 2030/).waitFor()
    expect((await panel.api.admin.call('get', '/api/api-tokens').expect(200)).body).toEqual([
      expect.objectContaining({ name: 'cron-job.org', expiresAt: '2030-01-31T23:00:00.000Z' }),
    ])
    // The token is shown once: whoever leaves with it on the page is asked.
    await page.getByRole('tab', { name: 'Installation' }).click()
    await button(page, 'Quitter la page').click()
    await page.getByText('Aucune n’est connue').waitFor()
    await noBarriers(page)
    await page.getByRole('tab', { name: 'Exécutions' }).click()
    await button(page, 'Tout arrêter').click()
    await button(page, 'Confirmer').click()
    await page.getByText(/Tout est arrêté depuis/).waitFor()
    await closer.page.reload()
    await closer.page.getByText(/Arrêt général/).waitFor()
    await button(page, 'Reprendre').click()
    await page
      .getByRole('dialog')
      .getByText(/attend(ent)? une relance/)
      .waitFor()
    await noBarriers(page)
    await page.getByRole('dialog').getByRole('button', { name: 'Reprendre' }).click()
    await button(page, 'Tout arrêter').waitFor()
    expect((await panel.manager.call('get', '/api/settings/company')).body.stopped).toBe(false)

    await panel.api.test.db.query(`update schedule set changed_at = now() - interval '3 days'`)
    await page.reload()
    await page.getByText(/Plusieurs exécutions prévues n’ont pas eu lieu/).waitFor()
    await noBarriers(page)
    await page.getByRole('link', { name: 'Voir les exécutions' }).click()
    await button(page, 'Lancer maintenant').waitFor()
    await panel.api.test.db.query('update schedule set changed_at = now()')
    await closer.leave()
    await leave()
  },
)

panel.inBrowser('one box finds a lead by its last digits and goes to pages, by keyboard alone', async () => {
  const leadId = await makeLead(panel.manager, null, 'Zéphyr')
  const { phone } = (await panel.manager.call('get', `/api/leads/${leadId}`).expect(200)).body
  const { page, leave } = await panel.visit('mona', 'runs')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.keyboard.press('/')
  await page.getByRole('dialog', { name: 'Rechercher ou agir' }).waitFor()
  await page.keyboard.type(phone.slice(-4))
  await page.getByRole('option', { name: /Zéphyr/ }).waitFor()
  await noBarriers(page)
  await page.keyboard.press('Enter')
  await page.waitForURL(new RegExp(`#/leads/${leadId}`))
  await page.keyboard.press('Control+k')
  await page.keyboard.type('regle nouv')
  await page.getByRole('option', { name: /Nouvelle règle/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(/#\/rules\/create/)
  await leave()
})
