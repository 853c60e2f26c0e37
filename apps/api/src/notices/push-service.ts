/** Push services of browsers: which addresses are allowed, and sending. The only importer of web-push. */
import webpush from 'web-push'
import type { PushKey } from './push-key.ts'
import { type PushAnswer, readRetryAfter } from './push-answers.pure.ts'

const TIMEOUT_MS = 10_000
/** Hosts of Chrome, Firefox, Safari and Edge, with any subdomain. */
const HOSTS = ['fcm.googleapis.com', 'push.services.mozilla.com', 'push.apple.com', 'notify.windows.com']

/**
 * A browser names the address the server calls, so that only known services are called: nobody can have it ask what stands in its own
 * network. `others`: origins.
 */
export function isPushService(endpoint: string, others: readonly string[]): boolean {
  if (!URL.canParse(endpoint)) return false
  const { protocol, hostname, port, username, password, origin } = new URL(endpoint)
  if (username !== '' || password !== '') return false
  if (others.includes(origin)) return true
  const isKnown = HOSTS.some((host) => hostname === host || hostname.endsWith(`.${host}`))
  return isKnown && protocol === 'https:' && port === ''
}

export interface Push {
  endpoint: string
  p256dh: Buffer
  auth: Buffer
  payload: string
  ttlSeconds: number
  /** A message that still waits at the service is replaced by a later one of the same topic. */
  topic: string
}

/** Never rejects. `subject`: the contact address for the service. */
export async function sendPush(push: Push, key: PushKey, subject: string): Promise<PushAnswer> {
  try {
    const { endpoint, headers, body } = webpush.generateRequestDetails(
      {
        endpoint: push.endpoint,
        keys: { p256dh: push.p256dh.toString('base64url'), auth: push.auth.toString('base64url') },
      },
      push.payload,
      {
        vapidDetails: { subject, publicKey: key.publicKey, privateKey: key.privateKey },
        TTL: push.ttlSeconds,
        topic: push.topic,
        urgency: 'high',
      },
    )
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
      body: new Uint8Array(body),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    await answer.body?.cancel()
    return { status: answer.status, retryAfterMs: readRetryAfter(answer.headers.get('retry-after'), Date.now()) }
  } catch (error) {
    return { status: null, code: codeOf(error) }
  }
}

/** Of the cause, where there is one: `fetch` only says that it failed. Endpoints are secrets, and messages quote them. */
function codeOf(error: unknown): string {
  const { name = '', code, cause } = error as { name?: string; code?: unknown; cause?: { code?: unknown } }
  return String(cause?.code ?? (typeof code === 'string' ? code : name))
}
