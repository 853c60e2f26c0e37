/** One call to the Graph API: bounded in time and size, never redirected, and honest about what may have happened. */
import { type MetaError, readMetaError, scrub } from './errors.pure.ts'

/** Where the Cloud API is and who asks. `fetch` is the host's. */
export interface Cloud {
  url: string
  version: string
  token: string
  fetch: typeof globalThis.fetch
  /** How long a whole answer is waited for. */
  timeoutMs: number
}

export interface CloudRequest {
  method: 'GET' | 'POST'
  /** Segments after the version; each is encoded. */
  path: readonly string[]
  query?: Readonly<Record<string, string>>
  body?: unknown
  /** At most this much of the answer is read. */
  maxBytes?: number
}

export type CloudAnswer =
  | { kind: 'answered'; status: number; json: unknown; error: MetaError | null; retryAfterMs: number | undefined }
  /** No whole answer. `isSent` is false when the request certainly never left. */
  | { kind: 'lost'; isSent: boolean; details: string }

const MAX_BYTES = 64 * 1_024

export async function ask(cloud: Cloud, request: CloudRequest): Promise<CloudAnswer> {
  const { token, timeoutMs } = cloud
  const body = request.body === undefined ? undefined : JSON.stringify(request.body)
  const signal = AbortSignal.timeout(timeoutMs)
  let status = 0
  try {
    const answer = await cloud.fetch(addressOf(cloud, request), {
      method: request.method,
      headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
      redirect: 'manual',
      signal,
      ...(body !== undefined && { body }),
    })
    status = answer.status
    const json = parse(await readBounded(answer, request.maxBytes ?? MAX_BYTES))
    const error = readMetaError((json as { error?: unknown } | null)?.error)
    return { kind: 'answered', status, json, error, retryAfterMs: waitOf(answer.headers) }
  } catch (error) {
    // Headers without their whole body: the request was taken, whatever became of it.
    if (status > 0) return { kind: 'lost', isSent: true, details: `The answer (HTTP ${status}) broke off.` }
    return lost(error, signal.aborted, timeoutMs, [token])
  }
}

function addressOf({ url, version }: Cloud, { path, query = {} }: CloudRequest): string {
  const base = url.replace(/\/+$/, '')
  const search = new URLSearchParams(query).toString()
  return `${base}/${[version, ...path].map(encodeURIComponent).join('/')}${search && `?${search}`}`
}

/** Stops reading, and so fails, beyond `maxBytes`. */
async function readBounded(answer: Response, maxBytes: number): Promise<string> {
  if (!answer.body) return ''
  const reader = answer.body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    bytes += value.byteLength
    if (bytes > maxBytes) {
      await reader.cancel()
      throw new Error('The answer is too long.')
    }
    text += decoder.decode(value, { stream: true })
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** `Retry-After` in seconds or as a date, or the minutes after which an account says it may call again. */
function waitOf(headers: Headers): number | undefined {
  const seconds = secondsToWait(headers)
  if (seconds !== null) return Math.min(seconds, 86_400) * 1_000
  const usage = headers.get('x-business-use-case-usage') ?? ''
  const minutes = [...usage.matchAll(/"estimated_time_to_regain_access"\s*:\s*(\d{1,6})/g)].map(([, text]) =>
    Number(text),
  )
  const longest = Math.max(0, ...minutes)
  return longest > 0 ? Math.min(longest, 1_440) * 60_000 : undefined
}

/** A date counts from the answer's own: their clock is not ours. */
function secondsToWait(headers: Headers): number | null {
  const told = headers.get('retry-after')?.trim() ?? ''
  if (/^\d+(\.\d+)?$/.test(told)) return Number(told)
  const seconds = (Date.parse(told) - Date.parse(headers.get('date') ?? '')) / 1_000
  return Number.isFinite(seconds) ? Math.max(0, seconds) : null
}

/** Failures of finding, reaching or trusting the server: all before the first byte of a request is written. */
const BEFORE_SENDING =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|ENETDOWN|EMFILE|ENFILE|UND_ERR_CONNECT_TIMEOUT|CERT_\w+|ERR_TLS_CERT\w*|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|ERR_INVALID_URL)$/
/** These may also end a connection that was in use, so they count only while connecting. */
const ONLY_WHILE_CONNECTING = /^(EHOSTUNREACH|ENETUNREACH|ENETDOWN)$/

interface Cause {
  name?: unknown
  code?: unknown
  syscall?: unknown
  errors?: unknown
  cause?: unknown
}

/** An error that we cannot read counts as sent: nobody may send again on a guess. */
function lost(error: unknown, isTimedOut: boolean, timeoutMs: number, secrets: readonly string[]): CloudAnswer {
  const isSent =
    isTimedOut || !causesOf(error).some((cause) => typeof cause.code === 'string' && isBeforeSending(cause))
  return { kind: 'lost', isSent, details: scrub(failureOf(error, timeoutMs), secrets) }
}

/** Why a call got no answer: the system's code for it, never its words, which may quote addresses. */
export function failureOf(error: unknown, timeoutMs: number): string {
  const causes = causesOf(error)
  if (causes.some(({ name }) => name === 'TimeoutError')) return `No answer within ${timeoutMs / 1_000} seconds.`
  const code = causes.map((cause) => cause.code).find((one) => typeof one === 'string')
  return `The connection failed (${String(code ?? 'no reason given')}).`
}

const isBeforeSending = ({ code, syscall }: Cause): boolean =>
  BEFORE_SENDING.test(String(code)) &&
  (!ONLY_WHILE_CONNECTING.test(String(code)) || syscall === undefined || syscall === 'connect')

function causesOf(error: unknown, depth = 0): Cause[] {
  if (typeof error !== 'object' || error === null || depth > 4) return []
  const { cause, errors } = error as Cause
  const several = Array.isArray(errors) ? errors.slice(0, 8) : []
  return [error, ...[cause, ...several].flatMap((one) => causesOf(one, depth + 1))]
}
