/** The edges, with their spans; each as it was while tracing is off. */
import type { Db, Host, Sender } from '@relance/relance'
import type pg from 'pg'
import { statementOf } from './statement.pure.ts'
import { tracer, typeOfError } from './tracer.ts'

/** A run begins a trace of its own, which what it causes belongs to. */
export const tracedHost = (db: Db): Host => ({
  db,
  aroundRun: (runId, work) => {
    const on = tracer()
    if (!on) return work()
    const attributes = { 'relance.run.id': runId }
    return on.span('relance run', { kind: 'internal', origin: { kind: 'run', runId }, attributes }, work)
  },
})

/** A message belongs to the run that recorded it, however long it waited in the queue, and on whichever server. */
export const tracedSender = (sender: Sender): Sender => ({
  send: (message) => {
    const on = tracer()
    if (!on) return sender.send(message)
    const { relanceId, runId } = message
    const origin = runId === undefined ? undefined : ({ kind: 'caused', runId } as const)
    const attributes = { 'messaging.system': 'whatsapp', 'messaging.operation.type': 'send', 'relance.id': relanceId }
    return on.span('send whatsapp', { kind: 'internal', origin, attributes }, async (span) => {
      const outcome = await sender.send(message)
      span.set({ 'relance.outcome': outcome.kind })
      if (outcome.kind !== 'accepted') span.fail(String(outcome.error.code ?? outcome.kind))
      return outcome
    })
  },
})

/** Calls of the Cloud API. Its addresses hold ids of numbers and templates, so that the host is all that is kept. */
export const tracedFetch: typeof globalThis.fetch = (input, init) => {
  const on = tracer()
  if (!on) return fetch(input, init)
  const method = init?.method ?? 'GET'
  const { hostname } = new URL(input instanceof Request ? input.url : input)
  const attributes = { 'http.request.method': method, 'server.address': hostname }
  return on.span(method, { kind: 'client', attributes }, async (span) => {
    const answer = await fetch(input, init)
    span.set({ 'http.response.status_code': answer.status })
    if (answer.status >= 400) span.fail(String(answer.status))
    return answer
  })
}

/** Statements that are part of something; what loops ask all day long is left out. */
export function traceStatements(pools: readonly pg.Pool[]): void {
  if (!tracer()) return
  for (const pool of pools) pool.on('connect', traceConnection)
}

function traceConnection(client: pg.PoolClient): void {
  const ask = client.query.bind(client) as (...given: unknown[]) => Promise<pg.QueryResult>
  const traced = (...given: unknown[]): unknown => {
    const on = tracer()
    const [sql] = given
    if (typeof sql !== 'string' || !on?.here()) return ask(...given)
    const { operation, text } = statementOf(sql)
    const attributes = { 'db.system.name': 'postgresql', 'db.operation.name': operation, 'db.query.text': text }
    return on.span(operation, { kind: 'client', attributes }, async (span) => {
      try {
        const answer = await ask(...given)
        if (typeof answer.rowCount === 'number') span.set({ 'db.response.returned_rows': answer.rowCount })
        return answer
      } catch (error) {
        span.set({ 'db.response.status_code': typeOfError(error) })
        throw error
      }
    })
  }
  client.query = traced as typeof client.query
}
