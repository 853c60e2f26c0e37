/** The description of the API: true, valid, usable by a client generated from it, and cheap to read. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createConfig, lintFromString } from '@redocly/openapi-core'
import ts from 'typescript'
import { startTestApi, type TestApi } from '../test-api.ts'

interface Operation {
  operationId: string
  summary?: string
  responses: Record<string, object>
}
type Document = {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, { properties?: object }> }
}

const ROOT = join(__dirname, '../../../..')
let api: TestApi
let text: string
let document: Document
beforeAll(async () => {
  api = await startTestApi()
  text = (await api.http().get('/api/openapi.json').expect(200)).text
  document = JSON.parse(text)
})
afterAll(() => api.stop())

const operations = (): Operation[] => Object.values(document.paths).flatMap((path) => Object.values(path))

it('the description that is committed is the one that is served; make it again with "npm run generate"', () => {
  const committed = readFileSync(join(ROOT, 'docs/openapi.json'), 'utf8')
  expect(JSON.parse(committed)).toEqual(document)
  expect(committed.split('\n').length).toBeLessThan(15_000)
})

it('the description is valid OpenAPI 3.1: every reference resolves, every path parameter is there', async () => {
  const rules = {
    struct: 'error',
    'no-unresolved-refs': 'error',
    'operation-operationId-unique': 'error',
    'operation-summary': 'error',
    'operation-4xx-response': 'off',
    'path-parameters-defined': 'error',
    'path-declaration-must-exist': 'error',
    'operation-parameters-unique': 'error',
    'security-defined': 'error',
    'no-unused-components': 'error',
  } as const
  const config = await createConfig({ rules })
  const problems = await lintFromString({ source: text, config })
  expect(problems.map(({ message, location }) => `${location[0]?.pointer}: ${message}`)).toEqual([])
  expect(document.openapi).toMatch(/^3\.1\./)
})

it('every operation says what it is for, what it answers and that it may refuse', () => {
  const bare = operations().filter(({ summary, responses }) => {
    const answered = Object.entries(responses).filter(([status]) => /^2/.test(status))
    return (
      !summary || !responses.default || answered.some(([status, answer]) => status !== '204' && !('content' in answer))
    )
  })
  expect(bare.map(({ operationId }) => operationId)).toEqual([])
})

it('refusals are those of the access matrix and of what a route reads', () => {
  const statusesOf = (path: string, method: string) => Object.keys(document.paths[path]?.[method]?.responses ?? {})
  expect(statusesOf('/api/leads/{id}', 'get')).toEqual(['200', '401', '404', '429', '503', 'default'])
  expect(statusesOf('/api/rules/{id}', 'put')).toEqual(
    expect.arrayContaining(['400', '401', '403', '404', '409', '412', '422', '503']),
  )
  expect(statusesOf('/health/live', 'get')).toEqual(['200', 'default'])
})

it('a client generated from it compiles and knows the fields of a lead', async () => {
  const lead = (await api.admin.call('post', '/api/leads').send({ firstName: 'Zoé', phone: '+33639980001' })).body
  const fields = Object.keys(lead)
  expect(fields).toEqual(expect.arrayContaining(['id', 'firstName', 'phone', 'status', 'lastContactAt', 'custom']))
  const use = `
    import type { components, paths } from './api.ts'
    type Lead = components['schemas']['Lead']
    type Answer = paths['/api/leads/{id}']['get']['responses'][200]['content']['application/json']
    const fields: Record<${fields.map((field) => `'${field}'`).join(' | ')}, true> = {} as Record<keyof Lead, true>
    export const answered = (lead: Answer): string => fields && lead.firstName + lead.createdAt.length + (lead.phone ?? "")
    // @ts-expect-error a lead has no such field
    export const invented = (lead: Answer): unknown => lead.favouriteColour
    export const refused = (
      problem: paths['/api/leads']['post']['responses'][422]['content']['application/problem+json'],
    ): string => problem.code
  `
  expect(compileClient(use)).toEqual([])
}, 120_000)

it('the page costs nothing: the document is asked for twenty times at once, and health answers before the last of them', async () => {
  const other = await startTestApi()
  try {
    const order: string[] = []
    const documents = Array.from({ length: 20 }, () =>
      other
        .http()
        .get('/api/openapi.json')
        .expect(200)
        .then(() => order.push('document')),
    )
    const health = other
      .http()
      .get('/health/live')
      .expect(200)
      .then(() => order.push('health'))
    await Promise.all([...documents, health])
    expect(order.lastIndexOf('document')).toBeGreaterThan(order.indexOf('health'))
  } finally {
    await other.stop()
  }
})

it('an unchanged document is not sent twice, and is sent compressed to whoever reads that', async () => {
  const plain = await api.http().get('/api/openapi.json').set('Accept-Encoding', 'identity').expect(200)
  expect(plain.headers['content-encoding']).toBeUndefined()
  const gzipped = await api.http().get('/api/openapi.json').set('Accept-Encoding', 'gzip').expect(200)
  expect(gzipped.headers['content-encoding']).toBe('gzip')
  expect(gzipped.body).toEqual(plain.body)
  expect(gzipped.headers.etag).not.toBe(plain.headers.etag)
  await api.http().get('/api/openapi.json').set('If-None-Match', String(gzipped.headers.etag)).expect(304)
  expect((await api.http().head('/api/openapi.json').expect(200)).text).toBeFalsy()
})

/** What the compiler says of `use`, beside the client's types, in a folder of their own. */
function compileClient(use: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'relance-client-'))
  try {
    writeFileSync(join(folder, 'api.json'), text)
    writeFileSync(join(folder, 'use.ts'), use)
    const generator = join(dirname(require.resolve('openapi-typescript/package.json')), 'bin/cli.js')
    execFileSync(process.execPath, [generator, 'api.json', '-o', 'api.ts'], { cwd: folder, stdio: 'pipe' })
    // Without the libraries of browsers, which take longer to check than the client.
    const options = {
      strict: true,
      noEmit: true,
      allowImportingTsExtensions: true,
      types: [],
      lib: ['lib.es2023.d.ts'],
    }
    const program = ts.createProgram([join(folder, 'use.ts')], { ...options, module: ts.ModuleKind.Preserve })
    return ts
      .getPreEmitDiagnostics(program)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
