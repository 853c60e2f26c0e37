/**
 * A strict stand-in for a push service and the browser behind it: it lets in whom RFC 8292 lets in, reads what RFC 8291 lets the browser
 * read, and refuses the rest. Written against the standards alone: it shares no code with what it checks.
 */
import { createDecipheriv, createECDH, createHmac, createPublicKey, type ECDH, randomBytes, verify } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** As `PushSubscription.toJSON()` gives it. */
export interface TestSubscription {
  endpoint: string
  keys: { p256dh: string; auth: string }
}

export interface ReceivedPush {
  endpoint: string
  payload: Record<string, unknown>
  ttlSeconds: number
  topic: string | null
  urgency: string | null
  subject: string
}

export interface TestPushService {
  /** To be named in PUSH_SERVICES. */
  origin: string
  /** A browser subscribes with the public key of whom it lets send. */
  subscribe(applicationServerKey: string): TestSubscription
  /** What was accepted, the oldest first. */
  received: ReceivedPush[]
  /** Why others were refused. */
  refused: string[]
  /** The next requests are answered so, before they are looked at; `hang` answers nothing. */
  answerNext(...answers: (number | { status: number; retryAfter: string } | 'hang')[]): void
  /** Resolves with the accepted ones when there are so many. */
  whenReceived(count: number): Promise<ReceivedPush[]>
  stop(): Promise<void>
}

interface Browser {
  applicationServerKey: string
  keys: ECDH
  auth: Buffer
}

class Refusal extends Error {
  constructor(
    readonly status: number,
    why: string,
  ) {
    super(why)
  }
}

const LONGEST_TOKEN_S = 24 * 60 * 60
/** What a service has to take at least, and the most that most take. */
const MOST_BYTES = 4_096

export async function startPushService(): Promise<TestPushService> {
  const browsers = new Map<string, Browser>()
  const received: ReceivedPush[] = []
  const refused: string[] = []
  const answers: (number | { status: number; retryAfter: string } | 'hang')[] = []
  const waiting = new Set<() => void>()
  const server = createServer((request, response) => {
    void (async () => {
      const body = await bodyOf(request)
      const answer = answers.shift()
      if (answer === 'hang') return
      if (answer !== undefined) {
        const { status, retryAfter } = typeof answer === 'number' ? { status: answer, retryAfter: null } : answer
        response.writeHead(status, retryAfter === null ? {} : { 'Retry-After': retryAfter }).end()
        return
      }
      try {
        received.push(accept(request, body))
        response.writeHead(201, { Location: `${origin}/message/${received.length}` }).end()
        for (const look of waiting) look()
      } catch (error) {
        refused.push((error as Error).message)
        response.writeHead(error instanceof Refusal ? error.status : 400).end()
      }
    })()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  function accept(request: IncomingMessage, body: Buffer): ReceivedPush {
    const browser = browsers.get(request.url ?? '')
    if (request.method !== 'POST') throw new Refusal(405, 'Only POST is a message.')
    if (!browser) throw new Refusal(404, 'Nobody is subscribed there.')
    const subject = checkVapid(request.headers.authorization ?? '', browser.applicationServerKey, origin)
    const ttl = String(request.headers.ttl ?? '')
    if (!/^\d{1,8}$/.test(ttl)) throw new Refusal(400, 'TTL is missing.')
    if (request.headers['content-encoding'] !== 'aes128gcm') throw new Refusal(415, 'Not encrypted with aes128gcm.')
    if (body.length > MOST_BYTES) throw new Refusal(413, 'Too long.')
    const { topic = null, urgency = null } = request.headers as { topic?: string; urgency?: string }
    if (topic !== null && !/^[\w-]{1,32}$/.test(topic)) throw new Refusal(400, 'The topic is not base64url.')
    const payload = JSON.parse(decryptPush(body, browser)) as Record<string, unknown>
    return { endpoint: `${origin}${request.url}`, payload, ttlSeconds: Number(ttl), topic, urgency, subject }
  }

  return {
    origin,
    received,
    refused,
    subscribe: (applicationServerKey) => {
      const keys = createECDH('prime256v1')
      keys.generateKeys()
      const auth = randomBytes(16)
      const path = `/push/${randomBytes(24).toString('base64url')}`
      browsers.set(path, { applicationServerKey, keys, auth })
      return {
        endpoint: `${origin}${path}`,
        keys: { p256dh: keys.getPublicKey('base64url'), auth: auth.toString('base64url') },
      }
    },
    answerNext: (...next) => void answers.push(...next),
    whenReceived: (count) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (received.length < count) return
          waiting.delete(look)
          resolve(received)
        }
        waiting.add(look)
        look()
      }),
    stop: async () => {
      server.close()
      server.closeAllConnections()
      if (server.listening) await once(server, 'close')
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

/** RFC 8292. Returns whom the sender names as the one to turn to. */
function checkVapid(header: string, applicationServerKey: string, origin: string): string {
  const [, token = '', key = ''] = /^vapid t=([\w-]+\.[\w-]+\.[\w-]+), ?k=([\w-]+)$/.exec(header) ?? []
  if (token === '') throw new Refusal(401, 'No VAPID token.')
  if (key !== applicationServerKey) throw new Refusal(403, 'The browser has let in another key.')
  const [head = '', claims = '', signature = ''] = token.split('.')
  const { alg } = JSON.parse(String(Buffer.from(head, 'base64url'))) as { alg?: string }
  if (alg !== 'ES256') throw new Refusal(403, 'The token is not signed with ES256.')
  const point = Buffer.from(key, 'base64url')
  const publicKey = createPublicKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
  })
  const isSigned = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  if (!isSigned) throw new Refusal(403, 'The token is not signed with its key.')
  const { aud, exp, sub } = JSON.parse(String(Buffer.from(claims, 'base64url'))) as Record<string, unknown>
  if (aud !== origin) throw new Refusal(403, 'The token is for another service.')
  const leftS = Number(exp) - Date.now() / 1_000
  if (!(leftS > 0 && leftS <= LONGEST_TOKEN_S)) throw new Refusal(403, 'The token is over, or lasts for too long.')
  if (!/^(mailto:[^@\s]+@[^@\s]+|https:\/\/\S+)$/.test(String(sub))) throw new Refusal(403, 'The token names nobody.')
  return String(sub)
}

const hkdf = (salt: Buffer, secret: Buffer, info: Buffer, length: number): Buffer => {
  const extracted = createHmac('sha256', salt).update(secret).digest()
  return createHmac('sha256', extracted)
    .update(Buffer.concat([info, Buffer.from([1])]))
    .digest()
    .subarray(0, length)
}

/** RFC 8291 in one record of RFC 8188, which is all a message may have. */
function decryptPush(body: Buffer, { keys, auth }: Browser): string {
  const salt = body.subarray(0, 16)
  const recordSize = body.readUInt32BE(16)
  const keyLength = body.readUInt8(20)
  const senderKey = body.subarray(21, 21 + keyLength)
  const record = body.subarray(21 + keyLength)
  if (keyLength !== 65) throw new Refusal(400, 'No key of the sender.')
  if (record.length > recordSize) throw new Refusal(400, 'More than one record.')
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), keys.getPublicKey(), senderKey])
  const secret = hkdf(auth, keys.computeSecret(senderKey), info, 32)
  const key = hkdf(salt, secret, Buffer.from('Content-Encoding: aes128gcm\0'), 16)
  const nonce = hkdf(salt, secret, Buffer.from('Content-Encoding: nonce\0'), 12)
  const decipher = createDecipheriv('aes-128-gcm', key, nonce, { authTagLength: 16 })
  decipher.setAuthTag(record.subarray(-16))
  const text = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()])
  const end = text.lastIndexOf(2)
  if (end === -1 || text.subarray(end + 1).some((byte) => byte !== 0))
    throw new Refusal(400, 'Not padded as one record.')
  return text.subarray(0, end).toString()
}
