/** The collection for Bruno, the one for Postman that is made of it, and the calls of the pages: each is sent to a live API, in its order. */
import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { runInNewContext } from 'node:vm'
import { bruToEnvJsonV2, bruToJsonV2 } from '@usebruno/lang'
import { z } from 'zod'
import { CRON_SECRET, PASSWORD, startTestApi, type TestApi } from '../test-api.ts'

const REQUESTS = join(__dirname, '../../../../requests')
const API_TOKEN = 'a-token-for-the-scripts'
const SECRET = ['cronSecret', 'apiToken']

const named = z.object({ name: z.string(), value: z.string() })
const request = z.object({
  meta: z.object({ name: z.string(), seq: z.coerce.number() }),
  http: z.object({ method: z.string(), url: z.string() }),
  headers: z.array(named).default([]),
  auth: z.object({ bearer: z.object({ token: z.string() }) }).optional(),
  body: z.object({ json: z.string() }).optional(),
  vars: z.object({ res: z.array(named) }).optional(),
  assertions: z.tuple([z.object({ name: z.literal('res.status'), value: z.string().regex(/^eq \d{3}$/) })]),
})
const environment = z.object({ variables: z.array(named) })
const postmanItem = z.object({
  name: z.string(),
  event: z.array(z.object({ script: z.object({ exec: z.array(z.string()) }) })).length(1),
  request: z.object({
    method: z.string(),
    url: z.object({ raw: z.string() }),
    header: z.array(z.object({ key: z.string(), value: z.string() })),
    auth: z.object({ bearer: z.array(z.object({ value: z.string() })).optional() }),
    body: z.object({ raw: z.string() }).optional(),
  }),
})
const postman = z.object({
  info: z.object({ schema: z.string().endsWith('/v2.1.0/collection.json') }),
  item: z.array(z.object({ name: z.string(), item: z.array(postmanItem) })),
  variable: z.array(z.object({ key: z.string(), value: z.string() })),
})

interface Sent {
  method: string
  url: string
  headers: [string, string][]
  token: string | undefined
  body: string | undefined
}

const read = (file: string): string => readFileSync(join(REQUESTS, file), 'utf8')
const variablesOf = (file: string) =>
  new Map(environment.parse(bruToEnvJsonV2(read(file))).variables.map(({ name, value }) => [name, value]))
const inOrder = readdirSync(REQUESTS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'environments')
  .map((entry) => entry.name)
  .sort()
  .flatMap((folder) =>
    readdirSync(join(REQUESTS, folder))
      .map((file) => request.parse(bruToJsonV2(read(join(folder, file)))))
      .sort((one, other) => one.meta.seq - other.meta.seq),
  )

/** As Bruno and Postman do: a name that is no variable stays as it is. */
const fill = (text: string, variables: ReadonlyMap<string, string>): string =>
  text.replaceAll(/\{\{(\w+)\}\}/g, (whole, name) => variables.get(name) ?? whole)

async function send({ method, url, headers, token, body }: Sent, variables: ReadonlyMap<string, string>) {
  const sent = new Headers(headers)
  if (token !== undefined) sent.set('Authorization', `Bearer ${fill(token, variables)}`)
  if (body !== undefined) sent.set('Content-Type', 'application/json')
  const init = {
    method: method.toUpperCase(),
    headers: sent,
    ...(body !== undefined && { body: fill(body, variables) }),
  }
  const answer = await fetch(fill(url, variables), init)
  return { status: answer.status, body: (await answer.json()) as { id?: string } }
}

let api: TestApi
beforeEach(async () => {
  api = await startTestApi({ API_TOKEN })
})
afterEach(() => api.stop())
const own = async (): Promise<[string, string][]> => [
  ['baseUrl', await api.app.getUrl()],
  ['cronSecret', CRON_SECRET],
  ['apiToken', API_TOKEN],
]

it('no secret is in the collection', () => {
  const variables = variablesOf('environments/local.bru')
  expect(SECRET.map((name) => variables.get(name))).toEqual(['', ''])
})

it('every request of the Bruno collection answers as it says', async () => {
  const variables = new Map([...variablesOf('environments/local.bru'), ...(await own())])
  const wrong: unknown[] = []
  for (const { meta, http, headers, auth, body, vars, assertions } of inOrder) {
    const parts = { ...http, headers: headers.map(({ name, value }): [string, string] => [name, value]) }
    const answer = await send({ ...parts, token: auth?.bearer.token, body: body?.json }, variables)
    if (`eq ${answer.status}` !== assertions[0].value) wrong.push([meta.name, answer])
    for (const { name, value } of vars?.res ?? []) {
      expect(value).toBe('res.body.id')
      variables.set(name, String(answer.body.id))
    }
  }
  expect(wrong).toEqual([])
  expect(inOrder.length).toBeGreaterThanOrEqual(20)
})

it('and of the Postman collection, whose scripts see it', async () => {
  const { item, variable } = postman.parse(JSON.parse(read('postman_collection.json')))
  const variables = new Map([...variable.map(({ key, value }): [string, string] => [key, value]), ...(await own())])
  const seen: string[] = []
  for (const { name, event, request: asked } of item.flatMap((folder) => folder.item)) {
    const headers = asked.header.map(({ key, value }): [string, string] => [key, value])
    const token = asked.auth.bearer?.[0]?.value
    const parts = { method: asked.method, url: asked.url.raw, headers, token, body: asked.body?.raw }
    const answer = await send(parts, variables)
    const have = { status: (status: number) => expect([name, answer.status]).toEqual([name, status]) }
    const pm = {
      test: (_what: string, check: () => void) => (check(), seen.push(name)),
      response: { to: { have }, json: () => answer.body },
      collectionVariables: { set: (key: string, value: unknown) => variables.set(key, String(value)) },
    }
    runInNewContext(event[0]?.script.exec.join('\n') ?? '', { pm })
  }
  expect(seen).toEqual(inOrder.map(({ meta }) => meta.name))
})

/** Every `curl` of the pages, as it is written, in the order of the pages and of each page. */
const ROOT = join(__dirname, '../../../..')
const PAGES = ['README.md', 'docs/people.md', 'docs/rules.md', 'docs/triggers.md', 'docs/troubleshooting.md']
const CALLS = PAGES.flatMap((page) =>
  [...readFileSync(join(ROOT, page), 'utf8').matchAll(/```sh\n([^`]*)```/g)]
    .flatMap(([, block = '']) => block.split(/^ *(?=curl )/m).filter((part) => part.startsWith('curl ')))
    .map((command) => ({ page, command: command.trim() })),
)

it('every curl of the pages succeeds as it is written, with an address, an account and the ids of what was made before', async () => {
  const address = await api.app.getUrl()
  const folder = mkdtempSync(join(tmpdir(), 'relance-pages-'))
  writeFileSync(join(folder, 'leads.csv'), 'Prénom;Nom;Téléphone\nZoé;Martin;06 39 98 12 34\n')
  const env = { PATH: process.env.PATH ?? '', API: address, URL: address, TOKEN: API_TOKEN, API_TOKEN, CRON_SECRET }
  const made = new Map<string, string>()
  const answers: unknown[] = []
  try {
    for (const { page, command } of CALLS) {
      const own = command
        .replace(/https?:\/\/(localhost:3000|relance\.example\.com)/, address)
        .replace('"email":"…","password":"…"', `"email":"admin@demo.invalid","password":"${PASSWORD}"`)
        .replace('"frequencyId": "…"', `"frequencyId": "${made.get('frequencies')}"`)
        .replace('"templateIds": ["…"]', `"templateIds": ["${made.get('templates')}"]`)
      const { stdout } = await promisify(execFile)(
        'bash',
        ['-c', own.replace('curl ', "curl -s -w '\\n%{http_code}' ")],
        {
          cwd: folder,
          env,
        },
      )
      const status = Number(stdout.slice(stdout.lastIndexOf('\n')))
      if (status >= 300) answers.push([page, command, stdout])
      const [, resource = ''] = /\/api\/([a-z]+)/.exec(command) ?? []
      made.set(resource, String((JSON.parse(stdout.slice(0, stdout.lastIndexOf('\n'))) as { id?: string }).id))
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
  expect(answers).toEqual([])
  expect(CALLS.length).toBeGreaterThanOrEqual(10)
})
