import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser'
import { CRON_SECRET, makeLead, makeRule, startTestApi } from './test-api.ts'
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

it('gives the step the two secrets it asks for, every six hours', () => {
  expect(Object.keys(step?.env ?? {})).toEqual(['RELANCE_URL', 'CRON_SECRET'])
  expect(workflow.on.schedule[0]?.cron).toBe('0 */6 * * *')
})

it('records what is due on a live server, prints counts and nothing personal, and fails on a wrong secret', async () => {
  const api = await startTestApi()
  try {
    const manager = await api.join('manager', 'Mona')
    await makeRule(manager)
    await makeLead(manager, null, 'Ernestine')
    const RELANCE_URL = `${await api.app.getUrl()}/`
    const done = await runStep({ RELANCE_URL, CRON_SECRET })
    expect(done).toMatchObject({ code: 0, output: expect.stringContaining('"recorded":1') })
    expect(done.output).not.toMatch(/Ernestine|\+33|a-secret/)
    const wrong = await runStep({ RELANCE_URL, CRON_SECRET: 'not-the-secret-at-all' })
    expect(wrong.code).not.toBe(0)
    expect(wrong.output).toContain('401')
    expect(wrong.output).not.toContain('not-the-secret')
  } finally {
    await api.stop()
  }
})

it('fails when the server is down, and when a secret is missing', async () => {
  const down = await runStep({ RELANCE_URL: 'http://127.0.0.1:9', CRON_SECRET })
  expect(down).toMatchObject({ code: 1, output: expect.stringContaining('::error::') })
  expect((await runStep({ CRON_SECRET })).output).toContain('Set the secret RELANCE_URL')
})

it('calls again after a partial run, and tries again when the server was busy', async () => {
  const answers: [number, string][] = [
    [503, '{}'],
    [200, '{"state":"partial","remaining":5}'],
    [200, '{"state":"completed","remaining":0}'],
  ]
  const methods: (string | undefined)[] = []
  const server: Server = createServer((request, response) => {
    methods.push(request.method)
    const [status, body] = answers[methods.length - 1] ?? [500, '{}']
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const RELANCE_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const done = await runStep({ RELANCE_URL, CRON_SECRET })
  server.close()
  expect(done).toMatchObject({ code: 0, output: expect.stringContaining('Round 1 was partial') })
  expect(methods).toEqual(['POST', 'POST', 'POST'])
})
