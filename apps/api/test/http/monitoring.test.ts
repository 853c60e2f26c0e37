/** What an operator sees of a server: traces, metrics with the dashboard and the alerts that use them, a line of the log per request. */
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { parser } from '@prometheus-io/lezer-promql'
import { mapTemplates } from '@relance/testing'
import { parse } from 'yaml'
import { readConfig } from '../../src/environment/config.ts'
import { startTracing, stopTracing } from '../../src/tracing/start.ts'
import { METRICS_TOKEN, makeLead, makeRule, startTestApi, type TestApi } from '../test-api.ts'
import { type OtlpReceiver, type ReceivedSpan, startOtlpReceiver } from './otlp-receiver.ts'

const DOCS = join(__dirname, '../../../../docs')
const CALLER = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' }
const NUMBER = '100000000000001'
const NAME = 'Guillemette'

let collector: OtlpReceiver
let cloud: Server
let api: TestApi
const lines: string[] = []

beforeAll(async () => {
  for (const stream of [process.stdout, process.stderr])
    jest.spyOn(stream, 'write').mockImplementation((line) => lines.push(String(line)) > 0)
  collector = await startOtlpReceiver('Bearer of traces')
  cloud = createServer((asked, answer) => {
    asked.resume()
    const body = { messages: [{ id: 'wamid.1' }], contacts: [{ input: '+33639980000', wa_id: '33639980000' }] }
    asked.once('end', () => answer.setHeader('content-type', 'application/json').end(JSON.stringify(body)))
  })
  await new Promise<void>((resolve) => cloud.listen(0, '127.0.0.1', resolve))
  const environment = {
    APP_ROLE: 'all',
    LOG_REQUESTS: 'info',
    OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.endpoint}/`,
    OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20of%20traces',
    OTEL_SERVICE_NAME: 'relance of the test',
    WHATSAPP_API_URL: `http://127.0.0.1:${(cloud.address() as AddressInfo).port}`,
    WHATSAPP_TOKEN: 'token',
    WHATSAPP_PHONE_NUMBER_ID: NUMBER,
    WHATSAPP_APP_SECRET: 'secret',
    WHATSAPP_VERIFY_TOKEN: 'verify-me',
  }
  const read = readConfig({ ...environment, CRON_SECRET: 'a-secret-of-the-cron' })
  if (!read.ok) throw new Error(read.problems.join())
  await startTracing(read.config)
  api = await startTestApi(environment)
})
afterAll(async () => {
  await api.stop()
  await stopTracing()
  await collector.stop()
  await new Promise((resolve) => cloud.close(resolve))
  jest.restoreAllMocks()
})

const childrenOf = ({ spanId, traceId }: ReceivedSpan): ReceivedSpan[] =>
  collector.spans.filter((span) => span.parentSpanId === spanId && span.traceId === traceId)

function only(spans: readonly ReceivedSpan[]): ReceivedSpan {
  expect(spans).toHaveLength(1)
  return spans[0] as ReceivedSpan
}

it('a trace follows a message from the request that asked for the run to the call of WhatsApp, and holds nothing personal', async () => {
  const ruleId = await makeRule(api.admin, 'Tous', `Bonjour {{ lead.firstName }}`)
  await mapTemplates(api.test.db)
  await api.test.db.query(`update rules set channel = 'whatsapp' where id = $1`, [ruleId])
  const leadId = await makeLead(api.admin, null, NAME)
  await api.admin.call('get', `/api/leads?filter=${encodeURIComponent(JSON.stringify({ q: NAME }))}`).expect(200)
  await api
    .http()
    .post('/api/gestion/auto-relance')
    .set('Authorization', 'Bearer a-secret-of-the-cron')
    .set('traceparent', `00-${CALLER.traceId}-${CALLER.spanId}-01`)
    .expect(200)
  let sent: { runId: string; id: string } | undefined
  while (!sent) {
    const sql = `select id, run_id as "runId" from relances where state = 'accepted'`
    ;[sent] = await api.test.db.query<{ runId: string; id: string }>(sql)
  }
  await stopTracing()
  expect(collector.refused).toEqual([])

  const request = only(collector.spans.filter(({ traceId, kind }) => traceId === CALLER.traceId && kind === 2))
  expect(request).toMatchObject({ name: 'POST /api/gestion/auto-relance', parentSpanId: CALLER.spanId })
  expect(request.resource).toMatchObject({ 'service.name': 'relance of the test', 'relance.role': 'all' })
  expect(childrenOf(request).some(({ attributes }) => attributes['db.system.name'] === 'postgresql')).toBe(true)

  const traceId = sent.runId.replaceAll('-', '')
  const run = only(collector.spans.filter((span) => span.traceId === traceId && span.name === 'relance run'))
  expect(run.parentSpanId).toBeUndefined()
  expect(run.links).toMatchObject([{ traceId: request.traceId, spanId: request.spanId }])
  expect(childrenOf(run).map(({ name }) => name)).toEqual(expect.arrayContaining(['BEGIN', 'WITH', 'COMMIT']))

  const send = only(childrenOf(run).filter(({ name }) => name === 'send whatsapp'))
  expect(send.attributes).toMatchObject({ 'relance.id': sent.id, 'relance.outcome': 'accepted' })
  const call = only(childrenOf(send))
  expect(call).toMatchObject({ name: 'POST', kind: 3, attributes: { 'http.response.status_code': 200 } })

  expect(collector.spans.some(({ name }) => name === 'GET /api/leads')).toBe(true)
  const all = collector.texts.join()
  const [lead] = await api.test.db.query<{ phone: string }>('select phone from leads where id = $1', [leadId])
  for (const secret of [lead?.phone.slice(3) ?? '', NAME, NUMBER, 'Bonjour', 'demo.invalid', api.admin.cookie])
    expect(all).not.toContain(secret)
  expect(lines.filter((line) => line.includes('"trace_id"')).join()).toContain(`"trace_id":"${CALLER.traceId}"`)
})

it('each request is one line of the log, under its route', async () => {
  await api.admin
    .call('get', `/api/leads/${api.admin.id}?secret=${NAME}`)
    .set('X-Request-Id', 'asked-by-a-test')
    .expect(400)
  const written = lines.filter((line) => line.includes('asked-by-a-test')).map((line) => JSON.parse(line))
  expect(written).toMatchObject([
    { level: 'warn', context: 'request', message: { method: 'GET', route: '/api/leads/:id', status: 400 } },
  ])
  expect(lines.join()).not.toContain(NAME)
})

/** The metrics a query asks for. */
function metricsIn(query: string): string[] {
  const found: string[] = []
  const text = query.replaceAll('$__rate_interval', '5m')
  parser.parse(text).iterate({
    enter: ({ type, from, to }) => {
      if (type.isError) throw new Error(`This is no PromQL: ${query}`)
      if (type.name === 'Identifier' && /^(relance|process|nodejs|up)/.test(text.slice(from, to)))
        found.push(text.slice(from, to))
    },
  })
  return found
}

it('every metric of the dashboard and of the alerts is one that a server answers', async () => {
  const { text } = await api.http().get('/metrics').set('Authorization', `Bearer ${METRICS_TOKEN}`).expect(200)
  // What has no samples yet is only announced.
  const answered = new Set(['up', ...[...text.matchAll(/^(?:# TYPE )?([a-z_\d]+)[{ ]/gm)].map(([, name]) => name)])
  expect(text).toMatch(/^relance_recorded\{channel="whatsapp"\} 1$/m)
  expect(text).toMatch(
    /^relance_http_request_duration_seconds_count\{method="POST",route="\/api\/gestion\/auto-relance",status="2xx"\} 1$/m,
  )
  const { groups } = parse(readFileSync(join(DOCS, 'monitoring/alerts.yml'), 'utf8'))
  const rules: { expr: string; annotations: { runbook: string } }[] = groups.flatMap(
    (group: { rules: unknown[] }) => group.rules,
  )
  const { panels } = JSON.parse(readFileSync(join(DOCS, 'monitoring/dashboard.json'), 'utf8'))
  const queries: string[] = [
    ...rules.map(({ expr }) => expr),
    ...panels.flatMap(({ targets = [] }: { targets?: { expr: string }[] }) => targets.map(({ expr }) => expr)),
  ]
  expect(queries.length).toBeGreaterThan(30)
  expect(queries.filter((query) => metricsIn(query).length === 0)).toEqual([])
  expect(queries.flatMap(metricsIn).filter((name) => !answered.has(name))).toEqual([])
  for (const { annotations } of rules) {
    const [page = '', anchor] = annotations.runbook.split('#')
    const titles = [...readFileSync(join(DOCS, '..', page), 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replaceAll(/[^\w\s-]/g, '')
        .replaceAll(' ', '-'),
    )
    if (anchor) expect(titles).toContain(anchor)
  }
})
