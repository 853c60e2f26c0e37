/** The nightly check in the panel: a manager sees what it found and lets it repair. */
import { reconcileNow } from '@relance/relance'
import { PHONE } from './browser.ts'
import { button, noBarriers, usePanel } from './fixture.ts'
import { makeLead, makeRule } from '../test-api.ts'

jest.setTimeout(180_000)
const panel = usePanel()

panel.inBrowser('a manager sees what the nightly check found, and allows repairs', async () => {
  const { api, manager } = panel
  await makeRule(manager)
  for (const name of ['Zoé', 'Noé']) await makeLead(manager, null, name)
  await api.runNow()
  await api.test.db.query(`update enrolments set state = 'waiting', reason = 'rule_inactive', next_due_at = null`)
  await api.test.db.query('update repairs_release set released_at = null')
  await reconcileNow({ db: api.test.db, clock: Date.now }, 'report')
  const { page, leave } = await panel.visit('mona', 'runs')
  await page.getByText(/2 leads comparés aux règles.*2 écarts trouvés/).waitFor()
  await page.getByText('En attente sans raison (2)').waitFor()
  await noBarriers(page)
  await page.setViewportSize(PHONE)
  await noBarriers(page)
  await button(page, 'Autoriser les corrections').click()
  await page.getByText(/Les 2 concernés reprennent à leur étape/).waitFor()
  await button(page, 'Confirmer').click()
  await page.getByText(/elles seront faites la nuit prochaine/).waitFor()
  await button(page, 'Autoriser les corrections').waitFor({ state: 'detached' })
  const [release] = await api.test.db.query<{ at: Date | null }>('select released_at as at from repairs_release')
  expect(release?.at).not.toBe(null)
  await leave()
})
