import { createTestDatabase, type TestDatabase } from '@relance/testing'
import { doctorWords } from '@relance/contract'
import { readConfig } from '../environment/config.ts'
import { examine } from './examine.ts'
import { type Facts, findingsOf } from './findings.ts'

const read = readConfig({
  CRON_SECRET: 'a-secret-of-the-cron',
  DATABASE_URL: 'postgres://relance@db.demo.invalid/relance',
  PUBLIC_URL: 'https://relance.demo.invalid',
  TRUST_PROXY: '1',
  METRICS_TOKEN: 'a-bearer-of-the-monitor',
  ALARM_WEBHOOK_URL: 'https://alerts.demo.invalid',
  ALARM_MAIL_TO: 'ops@demo.invalid',
  SMTP_URL: 'smtp://mail.demo.invalid',
  AUDIT_ANCHOR: '/var/log/relance/heads',
})
const SOUND: Facts = {
  config: read.ok ? read.config : null,
  problems: [],
  postgres: 170_002,
  hasPooler: false,
  clockAheadMs: -400,
  hasRole: true,
  isRoleLimited: true,
  admins: 2,
  unreadableApps: 0,
  isPushKeyUnreadable: false,
  pushDevices: 4,
  pushesTaken: 12,
  pushesFailed: 1,
  scan: 'on_time',
  activeRules: 3,
  alerts: 0,
  hoursSinceBackup: 7,
}
const wrong = (changed: Partial<Facts>) =>
  findingsOf({ ...SOUND, ...changed }).filter(({ level, check }) => level !== 'good' && check !== 'whatsapp')

it('finds nothing wrong with a sound installation', () => {
  expect(wrong({})).toEqual([])
})

it.each<[string, Partial<Facts>, RegExp]>([
  ['environment', { config: null, problems: ['CRON_SECRET?'] }, /CRON_SECRET\?/],
  ['database', { postgres: 130_011 }, /13\.11 is older than 14/],
  ['audit_log', { hasRole: false }, /create role relance_app/],
  ['audit_log', { isRoleLimited: false }, /Revoke/],
  ['clock', { clockAheadMs: 7_200_000 }, /7200\.0 s ahead of the database/],
  ['admins', { admins: 0 }, /Open the link in the server’s log/],
  ['second_factors', { unreadableApps: 3 }, /opens 3\. Give ENCRYPTION_KEY/],
  ['push', { isPushKeyUnreadable: true }, /Give ENCRYPTION_KEY/],
  ['push', { pushesTaken: 0, pushesFailed: 7 }, /refused within a day: 7.*port 443/],
  ['scans', { scan: 'missed' }, /APP_ROLE/],
  ['alerts', { alerts: 2 }, /2 open/],
  ['backup', { hoursSinceBackup: 51.6 }, /51 h old\. Make one every night/],
])('says of %s what is wrong and how to mend it', (check, changed, words) => {
  const found = wrong(changed)
  expect(found).toEqual([expect.objectContaining({ check, level: 'bad' })])
  expect(found.map((finding) => doctorWords('en', finding).text).join()).toMatch(words)
  // Nothing is left to fill in, and French does not fall back on English.
  expect(found.map((finding) => doctorWords('fr', finding).text).join()).not.toMatch(/[{}]|\b(the|is|not)\b/)
})

it('what is not set up is said, and is nothing wrong', () => {
  const bare = readConfig({ CRON_SECRET: 'a-secret-of-the-cron' })
  const found = wrong({ config: bare.ok ? bare.config : null, scan: 'disabled', activeRules: 0 })
  expect(found.map(({ level, check }) => `${level} ${check}`)).toEqual([
    'open audit_anchor',
    'open scans',
    'open rules',
    'open alerts_outside',
    'open push',
    'open digest',
    'open address',
    'open metrics',
  ])
})

describe('a real database', () => {
  let test: TestDatabase
  beforeAll(async () => {
    test = await createTestDatabase()
  })
  afterAll(() => test.drop())

  it('is examined as it stands', async () => {
    const facts = await examine(test.db, test.url, { config: null, problems: ['CRON_SECRET is missing.'] })
    expect(facts).toMatchObject({
      hasPooler: false,
      hasRole: true,
      isRoleLimited: true,
      admins: 0,
      alerts: 0,
      config: null,
    })
    expect(facts.problems.join()).toMatch(/CRON_SECRET/)
    expect(facts.postgres).toBeGreaterThan(140_000)
    expect(Math.abs(facts.clockAheadMs)).toBeLessThan(5_000)
    await test.db.query('grant update on audit_events to relance_app')
    expect(await examine(test.db, test.url, { config: null, problems: [] })).toMatchObject({ isRoleLimited: false })
  })
})
