import { COMPANY_SETTINGS } from '@relance/relance/settings'
import { WHATSAPP_SETTINGS } from '@relance/whatsapp/settings'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { settingsPage } from '../../src/settings/settings-page.ts'
import { startTestApi } from '../test-api.ts'

const defaultsOf = (registry: Readonly<Record<string, { default: unknown }>>) =>
  Object.fromEntries(Object.entries(registry).map(([key, setting]) => [key, setting.default]))

it('a new company has the defaults of the registries of settings', async () => {
  const api = await startTestApi()
  try {
    const { body } = await api.admin.call('get', '/api/settings/company').expect(200)
    expect(body).toEqual({
      ...defaultsOf(COMPANY_SETTINGS),
      id: 'company',
      stoppedAt: null,
      updatedAt: expect.any(String),
    })
    const whatsApp = await api.admin.call('get', '/api/settings/whatsapp').expect(200)
    expect(whatsApp.body).toMatchObject(defaultsOf(WHATSAPP_SETTINGS))
  } finally {
    await api.stop()
  }
})

it('docs/settings.md is what the registry of settings says', () => {
  expect(readFileSync(join(__dirname, '../../../../docs/settings.md'), 'utf8')).toBe(settingsPage())
})
