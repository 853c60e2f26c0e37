/** What comes back after a long time: a rule that was off for half a year, and a lead who was lost. */
import { barriersNow, PHONE } from './browser.ts'
import { button, emailOf, noBarriers, picture, usePanel } from './fixture.ts'
import { makeLead, makeRule } from '../test-api.ts'

jest.setTimeout(180_000)
const DAY = 86_400_000
let ago = 182 * DAY
const panel = usePanel(undefined, () => Date.now() - ago)
const LEADS = 5
const A_DAY = 2

const relances = (where: string, parameters: unknown[] = []) =>
  panel.api.test.db.query<{ on: string; step: number; episode: number }>(
    `select to_char(r.deliver_at at time zone 'Europe/Paris', 'YYYY-MM-DD') as on, r.step, e.episode
       from relances r join enrolments e on e.id = r.enrolment_id where ${where} order by r.recorded_at, r.id`,
    parameters,
  )

panel.inBrowser('a rule that was off for half a year asks before it goes on, and floods nobody', async () => {
  const { db } = panel.api.test
  await db.query('update settings set closer_daily_limit = $1', [A_DAY])
  const ruleId = await makeRule(panel.manager)
  for (let count = 0; count < LEADS; count++) await makeLead(panel.manager, panel.ada.id)
  // They came when the rule was young.
  await db.query(`update leads set created_at = created_at - interval '182 days'`)
  await panel.api.runNow()
  await db.query(`update relances set state = 'sent', settled_at = deliver_at`)
  await panel.manager.call('put', `/api/rules/${ruleId}`).send({ active: false }).expect(200)
  await panel.api.runNow()

  ago = 0
  const { page, leave } = await panel.visit('mona', `rules/${ruleId}`)
  await page.getByLabel('Active', { exact: true }).click()
  await button(page, 'Enregistrer').click()
  const dialog = page.getByRole('dialog', { name: 'Reprendre cette règle' })
  await dialog.getByText(`${LEADS} leads attendent une relance.`).waitFor()
  await dialog.getByText(new RegExp(`Au plus ${A_DAY} par closer et par jour, les dernières le`)).waitFor()
  await picture(page, 'resumption-desk')
  // Saving goes on behind the question.
  expect(await barriersNow(page)).toEqual([])
  await dialog.getByLabel('Recommencer à la première étape').click()
  await dialog.getByText(/Au plus \d+ par closer et par jour, les dernières le/).waitFor()
  await dialog.getByLabel('Continuer là où ils en étaient').click()
  const saved = page.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.url().includes(ruleId))
  await button(dialog, 'Reprendre').click()
  expect((await saved).status()).toBe(200)
  await leave()

  for (let day = 0; day < 6; day++) {
    await panel.api.runNow()
    ago -= DAY
  }
  const days = (await relances('r.step = 2')).map(({ on }) => on)
  const perDay = [...new Set(days)].map((on) => days.filter((day) => day === on).length)
  expect(perDay).toEqual([A_DAY, A_DAY, LEADS - 2 * A_DAY])
})

panel.inBrowser(
  'a lead who is lost and open again begins a new episode, which the page of the lead names',
  async () => {
    ago = 0
    await panel.api.test.db.query('update settings set closer_daily_limit = null')
    const manager = await panel.api.signIn(emailOf('mona'))
    const leadId = await makeLead(manager, panel.ada.id, 'Rita')
    await panel.api.runNow()
    await manager.call('put', `/api/leads/${leadId}`).send({ status: 'lost' }).expect(200)
    await panel.api.runNow()
    await manager.call('put', `/api/leads/${leadId}`).send({ status: 'new' }).expect(200)
    ago = -3 * DAY
    await panel.api.runNow()
    expect((await relances('r.lead_id = $1', [leadId])).map(({ step, episode }) => ({ step, episode }))).toEqual([
      { step: 1, episode: 1 },
      { step: 1, episode: 2 },
    ])
    const { page, leave } = await panel.visit('admin', `leads/${leadId}`, PHONE)
    await page
      .getByText(/^2e passage dans «\sTous\s»/)
      .first()
      .waitFor()
    await picture(page, 'second-episode-phone')
    await noBarriers(page)
    await leave()
  },
)
