/** One place for alerts: noted once whoever looks, told once by every channel, never lost, and their end told as well. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { LASTING_ALERTS, PASSING_ALERTS } from '@relance/contract'
import { Alerts1765110100000 } from '../../src/database/migrations/1765110100000-alerts.ts'
import { followAlerts, noteAlert, type AlertCause } from '../../src/alerts/alerts.ts'
import { AlertDeliverer } from '../../src/alerts/deliverer.ts'
import { takeDelivery } from '../../src/alerts/deliveries.ts'
import { createDataSource } from '../../src/database/data-source.ts'
import { type Config, readConfig } from '../../src/environment/config.ts'
import { noteOptOuts } from '../../src/rules/note-opt-outs.ts'
import { CRON_SECRET, makeRule, type Person, startTestApi, type TestApi } from '../test-api.ts'

let api: TestApi
let manager: Person
let hook: Server
let config: Config
const heard: { event: string; kind: string; incident: string; text: string; url: string }[] = []

beforeAll(async () => {
  hook = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      heard.push(JSON.parse(body))
      response.writeHead(204).end()
    })
  }).listen(0, '127.0.0.1')
  await once(hook, 'listening')
  api = await startTestApi()
  manager = await api.join('manager', 'Mona')
  const read = readConfig({
    DATABASE_URL: api.test.url,
    CRON_SECRET,
    ALARM_WEBHOOK_URL: `http://127.0.0.1:${(hook.address() as AddressInfo).port}/hook`,
    PUBLIC_URL: 'https://relance.example.com',
  })
  if (!read.ok) throw new Error(read.problems.join())
  config = read.config
})
afterAll(async () => {
  await api?.stop()
  hook.close()
})
beforeEach(async () => {
  heard.length = 0
  await api.test.db.query('delete from alerts')
})

const follow = (causes: readonly AlertCause[]) =>
  api.test.db.transaction((tx) => followAlerts(tx, LASTING_ALERTS, causes, ['webhook'], Date.now()))
const deliver = () => Promise.all([1, 2].map(() => new AlertDeliverer(api.test.db, config).deliver()))
const told = () => heard.map(({ event, kind }) => `${event} ${kind}`)

it('is noted by one of two replicas, told once, and so is its end', async () => {
  const causes: AlertCause[] = [{ kind: 'number_blocked', subject: 'n', occurrence: '1', facts: { until: 'midi' } }]
  const noted = await Promise.all([follow(causes), follow(causes), follow(causes)])
  expect(noted.flatMap(({ opened }) => opened)).toEqual(['number_blocked'])
  await deliver()
  await follow(causes)
  await deliver()
  expect(told()).toEqual(['opened number_blocked'])
  const ended = await Promise.all([follow([]), follow([])])
  expect(ended.flatMap(({ closed }) => closed)).toEqual(['number_blocked'])
  await deliver()
  await deliver()
  expect(told()).toEqual(['opened number_blocked', 'closed number_blocked'])
  expect(new Set(heard.map(({ incident }) => incident)).size).toBe(1)
})

it('is told again when it has become another one about the same subject, and only the last end is told', async () => {
  await follow([{ kind: 'rule_paused', subject: 'r', occurrence: '1', facts: { rule: 'Tous' } }])
  expect(await follow([{ kind: 'rule_paused', subject: 'r', occurrence: '2', facts: { rule: 'Tous' } }])).toEqual({
    opened: ['rule_paused'],
    closed: [],
  })
  await follow([])
  await deliver()
  expect(told().sort()).toEqual(['closed rule_paused', 'opened rule_paused', 'opened rule_paused'])
})

it('a trouble that changes its kind stays one alert', async () => {
  await follow([{ kind: 'late', subject: 'scan' }])
  expect(await follow([{ kind: 'missed', subject: 'scan' }])).toEqual({ opened: [], closed: [] })
  await follow([])
  await follow([{ kind: 'failing', subject: 'scan' }])
  await deliver()
  expect(told().sort()).toEqual(['closed late', 'opened failing', 'opened late'])
})

it('is not lost by a process that dies between taking and telling it, nor told before another tries again', async () => {
  await noteAlert(api.test.db, { kind: 'budget_spent', subject: '2026-11', occurrence: '1' }, ['webhook'], Date.now())
  expect(await takeDelivery(api.test.db, ['webhook'], Date.now())).toMatchObject({ kind: 'budget_spent' })
  await deliver()
  expect(told()).toEqual([])
  await api.test.db.query(`update alert_deliveries set next_try_at = now() - interval '1 second'`)
  await deliver()
  await deliver()
  expect(told()).toEqual(['opened budget_spent'])
  expect(
    await noteAlert(api.test.db, { kind: 'budget_spent', subject: '2026-11', occurrence: '1' }, ['webhook'], 0),
  ).toBe(false)
})

it('a step that too many people answer with an opt-out raises an alert, seen at once and told; it ends with the setting', async () => {
  const { db } = api.test
  const ruleId = await makeRule(manager, 'Insistante')
  await db.query(
    `insert into leads (first_name, phone) select 'Zoé', '+3363998' || lpad(n::text, 4, '0') from generate_series(8000, 8029) n`,
  )
  await api.runNow()
  await db.query(`update relances set state = 'sent', settled_at = now()`)
  await db.query(`
    with annoyed as (select id, lead_id from relances order by id limit 4),
      said as (update relances r set outcome = 'never_contact_again', outcome_at = now() from annoyed a where a.id = r.id)
    update leads l set opted_out_at = now() from annoyed a where a.lead_id = l.id`)
  const note = () => noteOptOuts(db, ['webhook'], Date.now())
  const noted = await Promise.all([note(), note()])
  expect(noted.flatMap(({ opened }) => opened)).toEqual(['opt_out_rate'])
  await deliver()
  expect(heard).toMatchObject([
    {
      event: 'opened',
      kind: 'opt_out_rate',
      url: `https://relance.example.com/#/rules/${ruleId}/effect`,
      text: 'Relance : « Insistante », étape 1 : 4 désinscriptions pour 30 messages. C’est trop : revoyez son message ou son délai.',
    },
  ])
  expect(await db.query(`select from live_events where topic = 'resource/alerts'`)).not.toEqual([])
  await db.query('update settings set opt_out_alarm_percent = 50')
  expect((await note()).closed).toEqual(['opt_out_rate'])
  await deliver()
  expect(told()).toEqual(['opened opt_out_rate', 'closed opt_out_rate'])
})

it('alerts of before move into the one table: what is still to be told is told, what is over ends in silence', async () => {
  const { db } = api.test
  const ruleId = await makeRule(manager, 'Ancienne')
  const source = await createDataSource(api.test.url).initialize()
  const runner = source.createQueryRunner()
  const migration = new Alerts1765110100000()
  try {
    await migration.down(runner)
    await db.query(`
      insert into scan_incidents (kind, opened_at, closed_at) values
        ('late', now() - interval '3 hours', now() - interval '2 hours'), ('missed', now() - interval '1 hour', null);
      insert into scan_alarms (incident_id, event, channel, next_try_at, told_at) values
        (1, 'opened', 'webhook', now(), now()), (1, 'closed', 'webhook', now(), null), (2, 'opened', 'webhook', now(), null);
      update rules set paused_at = '2026-03-10T10:00:00Z', pause_reason = 'keeps_failing' where id = '${ruleId}';
      insert into whatsapp_alarms (kind, subject, occurrence, facts, noted_at, channels_left, next_try_at)
        select 'rule_paused', id::text, extract(epoch from paused_at)::text, '{"rule": "Ancienne", "why": "keeps_failing"}'::jsonb, now(),
               '{webhook}'::text[], now() from rules where id = '${ruleId}'
        union all select 'account_stopped', 'account', '1', '{"code": "190"}', now() - interval '1 day', '{}', now()
        union all select 'budget_alert', '2026-10', '5', '{}', now() - interval '9 days', '{}', now();
      insert into step_alarms (rule_id, step, raised_at) values ('${ruleId}', 1, now())`)
    await migration.up(runner)
  } finally {
    await runner.release()
    await source.destroy()
  }
  await deliver()
  expect(told().sort()).toEqual(['closed late', 'opened missed', 'opened rule_paused'])
  const open = await db.query<{ kind: string }>('select kind from alerts where closed_at is null order by kind')
  expect(open.map(({ kind }) => kind)).toEqual(['missed', 'opt_out_rate', 'rule_paused'])
  const kinds = await db.query<{ kind: string }>('select distinct kind from alerts')
  const known: readonly string[] = [...LASTING_ALERTS, ...PASSING_ALERTS]
  expect(kinds.filter(({ kind }) => !known.includes(kind))).toEqual([])
  await db.query(`update rules set paused_at = null, pause_reason = null where id = '${ruleId}'`)
})
