/** The little HTTP the sandbox needs: a body, a JSON answer. */
import type { IncomingMessage, ServerResponse } from 'node:http'

export interface Call {
  request: IncomingMessage
  response: ServerResponse
  method: string
  /** Decoded segments of the path. */
  path: readonly string[]
  query: URLSearchParams
  /** Undefined when there is no body; null when it is not JSON. */
  body: unknown
}

const MAX_BODY_BYTES = 1_048_576

export async function readCall(request: IncomingMessage, response: ServerResponse): Promise<Call> {
  const url = new URL(request.url ?? '/', 'http://sandbox.invalid')
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > MAX_BODY_BYTES) throw new Error('The body is too long.')
    chunks.push(chunk)
  }
  return {
    request,
    response,
    method: request.method ?? 'GET',
    path: url.pathname.split('/').filter(Boolean).map(decodeURIComponent),
    query: url.searchParams,
    body: parse(Buffer.concat(chunks).toString('utf8')),
  }
}

function parse(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

export function answer({ response }: Pick<Call, 'response'>, status: number, value: unknown): void {
  if (response.writableEnded || response.destroyed) return
  const body = Buffer.from(JSON.stringify(value))
  response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8', 'content-length': body.length })
  response.end(body)
}

/** A byte a second, for as long as somebody listens. */
export function answerSlowly({ response }: Pick<Call, 'response'>, status: number, value: unknown): void {
  const body = Buffer.from(JSON.stringify(value))
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length })
  let at = 0
  const timer = setInterval(() => {
    response.write(body.subarray(at, ++at))
    if (at >= body.length) response.end()
  }, 1_000)
  response.on('close', () => clearInterval(timer))
}
