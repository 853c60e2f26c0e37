import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { verifySignature } from './verify-signature.ts'

const SECRET = 'f3b1c2d4e5a69788c0ffee00deadbeef'

/** What WhatsApp signs: JSON with everything beyond ASCII escaped in lower case, and `/` as `\/`. */
function written(value: unknown): Buffer {
  const escaped = JSON.stringify(value)
    .replaceAll('/', '\\/')
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return Buffer.from(escaped, 'ascii')
}
const sign = (bytes: Uint8Array, secret = SECRET, hash = 'sha256'): string =>
  `${hash}=${createHmac(hash, secret).update(bytes).digest('hex')}`

const body = fc
  .record({
    text: fc.string({ unit: 'grapheme', maxLength: 40 }),
    name: fc.constantFrom('Zoé', '👋🏽 ok', 'a/b', '<%@>'),
  })
  .map((value) => written({ object: 'whatsapp_business_account', entry: [{ ...value, url: 'https://wa.me/x' }] }))

it('no genuine delivery is refused: accents, emoji and escaped slashes included', async () => {
  await fc.assert(
    fc.asyncProperty(body, async (bytes) => {
      expect(await verifySignature(bytes, sign(bytes), SECRET)).toBe(true)
    }),
    { numRuns: process.env.RELANCE_TESTS === 'full' ? 2_000 : 500 },
  )
})

const forgery = fc.constantFrom<(bytes: Buffer, at: number) => [Buffer, string | null]>(
  (bytes) => [bytes, null],
  (bytes) => [bytes, ''],
  (bytes) => [bytes, 'sha256='],
  (bytes) => [bytes, sign(bytes).slice('sha256='.length)],
  (bytes) => [bytes, sign(bytes).toUpperCase()],
  (bytes) => [bytes, ` ${sign(bytes)}`],
  (bytes) => [bytes, `${sign(bytes)}, ${sign(bytes)}`],
  (bytes) => [bytes, sign(bytes, SECRET, 'sha1')],
  (bytes) => [bytes, sign(bytes, SECRET, 'sha1').replace('sha1', 'sha256')],
  (bytes) => [bytes, sign(bytes, `${SECRET}0`)],
  (bytes) => [bytes, sign(bytes, '')],
  (bytes, at) => [bytes, sign(bytes).slice(0, 7 + (at % 64))],
  (bytes, at) => [bytes, `${sign(bytes)}${'0'.repeat(1 + (at % 64))}`],
  (bytes, at) => [bytes, flipHex(sign(bytes), 7 + (at % 64))],
  (bytes, at) => [flipBit(bytes, at), sign(bytes)],
  (bytes, at) => [bytes.subarray(0, at % bytes.length), sign(bytes)],
  (bytes) => [Buffer.concat([bytes, Buffer.from('\n')]), sign(bytes)],
  (bytes) => [Buffer.concat([bytes, Buffer.from('\0')]), sign(bytes)],
  // The same JSON, written by us: the bytes differ as soon as something was escaped.
  (bytes) => [Buffer.from(JSON.stringify(JSON.parse(bytes.toString()))), sign(bytes)],
  (bytes) => [Buffer.from(bytes.toString().replaceAll('\\/', '/')), sign(bytes)],
)
function flipHex(header: string, at: number): string {
  const digit = (Number.parseInt(header.charAt(at), 16) ^ 1).toString(16)
  return header.slice(0, at) + digit + header.slice(at + 1)
}
const FORGERIES = process.env.RELANCE_TESTS === 'full' ? 10_000 : 2_000

function flipBit(bytes: Buffer, at: number): Buffer {
  const altered = Buffer.from(bytes)
  const index = at % bytes.length
  altered[index] = (altered[index] ?? 0) ^ (1 << (at % 8))
  return altered
}

it(`of ${FORGERIES} forged, truncated or altered deliveries none is accepted`, async () => {
  let tried = 0
  await fc.assert(
    fc.asyncProperty(body, forgery, fc.nat(), async (bytes, forge, at) => {
      const [altered, header] = forge(bytes, at)
      tried++
      expect(await verifySignature(altered, header, SECRET)).toBe(false)
    }),
    { numRuns: FORGERIES },
  )
  expect(tried).toBe(FORGERIES)
})

it('without a secret nothing is genuine', async () => {
  const bytes = Buffer.from('{}')
  expect(await verifySignature(bytes, sign(bytes, ''), '')).toBe(false)
  expect(await verifySignature(bytes, undefined, SECRET)).toBe(false)
})

it('a view into a larger buffer is hashed alone', async () => {
  const pool = Buffer.from('garbage{"a":1}garbage')
  const view = pool.subarray(7, 14)
  expect(await verifySignature(view, sign(Buffer.from('{"a":1}')), SECRET)).toBe(true)
})
