/** What the panel shows of messages that WhatsApp sends by itself, in Chromium, against the sandbox. */
import { startSandbox, type TestSandbox } from '@relance/testing'
import { PHONE } from './browser.ts'
import { button, noBarriers, picture, usePanel } from './fixture.ts'
import { makeLead, makeRule } from '../test-api.ts'

jest.setTimeout(120_000)
let sandbox: TestSandbox
let ruleId: string
let leadId: string
const panel = usePanel(async () => {
  sandbox = await startSandbox()
  return { APP_ROLE: 'all', WHATSAPP_TIMEOUT_SECONDS: '1', ...sandbox.environment }
})

beforeAll(async () => {
  await sandbox.ask('PUT', 'webhook', { url: `${panel.url}/api/whatsapp/webhook` })
  await panel.api.admin.call('put', '/api/settings/company').send({ companyName: 'Éclair SA' }).expect(200)
  ruleId = await makeRule(panel.api.admin, 'Sans nouvelles')
  leadId = await makeLead(panel.api.admin, null, 'Zoé')
})
afterAll(() => sandbox?.stop())

/** Looks until `sql` gives a row: what the page shows afterwards does not hang on its own look. */
async function until(sql: string): Promise<void> {
  for (let look = 0; look < 400; look++) {
    if ((await panel.api.test.db.query(sql)).length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`Nothing came of: ${sql}`)
}

/** What the lead is to read, as the sandbox composes it from the parameters it was given. */
const READ = 'Bonjour Zoé, avez-vous pu regarder notre proposition ? Éclair SA reste à votre disposition.'
const templateOf = async (): Promise<string> =>
  (await panel.manager.call('get', `/api/rules/${ruleId}`).expect(200)).body.templateIds[0]

panel.inBrowser(
  'a rule goes to WhatsApp by the form, which says what that means; its template is mapped on the way',
  async () => {
    const { page, leave } = await panel.visit('mona', `rules/${ruleId}`)
    const save = button(page, 'Enregistrer')
    await page.getByRole('radio', { name: 'WhatsApp envoie tout seul' }).check()
    await page.getByText(/chaque modèle doit être lié à un modèle que WhatsApp a approuvé/).waitFor()
    await save.click()
    await page.getByRole('dialog').getByText('Modèles non approuvés par WhatsApp').waitFor()
    await button(page, 'Corriger').click()

    // Synchronised from the account, with the status and the category of each.
    expect(
      (await panel.manager.call('post', '/api/whatsapp/templates/sync').expect(200)).body.approved,
    ).toBeGreaterThan(0)
    await page.goto(`${panel.url}/#/templates/${await templateOf()}`)
    await page.getByLabel('Modèle approuvé').click()
    await page.getByRole('option', { name: /promo_ete · fr.*en pause.*marketing/ }).waitFor()
    await page.getByRole('option', { name: /relance_1 · fr.*approuvé/ }).click()
    await page.getByRole('textbox', { name: 'Valeur 1 · texte' }).fill('{{ lead.prenom }}')
    await page.getByText(/WhatsApp n’enverrait pas ce message/).waitFor()
    await save.click()
    await page
      .getByText(/lead\.prenom/)
      .first()
      .waitFor()
    await page.getByRole('textbox', { name: 'Valeur 1 · texte' }).fill('')
    const chips = (number: number) => page.getByRole('group', { name: `Insérer au curseur : Valeur ${number} · texte` })
    await chips(1).getByText('Prénom').click()
    await chips(2).getByText('Entreprise').click()
    await page.getByText(READ.replace('Zoé', 'Camille')).waitFor()
    await page.getByText('Stop promotions').waitFor()
    expect(await page.getByText(/WhatsApp n’enverrait pas/).count()).toBe(0)
    await noBarriers(page)
    await picture(page, 'template-mapped')
    await save.click()
    await page.waitForURL(/#\/templates$/)

    await page.goto(`${panel.url}/#/rules/${ruleId}`)
    await page.getByRole('radio', { name: 'WhatsApp envoie tout seul' }).check()
    await button(page, /30 prochains jours/).click()
    await page.getByText(/Coût estimé chez WhatsApp\s: /).waitFor()
    await page.getByText(/Chaque message y est compté comme un modèle/).waitFor()
    await noBarriers(page)
    await picture(page, 'rule-whatsapp')
    await save.click()
    await page.waitForURL(/#\/rules$/)
    await page.getByText(/WhatsApp envoie tout seul/).waitFor()
    await leave()
  },
)

panel.inBrowser(
  'what leaves is what the preview showed; it becomes read and answered before the eyes of who looks',
  async () => {
    const { body, whatsapp } = (await panel.manager.call('get', `/api/templates/${await templateOf()}`)).body
    const shown = await panel.manager
      .call('post', '/api/templates/preview')
      .send({ body, whatsapp, leadId })
      .expect(200)
    expect(shown.body.whatsapp).toMatchObject({ text: READ, isSendable: true })
    const { page, leave } = await panel.visit('mona', 'runs')
    await button(page, 'Essai à blanc').click()
    await page.getByText(/Coût estimé chez WhatsApp\s: 0,12/).waitFor()
    await noBarriers(page)
    await picture(page, 'dry-run-cost')
    await page.goto(`${panel.url}/#/relances`)
    await page.getByText(/Aucune relance/).waitFor()
    const dry = (await panel.manager.call('post', '/api/dry-runs').expect(200)).body
    expect(dry.cost).toEqual({ micros: 118_600, currency: 'EUR', unpriced: 0 })
    expect((await panel.api.runNow()).body.byChannel).toEqual({ whatsapp: 1 })
    await page.getByText('lue', { exact: true }).waitFor()
    expect(await page.getByRole('link', { name: 'Ouvrir WhatsApp' }).count()).toBe(0)
    await noBarriers(page)
    await picture(page, 'relances-read')

    const [accepted] = await sandbox.ask<{ text: string; to: string }[]>('GET', 'accepted')
    expect(accepted?.text).toBe(READ)
    const [relance] = (await panel.manager.call('get', '/api/relances').expect(200)).body
    expect(relance.message).toBe(READ)

    await page.goto(`${panel.url}/#/leads/${leadId}`)
    await page.getByText('lue', { exact: true }).waitFor()
    await sandbox.ask('POST', 'reply', { from: accepted?.to, text: 'Oui, appelez-moi' })
    await until(`select from enrolments where state = 'ended' and reason = 'replied'`)
    await page.getByText('0,1186 €').waitFor()
    const conversation = page.getByRole('region', { name: 'Historique' })
    await conversation.getByText('Oui, appelez-moi').waitFor()
    await conversation.getByText('lue', { exact: true }).waitFor()
    await button(page, 'Pourquoi ?').click()
    await page
      .getByText(/répondu/)
      .first()
      .waitFor()
    await picture(page, 'lead-answered')
    await leave()
  },
)

panel.inBrowser(
  'a message nobody can tell the fate of offers no second sending, and waits for a person under a badge',
  async () => {
    await sandbox.ask('PUT', 'behaviour', { faults: { timeout: 100 } })
    const lead = await makeLead(panel.api.admin, null, 'Max')
    expect((await panel.api.runNow()).body.recorded).toBe(1)
    await until(`select from relances where state = 'unknown'`)
    await sandbox.ask('PUT', 'behaviour', { faults: {} })
    const { page, leave } = await panel.visit('mona', 'relances', PHONE)
    await page.getByText('en attente de confirmation', { exact: true }).waitFor()
    expect(await page.getByRole('link', { name: 'Ouvrir WhatsApp' }).count()).toBe(0)
    await picture(page, 'relances-phone')
    await page.goto(`${panel.url}/#/leads/${lead}`)
    await page.getByText('en attente de confirmation', { exact: true }).waitFor()
    await page.getByText('WhatsApp n’a pas répondu : en attente de confirmation').waitFor()
    await noBarriers(page)
    await picture(page, 'timeline-phone')

    await page.goto(`${panel.url}/#/whatsapp`)
    await page.getByText('1 en attente de confirmation').waitFor()
    await page.getByText(/1 message attend que WhatsApp confirme l’avoir pris/).waitFor()
    expect(await button(page, 'Il est parti : Max').count()).toBe(0)
    await noBarriers(page)
    await picture(page, 'awaiting-phone')
    await page.getByText('Rien à régler.').waitFor()
    await panel.api.test.db.query(
      `update whatsapp_sends set unknown_at = now() - interval '20 minutes' where unknown_at is not null`,
    )
    // Told as the worker tells it, when it lists what nobody could settle.
    await panel.api.test.db.query(`select live_add('resource/whatsapp-unsettled', 'created', '{}', null, 'manager')`)
    await page.getByText(/incertain depuis/).waitFor()
    await page.getByText(/en attente de confirmation/).waitFor({ state: 'detached' })
    await button(page, 'Ouvrir le menu').click()
    await page.getByRole('menuitem', { name: '1 WhatsApp' }).click()
    await noBarriers(page)
    await picture(page, 'to-settle-phone')
    await button(page, 'Il n’est pas parti : Max').click()
    await page.getByText('Rien à régler.').waitFor()
    await page.getByText('Quelqu’un a dit que rien n’est parti.').waitFor()
    await button(page, 'Confier au closer : Max').click()
    await page.getByText('Aucun échec.').waitFor()
    expect(
      (await panel.manager.call('get', '/api/relances').query({ filter: JSON.stringify({ leadId: lead }) })).body,
    ).toMatchObject([{ channel: 'closer', state: 'due', reason: 'handed_over' }])
    await leave()
  },
)

panel.inBrowser('a rule that Relance has paused says why, and goes on by a button', async () => {
  await sandbox.ask('POST', 'template-status', {
    name: 'relance_1',
    language: 'fr',
    event: 'PAUSED',
    reason: 'LOW_QUALITY',
  })
  await until('select from rules where paused_at is not null')
  const { page, leave } = await panel.visit('mona', 'rules')
  await page.getByText(/Mise en pause par Relance\. Le modèle de WhatsApp n’est pas approuvé, ou a changé\./).waitFor()
  await noBarriers(page)
  await picture(page, 'rule-paused')
  await button(page, 'Reprendre').click()
  // Max, whose message failed, is in the middle of the cadence: what becomes of it is asked first.
  await button(page.getByRole('dialog'), 'Reprendre').click()
  await page.getByText(/La règle reprend/).waitFor()
  await page.getByText(/Mise en pause par Relance/).waitFor({ state: 'detached' })
  expect((await panel.manager.call('get', `/api/rules/${ruleId}`)).body.pausedAt).toBeNull()
  await leave()
})

panel.inBrowser(
  'an admin tests the connection, sets a budget and a price, and sees which secrets are set, never what they are',
  async () => {
    const { page, leave } = await panel.visit('admin', 'whatsapp')
    await page.getByText(/Bac à sable\s: les messages vont à un WhatsApp simulé/).waitFor()
    await page.getByRole('link', { name: 'WhatsApp : bac à sable' }).waitFor()
    await button(page, 'Tester maintenant').click()
    await page.getByText('WhatsApp accepte le jeton.').waitFor()
    await page.getByText(/Indiquez PUBLIC_URL/).waitFor()
    await page.getByText('WHATSAPP_APP_SECRET').waitFor()
    for (const [name, secret] of Object.entries(sandbox.environment)) {
      if (/TOKEN|SECRET/.test(name)) expect(await page.content()).not.toContain(secret)
    }
    await page.getByLabel('Budget du mois').fill('0.13')
    await page.getByLabel('Mots de désinscription').fill('basta')
    await page.keyboard.press('Enter')
    await button(page, 'Enregistrer').click()
    await page.getByText('Enregistré').waitFor()
    await page.getByText('Le budget du mois est presque atteint.').waitFor()
    const settings = (await panel.manager.call('get', '/api/settings/whatsapp')).body
    expect(settings).toMatchObject({ monthlyBudget: 0.13, stopWords: expect.arrayContaining(['stop', 'basta']) })
    await button(page, 'Ajouter un tarif').click()
    await page.getByLabel('Pays').fill('32')
    await page.getByText('Belgique (+32)').waitFor()
    await page.getByLabel(/Prix par message/).fill('0.0707')
    await page.getByLabel('Gratuits par numéro et par mois').fill('50')
    await picture(page, 'rate-dialog')
    await page.getByRole('dialog').getByRole('button', { name: 'Enregistrer' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByText(/0,0707/).waitFor()
    await page.getByText('après 50 gratuits par numéro et par mois').waitFor()
    await page.getByText(/après 1.000 gratuits par numéro et par mois/).waitFor()
    await noBarriers(page)
    await picture(page, 'whatsapp')
    await button(page, 'Arrêter l’envoi par WhatsApp').click()
    await button(page, 'Confirmer').click()
    await page.getByText(/Rien ne part/).waitFor()
    await button(page, 'Reprendre l’envoi').waitFor()
    expect((await panel.manager.call('get', '/api/whatsapp/status')).body.isStopped).toBe(true)
    await leave()
  },
)

panel.inBrowser('a saved state of a template comes back with its mapping', async () => {
  const id = await templateOf()
  await panel.manager.call('put', `/api/templates/${id}`).send({ whatsapp: null }).expect(200)
  const { page, leave } = await panel.visit('mona', `templates/${id}/versions`)
  await page
    .getByText(/relance_1 · fr/)
    .first()
    .waitFor()
  await noBarriers(page)
  await picture(page, 'template-versions')
  await button(page, 'Rétablir cette version (2)').click()
  await button(page, 'Confirmer').click()
  await page.getByText('Version 2 rétablie').waitFor()
  expect((await panel.manager.call('get', `/api/templates/${id}`)).body.whatsapp).toMatchObject({ name: 'relance_1' })
  await leave()
})
