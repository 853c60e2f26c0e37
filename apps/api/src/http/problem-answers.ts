/** The refusals of every operation, derived from what can refuse: the access matrix, the schemas a route names, the limits. */
import { STATUS_CODES } from 'node:http'
import { type Access, accessTo, PROBLEMS, type ProblemCode } from '@relance/contract'
import type { OpenAPIObject } from '@nestjs/swagger'
import { SESSION_COOKIE } from './session-cookie.ts'

type PathItem = OpenAPIObject['paths'][string]
type Operation = NonNullable<PathItem['get']>
type Responses = Operation['responses']

const METHODS = ['get', 'post', 'put', 'delete'] as const

/** Questions that need a body are sent by POST, and conflict with nothing. */
const ASKS = /\/(preview|preflight|columns|check|login|logout)$/

const CODES = Object.keys(PROBLEMS) as ProblemCode[]

const problemAnswer = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
})

/** One response per status, which names the codes it may hold. */
function answersOf(statuses: Iterable<number>) {
  const answers = [...statuses].map((status) => {
    const codes = CODES.filter((code) => PROBLEMS[code] === status).map((code) => `\`${code}\``)
    return [`Problem${status}`, problemAnswer(`Refused: ${codes.join(', ')}`)] as const
  })
  return { ...Object.fromEntries(answers), AnyProblem: problemAnswer('Any other problem; `code` says which') }
}

/** Adds to a document what no route says by itself: who may call it, and how it refuses. */
export function addRefusals(document: OpenAPIObject): OpenAPIObject {
  const used = new Set<number>()
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method]
      if (!operation) continue
      const access = accessTo(method.toUpperCase(), path.replace(/\{(\w+)\}/g, ':$1'))
      delete operation.security
      if (access === 'public' || access === 'cron') operation.security = SECURITY[access]
      const statuses = statusesOf(operation, { path, method, access })
      for (const status of statuses) used.add(status)
      operation.responses = { ...described(operation.responses), ...refusals(statuses) }
    }
  }
  document.security = SIGNED_IN
  document.components = { ...document.components, responses: answersOf(used) }
  return document
}

/** The standard's words for a status where a route has none of its own. */
function described(responses: Responses): Responses {
  for (const [status, answer] of Object.entries(responses)) {
    if (answer && 'description' in answer) answer.description ||= STATUS_CODES[status] ?? status
  }
  return responses
}

type Security = NonNullable<Operation['security']>
const SIGNED_IN: Security = [{ session: [] }, { api: [] }]
const SECURITY: Record<'public' | 'cron', Security> = { public: [], cron: [{ cron: [] }] }

interface Route {
  path: string
  method: (typeof METHODS)[number]
  access: Access | null
}

/** Without those the route answers with a shape of its own. */
function statusesOf(operation: Operation, route: Route): number[] {
  const statuses = new Set([...ofAccess(route), ...ofInput(operation), ...ofState(operation, route)])
  return [...statuses].filter((status) => !(status in operation.responses)).sort((one, other) => one - other)
}

function refusals(statuses: readonly number[]): Responses {
  const named = statuses.map((status) => [status, { $ref: `#/components/responses/Problem${status}` }])
  return Object.fromEntries([...named, ['default', { $ref: '#/components/responses/AnyProblem' }]])
}

/** A token that only reads is refused whatever writes. */
function ofAccess({ access, method }: Route): number[] {
  if (access === 'public' || access === null) return []
  if (access === 'cron') return [401, 429]
  return access === 'closer' && method === 'get' ? [401, 429] : [401, 403, 429]
}

function ofInput({ parameters = [], requestBody }: Operation): number[] {
  const places = parameters.flatMap((parameter) => ('in' in parameter ? [parameter.in] : []))
  return [
    ...(places.includes('query') ? [400] : []),
    ...(places.includes('path') ? [404] : []),
    ...(requestBody ? [400, 422] : []),
  ]
}

function ofState({ parameters = [] }: Operation, { path, method, access }: Route): number[] {
  const comparesVersions = parameters.some((parameter) => 'name' in parameter && parameter.name === 'If-Match')
  const changes = method !== 'get' && access !== 'cron' && access !== 'public' && !ASKS.test(path)
  return [...(changes ? [409] : []), ...(comparesVersions ? [412] : []), ...(path.startsWith('/health/') ? [] : [503])]
}

/** How one signs in, for the document's `securitySchemes`. */
export const SESSION_SCHEME = { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE } as const
