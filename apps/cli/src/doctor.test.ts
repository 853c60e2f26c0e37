import { readConfig } from '@relance/api/environment'
import { createTestDatabase, type TestDatabase } from '@relance/testing'
import { examine, type Facts, findingsOf } from './doctor.ts'

const read = readConfig({
  CRON_SECRET: 'a-secret-of-the-cron',
  DATABASE_URL: 'postgres://relance@db.demo.invalid/relance',
  PUBLIC_URL: 'https://relance.demo.invalid',
  TRUST_PROXY: '1',
  METRICS_TOKEN: 'a-bearer-of-the-monitor',
  ALARM_WEBHOOK_URL: 'https://alerts.demo.invalid',
  AUDIT_ANCHOR: '/var/log/relance/heads',
})
const SOUND: Facts = {
  config: read.ok ? read.config : null,
  problems: [],
  postgres: 170_002,
  clockAheadMs: -400,
  hasRole: true,
  isRoleLimited: true,
  admins: 2,
  unreadableApps: 0,
  scan: 'on_time',
  activeRules: 3,
  alerts: 0,
  hoursSinceBackup: 7,
}
const wrong = (changed: Partial<Facts>) =>
  findingsOf({ ...SOUND, ...changed }).filter(({ mark, title }) => mark !== '✓' && title !== 'WhatsApp')

it('finds nothing wrong with a sound installation', () => {
  expect(wrong({})).toEqual([])
})

it.each<[string, Partial<Facts>, RegExp]>([
  ['Environment', { config: null, problems: ['CRON_SECRET is missing.'] }, /CRON_SECRET is missing/],
  ['Database', { postgres: 130_011 }, /13\.11 is older than 14/],
  ['Audit log', { hasRole: false }, /create role relance_app/],
  ['Audit log', { isRoleLimited: false }, /Revoke/],
  ['Clock', { clockAheadMs: 7_200_000 }, /7200\.0 s ahead of the database/],
  ['Admins', { admins: 0 }, /Open the link in the server’s log/],
  ['Second factors', { unreadableApps: 3 }, /opens 3\. Give ENCRYPTION_KEY/],
  ['Scans', { scan: 'missed' }, /APP_ROLE/],
  ['Alerts', { alerts: 2 }, /2 open/],
  ['Backup', { hoursSinceBackup: 51.6 }, /51 h old\. Make one every night/],
])('says of %s what is wrong and how to mend it', (title, changed, words) => {
  expect(wrong(changed)).toEqual([{ mark: '✗', title, text: expect.stringMatching(words) }])
})

it('what is not set up is said, and is nothing wrong', () => {
  const bare = readConfig({ CRON_SECRET: 'a-secret-of-the-cron' })
  const found = wrong({ config: bare.ok ? bare.config : null, scan: 'disabled', activeRules: 0 })
  expect(found.map(({ mark, title }) => `${mark} ${title}`)).toEqual([
    '– Scans',
    '– Rules',
    '– Address',
    '– Metrics',
    '– Alerts outside',
    '– Audit anchor',
  ])
})

describe('a real database', () => {
  let test: TestDatabase
  beforeAll(async () => {
    test = await createTestDatabase()
  })
  afterAll(() => test.drop())

  it('is examined as it stands', async () => {
    const facts = await examine(test.db, { CRON_SECRET: 'short' })
    expect(facts).toMatchObject({ hasRole: true, isRoleLimited: true, admins: 0, alerts: 0, config: null })
    expect(facts.problems.join()).toMatch(/CRON_SECRET/)
    expect(facts.postgres).toBeGreaterThan(140_000)
    expect(Math.abs(facts.clockAheadMs)).toBeLessThan(5_000)
    await test.db.query('grant update on audit_events to relance_app')
    expect(await examine(test.db, {})).toMatchObject({ isRoleLimited: false })
  })
})
