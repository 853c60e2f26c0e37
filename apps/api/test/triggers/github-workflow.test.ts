import { readdirSync, readFileSync } from 'node:fs'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser'
import { addLeads } from '@relance/testing'
import { CRON_SECRET, makeLead, makeRule, type Person, startTestApi, type TestApi } from '../test-api.ts'
import { content, name, runStep, step, workflow } from './workflow-step.ts'

/** What GitHub's own parser, with the schema it publishes, has against a workflow. */
const errorsOf = (text: string): string[] =>
  parseWorkflow({ name, content: text }, new NoOperationTraceWriter())
    .context.errors.getErrors()
    .map(({ message }) => message)

it('is a workflow by the schema of GitHub, which sees what is not', () => {
  expect(errorsOf(content)).toEqual([])
  expect(errorsOf(content.replace('runs-on:', 'run-on:'))).not.toEqual([])
  expect(errorsOf(content.replace('workflow_dispatch:', 'workflow_dispach:'))).not.toEqual([])
})

it('so is every other workflow, and each action in them is one commit that nobody can move', () => {
  const folder = join(__dirname, '../../../../.github/workflows')
  const files = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'))
  expect(files.length).toBeGreaterThan(1)
  for (const text of files) {
    expect(errorsOf(text)).toEqual([])
    for (const [, action] of text.matchAll(/uses: (.*)/g)) expect(action).toMatch(/^[\w./-]+@[0-9a-f]{40} # v\d/)
  }
})

it('gives the step the two secrets it asks for, every six hours', () => {
  expect(Object.keys(step?.env ?? {})).toEqual(['RELANCE_URL', 'CRON_SECRET'])
  expect(workflow.on.schedule[0]?.cron).toBe('0 */6 * * *')
})

describe('on a live server', () => {
  let api: TestApi
  let manager: Person
  beforeAll(async () => {
    api = await startTestApi()
    manager = await api.join('manager', 'Mona')
    await makeRule(manager)
  })
  afterAll(() => api.stop())

  it('records what is due, prints counts and nothing personal, and fails on a wrong secret', async () => {
    await makeLead(manager, null, 'Ernestine')
    const RELANCE_URL = `${await api.app.getUrl()}/`
    const done = await runStep({ RELANCE_URL, CRON_SECRET })
    expect(done).toMatchObject({ code: 0, output: expect.stringContaining('"recorded":1') })
    expect(done.output).not.toMatch(/Ernestine|\+33|a-secret/)
    const wrong = await runStep({ RELANCE_URL, CRON_SECRET: 'not-the-secret-at-all' })
    expect(wrong.code).not.toBe(0)
    expect(wrong.output).toContain('401')
    expect(wrong.output).not.toContain('not-the-secret')
  })

  it('tries again when a proxy says that it is busy, calls again after a partial run, and all is recorded once', async () => {
    const leads = 300
    await addLeads(api.test.db, leads)
    // Longer than the part of a second in which a batch may begin: the first round is partial, however fast the machine is.
    await api.test.db.query(
      `create function be_slow() returns trigger language plpgsql as 'begin perform pg_sleep(0.9); return null; end';
       create trigger slow after insert on enrolments for each statement execute function be_slow()`,
    )
    const { port } = new URL(await api.app.getUrl())
    const methods: (string | undefined)[] = []
    const proxy: Server = createServer((call, answer) => {
      methods.push(call.method)
      if (methods.length === 1) return answer.writeHead(503).end('{}')
      const { method, headers } = call
      const path = `${call.url}${methods.length === 2 ? '?budget=1' : ''}`
      const passedOn = request({ host: '127.0.0.1', port, path, method, headers }, (given) => {
        answer.writeHead(given.statusCode ?? 500, given.headers)
        given.pipe(answer)
      })
      call.pipe(passedOn.on('error', () => answer.destroy()))
    })
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
    const RELANCE_URL = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
    const done = await runStep({ RELANCE_URL, CRON_SECRET })
    proxy.close()
    expect(done).toMatchObject({ code: 0, output: expect.stringContaining('Round 1 was partial') })
    // More of them where the machine is too busy for a report within the second.
    expect(methods.length).toBeGreaterThanOrEqual(3)
    expect(new Set(methods)).toEqual(new Set(['POST']))
    const counts = await api.test.db.query(
      'select count(*)::int as all, count(distinct lead_id)::int as leads from relances',
    )
    expect(counts).toEqual([{ all: leads + 1, leads: leads + 1 }])
  }, 180_000)
})

it('fails when the server is down, and when a secret is missing', async () => {
  const down = await runStep({ RELANCE_URL: 'http://127.0.0.1:9', CRON_SECRET })
  expect(down).toMatchObject({ code: 1, output: expect.stringContaining('::error::') })
  expect((await runStep({ CRON_SECRET })).output).toContain('Set the secret RELANCE_URL')
})
