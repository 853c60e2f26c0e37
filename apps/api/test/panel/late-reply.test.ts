/** A lead who answers days later: the closer finds the relance again, and says in one tap what came of it. */
import { startSandbox, type TestSandbox } from '@relance/testing'
import { PHONE } from './browser.ts'
import { button, noBarriers, picture, usePanel } from './fixture.ts'
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
  await page.getByText(/^Relance envoyée/).waitFor()
  await picture(page, 'lead-desk')
  const history = page.locator('section').filter({ hasText: 'Historique' })
  await button(history, 'Autre résultat…').click()
  await button(history, /^Perdu/).click()
  await button(history, /^Annuler/).waitFor()
  expect(await outcomesOf('Léa')).toEqual(['lost'])
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
    await why.getByText(/^Appel du .*Ada.* : l’étape repart de ce contact/).waitFor()
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
    const conversation = page.getByRole('region', { name: 'Conversation WhatsApp' })
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
    expect(await said.allInnerTexts()).toEqual([
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
