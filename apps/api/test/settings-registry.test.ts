import { COMPANY_SETTINGS } from '@relance/relance/settings'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { settingsPage } from '../src/settings/settings-page.ts'
import { startTestApi } from './test-api.ts'

it('a new company has the defaults of the registry of settings', async () => {
  const api = await startTestApi()
  try {
    const { body } = await api.admin.call('get', '/api/settings/company').expect(200)
    const defaults = Object.entries(COMPANY_SETTINGS).map(([key, setting]) => [key, setting.default])
    expect(body).toEqual({
      ...Object.fromEntries(defaults),
      id: 'company',
      stoppedAt: null,
      updatedAt: expect.any(String),
    })
  } finally {
    await api.stop()
  }
})

it('docs/settings.md is what the registry of settings says', () => {
  expect(readFileSync(join(__dirname, '../../../docs/settings.md'), 'utf8')).toBe(settingsPage())
})
