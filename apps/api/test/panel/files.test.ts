/** The panel's files over HTTP: small on the wire, kept by browsers, and whole for whoever reads no compression. */
import { existsSync, readFileSync } from 'node:fs'
import { type IncomingHttpHeaders, request } from 'node:http'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { startTestApi, type TestApi } from '../test-api.ts'

const DIST = join(__dirname, '../../../admin/dist')
const LARGEST_FIRST_LOAD = 350_000
let api: TestApi
let url: string
let script: string
beforeAll(async () => {
  if (!existsSync(join(DIST, 'index.html'))) throw new Error('Build the panel first: npm run build')
  api = await startTestApi()
  url = await api.app.getUrl()
  script = /<script[^>]* src="([^"]+)"/.exec(readFileSync(join(DIST, 'index.html'), 'utf8'))?.[1] ?? ''
})
afterAll(() => api.stop())

interface Answer {
  status: number
  headers: IncomingHttpHeaders
  bytes: Buffer
}

/** As it comes over the wire, decoded by nobody. */
const ask = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> =>
  new Promise((resolve, reject) => {
    request(`${url}${path}`, { method, headers }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, bytes: Buffer.concat(parts) }),
      )
    })
      .on('error', reject)
      .end()
  })

const BROWSER = { 'Accept-Encoding': 'gzip, deflate, br, zstd' }

it('the scripts of the first page are small on the wire, and the same once decoded', async () => {
  const page = readFileSync(join(DIST, 'index.html'), 'utf8')
  const scripts = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(([, path = '']) => path)
  expect(scripts).toContain(script)
  let total = 0
  for (const path of scripts) {
    const { status, headers, bytes } = await ask(path, BROWSER)
    expect({ status, encoding: headers['content-encoding'] }).toEqual({ status: 200, encoding: 'br' })
    expect(brotliDecompressSync(bytes).equals(readFileSync(join(DIST, path)))).toBe(true)
    total += bytes.length
  }
  expect(total).toBeLessThan(LARGEST_FIRST_LOAD)
})

it('whoever reads gzip alone gets gzip; whoever reads neither gets the file', async () => {
  const whole = readFileSync(join(DIST, script))
  const gzipped = await ask(script, { 'Accept-Encoding': 'gzip' })
  expect(gzipped.headers).toMatchObject({
    'content-encoding': 'gzip',
    vary: expect.stringContaining('Accept-Encoding'),
  })
  expect(gunzipSync(gzipped.bytes).equals(whole)).toBe(true)
  const plain = await ask(script)
  expect(plain.headers['content-encoding']).toBeUndefined()
  expect(plain.headers.vary).toContain('Accept-Encoding')
  expect(plain.bytes.equals(whole)).toBe(true)
  const refusing = await ask(script, { 'Accept-Encoding': 'br;q=0, gzip;q=0' })
  expect(refusing.headers['content-encoding']).toBeUndefined()
})

it('a script is kept for ever and typed as one; the page is asked for anew, and not sent twice', async () => {
  const asset = await ask(script, BROWSER)
  expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect(asset.headers['content-type']).toMatch(/^(text|application)\/javascript/)
  for (const path of ['/', '/index.html']) {
    const page = await ask(path, BROWSER)
    expect(page.headers).toMatchObject({ 'content-encoding': 'br', 'cache-control': 'no-cache' })
    expect(page.headers['content-type']).toMatch(/^text\/html/)
    const again = await ask(path, { ...BROWSER, 'If-None-Match': String(page.headers.etag) })
    expect([again.status, again.bytes.length]).toEqual([304, 0])
    const plain = await ask(path)
    expect(plain.headers.etag).not.toBe(page.headers.etag)
  }
})

it('HEAD has the headers and no body; a range is a part of what would have been sent', async () => {
  const whole = await ask(script, BROWSER)
  const head = await ask(script, BROWSER, 'HEAD')
  expect(head.bytes).toHaveLength(0)
  expect(head.headers['content-length']).toBe(String(whole.bytes.length))
  const part = await ask(script, { ...BROWSER, Range: 'bytes=10-19' })
  expect(part.status).toBe(206)
  expect(part.bytes.equals(whole.bytes.subarray(10, 20))).toBe(true)
})

it('what is no file of the panel is none compressed either', async () => {
  for (const path of ['/../package.json', '/%2e%2e/package.json', '/assets/%00.js'])
    expect((await ask(path, BROWSER)).bytes.toString()).not.toContain('"dependencies"')
  expect((await ask('/api/leads', BROWSER)).status).toBe(401)
})
