/** A manager's first page: from nothing to a first relance, and figures that open their lists. */
import type { Locator, Page } from 'playwright-core'
import { button, link, noBarriers, picture, usePanel } from './fixture.ts'
import { makeLead } from '../test-api.ts'

jest.setTimeout(180_000)
const panel = usePanel()

/** The most that a first relance may ask for, from an empty database. */
const MOST_CLICKS = 10

panel.inBrowser(
  'from an empty database a trade makes a rule that writes, and a first relance is ten clicks away',
  async () => {
    const { page, leave } = await panel.visit('admin')
    let clicks = 0
    const click = async (target: Locator): Promise<void> => {
      await target.click()
      clicks += 1
    }
    await click(link(page, 'Partir d’un métier'))
    await click(page.getByRole('radio', { name: /^Formation et coaching/ }))
    await page.getByText(/^Bonjour Camille, merci pour votre intérêt\./).waitFor()
    await noBarriers(page)
    await picture(page, 'starter-kit')
    await click(button(page, 'Créer la règle'))
    await page.getByText(/«\sDemande d’information\s» est active/).waitFor()
    // The hours of the kit may be closed now.
    const [{ id }] = (await panel.manager.call('get', '/api/frequencies').expect(200)).body
    const window = { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }
    await panel.manager.call('put', `/api/frequencies/${id}`).send({ window, skipHolidays: false }).expect(200)
    // On the first page, under the steps.
    await click(link(page, 'Ajouter un lead'))
    await page.getByLabel('Téléphone', { exact: false }).fill('06 39 98 41 41')
    await click(page.getByLabel('Closer', { exact: false }))
    await click(page.getByRole('option', { name: 'Ada' }))
    await click(button(page, 'Enregistrer'))
    await click(link(page, 'Lancer la première exécution'))
    const answered = page.waitForResponse((one) => one.request().method() === 'POST' && one.url().endsWith('/api/runs'))
    await click(button(page, 'Lancer maintenant'))
    expect(await (await answered).json()).toMatchObject({ recorded: 1, byCloser: { [panel.ada.id]: 1 } })
    await page
      .getByText(/^1 relance, .+, chez Ada$/)
      .first()
      .waitFor()
    expect(clicks).toBeLessThanOrEqual(MOST_CLICKS)
    const { body } = await panel.manager.call('get', '/api/relances').expect(200)
    expect(body[0].message).toMatch(/^Bonjour à vous, merci pour votre intérêt\./)
    await leave()
  },
)

/** The number a link is named by, and the number of rows of the list that it opens. */
async function opensAsMany(page: Page, figure: Locator): Promise<void> {
  const text = (await figure.textContent()) ?? ''
  const count = Number(/\d+/.exec(text)?.[0])
  await figure.click()
  await page.getByText(new RegExp(`sur ${count}$`)).waitFor()
  await page.goBack()
  await page.getByRole('heading', { name: 'À traiter maintenant' }).waitFor()
}

panel.inBrowser('the first page says what needs a decision, and each figure opens as many as it counts', async () => {
  const { db } = panel.api.test
  for (const name of ['Un', 'Deux', 'Trois']) await makeLead(panel.manager, panel.ada.id, name)
  await makeLead(panel.manager, null, 'Quatre')
  await panel.api.runNow()
  await db.query(`update relances set deliver_at = now() - interval '2 days' where closer_id is not null`)
  await db.query(
    `update relances set state = 'sent', settled_at = now() - interval '2 days', outcome = 'meeting' where id =
       (select r.id from relances r join leads l on l.id = r.lead_id where l.first_name = 'Deux')`,
  )
  const { page, leave } = await panel.visit('mona', '?days=7')
  const attention = page.getByRole('region', { name: 'À traiter maintenant' })
  await attention.getByText('Relances en retard').waitFor()
  await attention.getByText(/Ada \(\d\) · la plus ancienne\s: /).waitFor()
  await page.getByRole('region', { name: 'Effet par règle' }).waitFor()
  await picture(page, 'dashboard')
  const rows = await attention.getByRole('listitem').count()
  expect(rows).toBeGreaterThan(1)
  for (let place = 0; place < rows; place += 1) {
    const row = attention.getByRole('listitem').nth(place)
    const count = Number(/\d+/.exec((await row.textContent()) ?? '')?.[0])
    await row.getByRole('link').click()
    await page.getByText(new RegExp(`sur ${count}$`)).waitFor()
    await page.goBack()
    await attention.getByText('Relances en retard').waitFor()
  }
  await opensAsMany(page, link(page, /^Relances envoyées/).first())
  const funnel = page.getByRole('region', { name: 'De la relance à la vente' })
  for (const stage of ['À relancer', 'Relancés', 'Réponses', 'Rendez-vous'])
    await opensAsMany(page, funnel.getByRole('link', { name: new RegExp(`^${stage}`) }))
  const team = page.getByRole('region', { name: 'Équipe' })
  const ada = team.getByRole('row', { name: /^Ada/ })
  for (let place = 0; place < 3; place += 1) await opensAsMany(page, ada.getByRole('link').nth(place))
  await opensAsMany(
    page,
    page
      .getByRole('region', { name: 'Effet par règle' })
      .getByRole('link', { name: /relancé/ })
      .first(),
  )
  await noBarriers(page)
  await button(page, '12 semaines').click()
  await page.waitForURL(/days=84/)
  await page.getByText('Relances par semaine').waitFor()
  await page.reload()
  await page.getByText('Relances par semaine').waitFor()
  await leave()
})
