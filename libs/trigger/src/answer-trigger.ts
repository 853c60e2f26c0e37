/** The trigger as one function from a web request to a web response, for hosts that have no server of their own. */
import {
  autoRelanceQuery,
  languageOf,
  PROBLEMS,
  type ProblemCode,
  problemOf,
  type Refusal,
  refusalsOf,
} from '@relance/contract'
import { coverAbsences, type Host, readNow, timed, troubleOf } from '@relance/relance'
import { bearerLimit, takeAttempt } from './attempts.ts'
import { type Caller, callerOf } from './caller-of.ts'
import { problemOfTrouble, retryAfter } from './database-problems.ts'
import { nightlyShare } from './nightly/nightly-share.ts'
import { callTimes, runOnRequest } from './run-on-request.ts'

export interface TriggerHost extends Host {
  /** What CRON_SECRET holds. */
  secrets: readonly string[]
  /** Seconds; below the time after which the platform ends the function. */
  maxBudgetSeconds: number
  /** Whom to slow down when it guesses; a name that the platform sets and the caller cannot. */
  addressOf: (request: Request) => string
  /** Told of what broke; never anything personal. */
  report: (what: { correlationId: string; what: string }) => void
}

interface Problem {
  code: ProblemCode
  refusals?: readonly Refusal[]
  params?: Readonly<Record<string, string | number>>
  headers?: Readonly<Record<string, string>>
}

const troubled = (code: ProblemCode): Problem => ({ code, headers: retryAfter(code) })

const isProblem = (answer: object): answer is Problem => 'code' in answer

/** Always resolves. The same answers, headers and codes as the server's own route. */
export async function answerTrigger(host: TriggerHost, request: Request): Promise<Response> {
  const correlationId = crypto.randomUUID()
  const headers = { 'Cache-Control': 'no-store', 'X-Request-Id': correlationId }
  const answer = await answerOrProblem(host, request, correlationId).catch((error: unknown): Problem => {
    const { name = 'Error', code = '' } = error as { name?: string; code?: string }
    host.report({ correlationId, what: `The trigger failed: ${name} ${code}` })
    const trouble = troubleOf(error)
    return troubled(trouble ? problemOfTrouble[trouble] : 'unavailable')
  })
  if (!isProblem(answer)) return Response.json(answer, { headers })
  const problem = problemOf(answer.code, answer, {
    language: languageOf(request.headers.get('accept-language') ?? undefined),
    instance: new URL(request.url).pathname,
    correlationId,
  })
  return new Response(JSON.stringify(problem), {
    status: PROBLEMS[answer.code],
    headers: { ...headers, 'Content-Type': 'application/problem+json', ...answer.headers },
  })
}

async function answerOrProblem(host: TriggerHost, request: Request, correlationId: string): Promise<object> {
  const begunAt = performance.now()
  if (request.method !== 'GET' && request.method !== 'POST') {
    return { code: 'method_not_allowed', params: { allowed: 'GET, POST' }, headers: { Allow: 'GET, POST' } }
  }
  const { searchParams } = new URL(request.url)
  const caller = await authorise(host, request, searchParams)
  if ('code' in caller) return caller
  const query = autoRelanceQuery.safeParse(queryOf(searchParams))
  if (!query.success) return { code: 'invalid_query', refusals: refusalsOf(query.error.issues) }
  const answer = await runOnRequest(
    host,
    { trigger: 'http', caller, maxBudgetSeconds: host.maxBudgetSeconds },
    query.data,
  )
  if (!answer.ok) return answer
  if (query.data.dryRun) return answer.report
  await coverAbsences(host)
  const takenMs = performance.now() - begunAt
  const { beginMs, answerMs } = callTimes(query.data.budget, host.maxBudgetSeconds)
  // What is due comes first: a partial run is called again at once.
  if (answer.report.state === 'completed') {
    const report = (what: string): void => host.report({ correlationId, what })
    const left = { beginMs: beginMs - takenMs, answerMs: answerMs - takenMs }
    await nightlyShare({ ...host, report }, answer.report.runId, left)
  }
  return answer.report
}

/** The caller, or why there is none. */
async function authorise(host: TriggerHost, request: Request, query: URLSearchParams): Promise<Caller | Problem> {
  if (query.has('access_token')) {
    return { code: 'token_not_in_header', headers: { 'WWW-Authenticate': 'Bearer error="invalid_request"' } }
  }
  const header = request.headers.get('authorization')
  if (header === null) return { code: 'token_missing', headers: { 'WWW-Authenticate': 'Bearer' } }
  const bearer = /^Bearer +([\x21-\x7e]+)$/i.exec(header)?.[1]
  const now = await readNow(timed(host))
  const caller = bearer === undefined ? null : await callerOf(host.db, host.secrets, bearer, now)
  if (caller !== null) return caller
  const waitSeconds = await takeAttempt(host.db, [bearerLimit(host.addressOf(request))], now)
  return waitSeconds > 0
    ? { code: 'too_many_requests', headers: { 'Retry-After': String(waitSeconds) } }
    : { code: 'token_wrong', headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' } }
}

/** A key that is given twice is a list, and so refused like any other wrong value. */
const queryOf = (query: URLSearchParams): Record<string, string | string[]> =>
  Object.fromEntries(
    [...new Set(query.keys())].map((key) => {
      const values = query.getAll(key)
      return [key, values.length === 1 ? (values[0] ?? '') : values]
    }),
  )
