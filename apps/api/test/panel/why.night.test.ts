import type { Page } from 'playwright-core'
import { barriersNow, DESK, PHONE } from './browser.ts'
import { addExperiment, anHourAgo, liveOn } from '../rules/experiment.ts'
import { button, noBarriers, picture, usePanel } from './fixture.ts'
import { makeLead, makeRule } from '../test-api.ts'

jest.setTimeout(120_000)
const panel = usePanel()
let ruleId: string
let leadId: string
/** A manager's: every test goes on where the one before has left it. */
let page: Page
let errors: string[]

beforeAll(async () => {
  // Only the runs of this test: what is told of the past is told of the latest one.
  await panel.api.test.db.query('update schedule set enabled = false')
  ruleId = await makeRule(panel.manager, 'Sans nouvelles', 'Bonjour {{ lead.firstName }}, où en êtes-vous ?')
  leadId = await makeLead(panel.manager, panel.ada.id, 'Zoé')
  for (const name of ['Max', 'Léa', 'Ida']) await makeLead(panel.manager, panel.ada.id, name)
  if (panel.browser) ({ page, errors } = await panel.visit('mona'))
})

const section = (page: Page, name: string) => page.getByRole('region', { name })

/** As a browser in Paris writes an instant into a field. */
const localTime = (at: number): string =>
  new Date(at).toLocaleString('sv-SE', { timeZone: 'Europe/Paris' }).slice(0, 16).replace(' ', 'T')

panel.inBrowser('"Pourquoi ?" says before a run what the run then does, and afterwards what was recorded', async () => {
  await page.goto(`${panel.url}/#/leads/${leadId}`)
  await button(page, 'Pourquoi ?').click()
  const why = section(page, 'Pourquoi ?')
  await why.getByText(/relancerait ce lead par la règle «\sSans nouvelles\s», étape 1 sur 2/).waitFor()
  expect(await why.getByText(/^passée\s: /).count()).toBeGreaterThan(3)
  await noBarriers(page)
  await picture(page, 'why')

  expect((await panel.api.runNow()).body.recorded).toBe(4)
  await why.getByText(/Prochaine relance prévue le .*étape 2 sur 2/).waitFor()
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  await why.getByLabel('À la date du').fill(`${tomorrow}T10:00`)
  await why.getByText('L’étape 2 sur 2 n’est due que').first().waitFor()
  await why.getByLabel('À la date du').fill('2020-01-01T10:00')
  await why.getByText('Aucun passage n’avait eu lieu avant cet instant.').waitFor()
  await anHourAgo(panel.api.test.db)
  await why.getByLabel('À la date du').fill(localTime(Date.now() - 1_800_000))
  await why
    .getByText(/^Le passage du .* a relancé ce lead par la règle «\sSans nouvelles\s», étape 1 sur 2\.$/)
    .waitFor()
  await why
    .getByText(/^Tel qu’enregistré à l’époque\. Règle version 1, fréquence version 1, modèle version 1/)
    .waitFor()
  await picture(page, 'why-past')

  await page.goto(`${panel.url}/#/relances`)
  await button(page, 'Pourquoi ?').first().click()
  await page.getByText(/Enregistrée le .* par la règle «\sSans nouvelles\s»/).waitFor()
  await noBarriers(page)
  await picture(page, 'why-relance')
  expect(errors).toEqual([])
})

panel.inBrowser('a delay changed in a rule shows, before it is saved, the next 30 days and the last 90', async () => {
  await makeLead(panel.manager, panel.ada.id, 'Noé')
  await page.goto(`${panel.url}/#/rules/${ruleId}`)
  const preview = section(page, 'Avant d’enregistrer')
  const look = async (): Promise<string> => {
    await button(page, 'Voir les 30 prochains jours').click()
    await preview.getByText(/^Total\s: /).waitFor()
    await button(page, 'Voir les 30 prochains jours').and(page.locator(':enabled')).waitFor()
    return preview.innerText()
  }
  expect(await look()).toMatch(/1\s+Relancés au prochain passage/)
  await page.getByLabel('Étape 1 : après').fill('3')
  await preview.getByText('La règle a changé depuis ce calcul : relancez-le.').waitFor()
  const changed = await look()
  expect(changed).toMatch(/0\s+Relancés au prochain passage/)
  expect(changed).toContain('Bonjour Noé, où en êtes-vous ?')
  const past = section(page, 'Les 90 derniers jours')
  await panel.api.test.db.transaction(async (tx) => {
    // The replay cannot read on, and is stopped meanwhile.
    await tx.query('lock table audit_changes in access exclusive mode')
    await button(page, 'Rejouer les 90 derniers jours').click()
    await past.getByText('0 leads sur 5').waitFor()
    await past.getByRole('button', { name: 'Arrêter' }).click()
    await past.getByText('Arrêté : aucun résultat.').waitFor()
  })
  for (let isBusy = true; isBusy; ) {
    await button(page, 'Rejouer les 90 derniers jours').click()
    isBusy = await past
      .getByText(/aurait fait|déjà/)
      .first()
      .waitFor({ timeout: 1_000 })
      .then(
        () => false,
        () => true,
      )
  }
  await past
    .getByText(/^Sur 5 leads, .* aurait fait 0 relances de plus, 4 de moins, et en aurait déplacé 0\.$/)
    .waitFor()
  await noBarriers(page)
  await picture(page, 'before-saving')

  const frequencyOf = async () => {
    const { frequencyId } = (await panel.manager.call('get', `/api/rules/${ruleId}`).expect(200)).body
    return (await panel.manager.call('get', `/api/frequencies/${frequencyId}`).expect(200)).body
  }
  expect((await frequencyOf()).version).toBe(1)
  await button(page, /Enregistrer/).click()
  await page.waitForURL(/#\/rules$/)
  expect(await frequencyOf()).toMatchObject({ version: 2, steps: [{ after: { value: 3, unit: 'days' } }, {}] })
  expect(errors).toEqual([])
})

panel.inBrowser('a rule whose messages come out wrong is activated only by whoever says so', async () => {
  await makeLead(panel.manager, panel.ada.id, '')
  const { id: _, active: __, ...saved } = (await panel.manager.call('get', `/api/rules/${ruleId}`)).body
  const copy = await panel.manager
    .call('post', '/api/rules')
    .send({ ...saved, name: 'Copie', active: false })
    .expect(201)
  const isActive = async () => (await panel.manager.call('get', `/api/rules/${copy.body.id}`)).body.active
  await page.goto(`${panel.url}/#/rules/${copy.body.id}`)
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
})

panel.inBrowser('each count of a dry run and of a run opens the leads behind it', async () => {
  const id = await addExperiment(panel.api.test.db, panel.ada.id)
  await page.goto(`${panel.url}/#/runs`)
  await button(page, 'Essai à blanc').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(/relances seraient enregistrées$/).waitFor()
  await noBarriers(page)
  await picture(page, 'dry-run')
  const counted = async (figure: RegExp) => {
    const one = dialog.getByRole('button', { name: figure })
    const count = Number(/\d+/.exec(await one.innerText())?.[0])
    await one.click()
    await dialog.getByText(`Page 1 sur ${Math.ceil(count / 25)} (${count} en tout)`).waitFor()
    return count
  }
  const recorded = await counted(/Ada/)
  await dialog.getByText('Bonjour P', { exact: false }).or(dialog.getByText('Un mot')).first().waitFor()
  await picture(page, 'dry-run-list')
  await dialog.getByRole('button', { name: 'Revenir aux totaux' }).click()
  const heldOut = await counted(/laissé de côté/)
  await page.keyboard.press('Escape')

  const report = (await panel.api.runNow()).body
  expect({ recorded: report.recorded, heldOut: report.skipped.held_out }).toEqual({ recorded, heldOut })
  await page.goto(`${panel.url}/#/runs/${report.runId}/show`)
  await page.getByRole('button', { name: new RegExp(`laissé de côté.*${heldOut}`) }).click()
  await dialog.getByText(`Page 1 sur ${Math.ceil(heldOut / 25)} (${heldOut} en tout)`).waitFor()
  await noBarriers(page)
  await picture(page, 'run-held')
  await page.keyboard.press('Escape')
  for (const [reason, count] of Object.entries(report.skipped)) {
    const answer = await panel.manager
      .call('get', `/api/runs/${report.runId}/held`)
      .query({ filter: JSON.stringify({ reason }), range: '[0,0]' })
    expect(answer.headers['content-range']).toMatch(new RegExp(`/${count}$`))
  }
  await panel.ada.call('get', `/api/runs/${report.runId}/held`).expect(403)
  await liveOn(panel.api.test.db, id)
  effectOf = id
})
let effectOf = ''

panel.inBrowser('what a rule has brought about: a step that annoys, two texts compared, leads set aside', async () => {
  await page.goto(`${panel.url}/#/rules`)
  await page.getByText(/«\sSans nouvelles\s», étape 1\s: 60 désinscriptions pour \d+ messages\. C’est trop/).waitFor()
  await page.getByRole('alert').getByRole('link', { name: 'Effet' }).click()
  await page.getByText(/^Trop de désinscriptions\s: plus de 5\s%/).waitFor()
  await page.getByText(/«\sBonjour\s» obtient plus de réponses que «\sAutre\s»/).waitFor()
  await page.getByText(/Relancer rapporte\s: on gagne plus de leads/).waitFor()
  await noBarriers(page)
  await picture(page, 'effect')
  expect(errors).toEqual([])
})

panel.inBrowser('the days to come are spread as shown, and taken back', async () => {
  await page.goto(`${panel.url}/#/forecast`)
  await page.getByLabel('Au plus par jour et par closer').fill('700')
  await page.getByText(/journées? de closers? dépassen?t? 700 relances/i).waitFor()
  await picture(page, 'forecast')
  await button(page, 'Lisser la charge').click()
  const dialog = page.getByRole('dialog', { name: 'Lisser à 700 relances par jour au plus' })
  await dialog.getByText(/leads seraient relancés plus tard\. Rien n’est encore changé\./).waitFor()
  await noBarriers(page)
  await picture(page, 'spread')
  await dialog.getByRole('button', { name: 'Lisser ainsi' }).click()
  await page.getByText(/leads seront relancés plus tard\./).waitFor()
  await button(page, 'Revenir en arrière').click()
  await page.getByText(/leads remis à leur jour\./).waitFor()
  await noBarriers(page)
  expect(errors).toEqual([])
})

panel.inBrowser('on a phone, in the dark, in English', async () => {
  await page.setViewportSize(PHONE)
  await page.evaluate(`localStorage.setItem('RaStore.theme', '"dark"'); localStorage.setItem('RaStore.locale', '"en"')`)
  const seen = async (name: string): Promise<void> => {
    await noBarriers(page)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(PHONE.width)
    await picture(page, `${name}-phone-dark`)
  }
  await page.goto(`${panel.url}/#/rules/${effectOf}/effect`)
  await page.reload()
  await page.getByText(/gets more replies than/).waitFor()
  await seen('effect')
  await page.goto(`${panel.url}/#/forecast`)
  await page.getByText(/^What each closer/).waitFor()
  await seen('forecast')
  await page.goto(`${panel.url}/#/leads/${leadId}`)
  await button(page, 'Why?').click()
  await section(page, 'Why?')
    .getByText(/The next follow-up is planned/)
    .waitFor()
  await seen('why')
  await page.goto(`${panel.url}/#/rules/${ruleId}`)
  await button(page, 'See the next 30 days').click()
  await page.getByText(/^Total: /).waitFor()
  await seen('before-saving')
  await page.setViewportSize(DESK)
  expect(errors).toEqual([])
})
