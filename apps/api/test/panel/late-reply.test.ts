/** A lead who answers days later: the closer finds the relance again, and says in one tap what came of it. */
import { startSandbox, type TestSandbox } from '@relance/testing'
import { PHONE } from './browser.ts'
import { button, link, noBarriers, picture, usePanel } from './fixture.ts'
import { makeLead, makeRule } from '../test-api.ts'

jest.setTimeout(180_000)
let sandbox: TestSandbox
const panel = usePanel(async () => {
  sandbox = await startSandbox()
  return sandbox.environment
})
afterAll(() => sandbox?.stop())

beforeAll(async () => {
  await makeRule(panel.manager)
  for (const name of ['Zoé', 'Noé', 'Léa']) await makeLead(panel.manager, panel.ada.id, name)
  await panel.api.test.db.query(
    `update leads set last_name = 'de La Rochefoucauld-Montmorency', company = 'Menuiserie du Vieux Moulin' where first_name = 'Zoé'`,
  )
  await panel.api.runNow()
  await panel.api.test.db.query(`update relances set state = 'sent', deliver_at = now() - interval '3 days'`)
})

/** The texts of links of which a part cannot be seen. */
const CUT_LINKS =
  '[...document.querySelectorAll("li a")].filter((a) => a.clientWidth > 0 && a.scrollWidth > a.clientWidth).map((a) => a.textContent)'

const outcomesOf = async (name: string): Promise<(string | null)[]> =>
  (
    await panel.api.test.db.query<{ outcome: string | null }>(
      'select r.outcome from relances r join leads l on l.id = r.lead_id where l.first_name = $1',
      [name],
    )
  ).map((row) => row.outcome)
const cadenceOf = (name: string) =>
  panel.api.test.db.query<{ state: string; reason: string | null }>(
    'select e.state, e.reason from enrolments e join leads l on l.id = e.lead_id where l.first_name = $1',
    [name],
  )
const idOf = async (name: string) =>
  (
    await panel.api.test.db.query<{ id: string; leadId: string }>(
      `select r.id, r.lead_id as "leadId" from relances r join leads l on l.id = r.lead_id where l.first_name = $1`,
      [name],
    )
  )[0]

panel.inBrowser('from the list of what awaits a reply, in one tap, with a way back', async () => {
  const { page, leave } = await panel.visit('ada', 'inbox', PHONE)
  await page.getByRole('tab', { name: /En attente de réponse · 3/ }).click()
  const card = page.getByRole('listitem').filter({ hasText: 'Zoé' })
  await card.waitFor()
  const name = card.getByRole('link', { name: /^Zoé de La Rochefoucauld-Montmorency · Menuiserie du Vieux Moulin$/ })
  // The whole name can be read, whatever its length.
  await name.waitFor()
  expect(await page.evaluate(CUT_LINKS)).toEqual([])
  await picture(page, 'awaiting-phone')
  await noBarriers(page)
  await button(card, 'A répondu').click()
  await page.getByRole('tab', { name: /En attente de réponse · 2/ }).waitFor()
  expect(await outcomesOf('Zoé')).toEqual(['replied'])
  expect(await cadenceOf('Zoé')).toEqual([{ state: 'ended', reason: 'replied' }])
  await button(page, /^Annuler/).click()
  await page.getByRole('tab', { name: /En attente de réponse · 3/ }).waitFor()
  expect(await outcomesOf('Zoé')).toEqual([null])
  expect(await cadenceOf('Zoé')).toEqual([{ state: 'active', reason: null }])
  await leave()
})

panel.inBrowser('at the address of the relance, with what each answer causes', async () => {
  const { page, leave } = await panel.visit('ada', `inbox/${(await idOf('Noé'))?.id}`)
  await button(page, /^Rendez-vous pris/).waitFor()
  await picture(page, 'sent-relance-desk')
  await noBarriers(page)
  await button(page, /^Rendez-vous pris/).click()
  await button(page, /^Annuler/).waitFor()
  expect(await outcomesOf('Noé')).toEqual(['meeting'])
  await leave()
})

panel.inBrowser('on the page of the lead and in its history', async () => {
  const { page, leave } = await panel.visit('ada', `leads/${(await idOf('Léa'))?.leadId}`)
  await button(page, 'Autre résultat…').click()
  await page.getByRole('heading', { name: /^Relance envoyée/ }).waitFor()
  await noBarriers(page)
  await button(page, /^Perdu/).click()
  const history = page.getByRole('region', { name: 'Historique' })
  await history.getByText('Ada a noté : Perdu').waitFor()
  await picture(page, 'lead-desk')
  expect(await outcomesOf('Léa')).toEqual(['lost'])
  await button(page, /^Annuler/).click()
  await history.getByText('Ada a noté : Perdu').waitFor({ state: 'hidden' })
  expect(await outcomesOf('Léa')).toEqual([null])
  // Of an older relance as well: from its own message.
  await button(history, 'Noter le résultat de cette relance').click()
  await page.getByRole('menuitem', { name: 'Gagné' }).click()
  await history.getByText('Ada a noté : Gagné').waitFor()
  expect(await outcomesOf('Léa')).toEqual(['won'])
  await leave()
})

panel.inBrowser(
  'a call noted on the page of the lead moves its next date, and "Pourquoi ?" names the call',
  async () => {
    const leadId = await makeLead(panel.manager, panel.ada.id, 'Max')
    await panel.api.runNow()
    const { db } = panel.api.test
    await db.query(
      `update relances set state = 'sent', deliver_at = now() - interval '1 day', settled_at = now() - interval '1 day' where lead_id = $1`,
      [leadId],
    )
    await db.query(
      `update enrolments set due_at = now() + interval '1 day', next_due_at = now() + interval '1 day' where lead_id = $1`,
      [leadId],
    )
    const dayOfNext = async (): Promise<string> => {
      const { body } = await panel.ada.call('get', `/api/leads/${leadId}/explain`).expect(200)
      return new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', weekday: 'long', day: 'numeric' }).format(
        new Date(body.next.deliverAt),
      )
    }
    const before = await dayOfNext()
    const { page, leave } = await panel.visit('ada', `leads/${leadId}`, PHONE)
    await button(page, 'Noter un contact').click()
    await picture(page, 'note-contact-phone')
    await button(page, 'Enregistrer').first().click()
    const noted = page.getByRole('alert').filter({ hasText: 'Appel noté.' })
    await noted.waitFor()
    const after = await dayOfNext()
    expect(after).not.toBe(before)
    expect(await noted.innerText()).toContain(after)
    await noBarriers(page)
    await button(page, 'Pourquoi ?').click()
    const why = page.getByRole('region', { name: 'Pourquoi ?' })
    await why.getByRole('button', { name: /^Tous/ }).click()
    await picture(page, 'why-contact-phone')
    await why.getByText(/^Appel du .*Ada.*\s: l’étape repart de ce contact/).waitFor()
    await leave()
  },
)

panel.inBrowser(
  'a lead that has just written is answered on its page, in the conversation that it is part of',
  async () => {
    const leadId = await makeLead(panel.manager, panel.ada.id, 'Inès')
    const [lead] = await panel.api.test.db.query<{ phone: string }>('select phone from leads where id = $1', [leadId])
    const numberId = sandbox.environment.WHATSAPP_PHONE_NUMBER_ID
    await sandbox.ask('POST', 'reply', { from: lead?.phone, text: 'Quel est le prix ?' })
    await panel.api.test.db.query(`insert into whatsapp_numbers (id) values ('${numberId}') on conflict do nothing`)
    await panel.api.test.db.query(
      `insert into whatsapp_contacts (lead_id, number_id, last_inbound_at) values ($1, $2, now() - interval '1 minute')`,
      [leadId, numberId],
    )
    await panel.api.test.db.query(
      `insert into whatsapp_messages (id, lead_id, at, content, text)
       select 'wamid.' || n, $1, now() - (10 - n) * interval '1 minute', content, text
         from (values (1, 'text', 'Bonjour'), (2, 'voice', null), (9, 'text', 'Quel est le prix ?')) as m(n, content, text)`,
      [leadId],
    )
    const { page, errors, leave } = await panel.visit('ada', `leads/${leadId}`, PHONE)
    const conversation = page.getByRole('region', { name: 'Historique' })
    await page.route('**/timeline', (route) => route.fulfill({ status: 500, json: {} }))
    await page.reload()
    // Said once on the page, not by the conversation and the history alike.
    const retry = page.getByRole('button', { name: 'Réessayer' })
    await retry.first().waitFor()
    expect(await retry.count()).toBe(1)
    await page.unroute('**/timeline')
    await retry.click()
    expect(errors.filter((one) => !one.includes('500'))).toEqual([])
    errors.length = 0
    const said = conversation.getByRole('listitem')
    await said.filter({ hasText: 'Vocal' }).waitFor()
    const texts = await said.allInnerTexts()
    expect(texts.filter((text) => /Bonjour|Vocal|prix/.test(text))).toEqual([
      expect.stringContaining('Bonjour'),
      expect.stringContaining('Vocal'),
      expect.stringContaining('Quel est le prix ?'),
    ])
    const box = page.getByRole('textbox', { name: 'Votre réponse' })
    expect(await button(page, 'Envoyer').isDisabled()).toBe(true)
    await box.fill('Le prix est de 40 €.')
    await noBarriers(page)
    await button(page, 'Envoyer').click()
    await said.filter({ hasText: 'Le prix est de 40 €.' }).filter({ hasText: 'Ada' }).waitFor()
    expect(await box.inputValue()).toBe('')
    await picture(page, 'answered-phone')
    const accepted = await sandbox.ask<{ text: string }[]>('GET', 'accepted')
    expect(accepted.map(({ text }) => text)).toEqual(['Le prix est de 40 €.'])
    await leave()
  },
)

panel.inBrowser('the page of a lead begins with who it is, what comes next, WhatsApp and a call', async () => {
  const leadId = await makeLead(panel.manager, panel.ada.id, 'Tête')
  await panel.api.runNow()
  const { page, leave } = await panel.visit('ada', `leads/${leadId}`, PHONE)
  const { phone } = (await panel.manager.call('get', `/api/leads/${leadId}`).expect(200)).body
  const head = page.getByRole('region', { name: 'Le lead' })
  await head.getByRole('heading', { name: 'Tête' }).waitFor()
  await head.getByText(/Prochaine relance prévue|relancerait ce lead/).waitFor()
  expect(await link(page, 'Appeler').getAttribute('href')).toBe(`tel:${phone}`)
  expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
  expect(await button(page, /^Société/).count()).toBe(0)
  await noBarriers(page)
  await button(page, 'Détails').click()
  await button(page, 'Société : À remplir. Modifier').click()
  await page.getByLabel('Société').fill('Cèdre')
  await noBarriers(page)
  await page.keyboard.press('Enter')
  await button(page, 'Société : Cèdre. Modifier').waitFor()
  await button(page, 'Fermer').click()
  await link(page, 'Relancer').click()
  await page.waitForURL(/#\/inbox\//)
  await panel.manager
    .call('post', `/api/leads/${leadId}/contacts`)
    .send({ kind: 'call', direction: 'outbound' })
    .expect(201)
  await leave()
  const desk = await panel.visit('mona', `leads/${leadId}`)
  await button(desk.page, 'Société : Cèdre. Modifier').waitFor()
  expect(await link(desk.page, 'WhatsApp').last().getAttribute('href')).toBe(`https://wa.me/${phone.slice(1)}`)
  await desk.leave()
})

panel.inBrowser('two tabs on one lead: the other’s words are shown before they are written over', async () => {
  const leadId = await makeLead(panel.manager, panel.ada.id, 'Onglets')
  const { page, leave } = await panel.visit('mona', `leads/${leadId}`)
  await button(page, /^Société/).click()
  const company = page.getByRole('textbox', { name: 'Société' })
  await company.fill('La mienne')
  // Of another field, nobody is asked.
  await panel.ada.call('put', `/api/leads/${leadId}`).send({ jobTitle: 'Gérante' }).expect(200)
  await panel.ada.call('put', `/api/leads/${leadId}`).send({ company: 'La sienne' }).expect(200)
  await page.keyboard.press('Enter')
  const asked = page.getByRole('dialog', { name: 'Enregistrer par-dessus ?' })
  await asked.getByText('La sienne').waitFor()
  await asked.getByText('La mienne').waitFor()
  await asked.getByText(/Ada/).waitFor()
  await noBarriers(page)
  await button(asked, 'Revenir').click()
  await asked.waitFor({ state: 'hidden' })
  expect(await company.inputValue()).toBe('La mienne')
  await company.focus()
  await page.keyboard.press('Enter')
  await button(asked, 'Enregistrer le mien').click()
  await button(page, 'Société : La mienne. Modifier').waitFor()
  await panel.ada.call('put', `/api/leads/${leadId}`).send({ email: 'autre@demo.invalid' }).expect(200)
  await button(page, /^Fonction/).click()
  await page.getByRole('textbox', { name: 'Fonction' }).fill('Directrice')
  await page.keyboard.press('Enter')
  await button(page, 'Fonction : Directrice. Modifier').waitFor()
  const lead = (await panel.manager.call('get', `/api/leads/${leadId}`).expect(200)).body
  expect(lead).toMatchObject({ company: 'La mienne', email: 'autre@demo.invalid', jobTitle: 'Directrice' })
  await leave()
})
