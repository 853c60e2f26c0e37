/** A strict receiver of traces: takes what OTLP over HTTP allows in JSON, and remembers each thing that it does not. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'

const id = (bytes: number) => z.string().regex(new RegExp(`^(?!0+$)[0-9a-f]{${bytes * 2}}$`))
const instant = z.string().regex(/^[1-9]\d{18}$/)
const value = z.strictObject({
  stringValue: z.string().optional(),
  boolValue: z.boolean().optional(),
  intValue: z
    .number()
    .int()
    .or(z.string().regex(/^-?\d+$/))
    .optional(),
  doubleValue: z.number().optional(),
})
const attributes = z.array(z.strictObject({ key: z.string().min(1), value }))
const count = z.number().int().nonnegative()
const span = z.strictObject({
  traceId: id(16),
  spanId: id(8),
  parentSpanId: id(8).optional(),
  traceState: z.string().optional(),
  flags: count.optional(),
  name: z.string().min(1),
  kind: z.number().int().min(1).max(5),
  startTimeUnixNano: instant,
  endTimeUnixNano: instant,
  attributes: attributes.default([]),
  droppedAttributesCount: count.optional(),
  events: z.array(z.never()).default([]),
  droppedEventsCount: count.optional(),
  links: z
    .array(
      z.strictObject({
        traceId: id(16),
        spanId: id(8),
        flags: count.optional(),
        traceState: z.string().optional(),
        attributes: attributes.optional(),
        droppedAttributesCount: count.optional(),
      }),
    )
    .default([]),
  droppedLinksCount: count.optional(),
  status: z.strictObject({ code: z.number().int().min(0).max(2), message: z.string().optional() }).optional(),
})
const request = z.strictObject({
  resourceSpans: z.array(
    z.strictObject({
      resource: z.strictObject({ attributes, droppedAttributesCount: count.optional() }),
      schemaUrl: z.string().optional(),
      scopeSpans: z.array(
        z.strictObject({
          scope: z.strictObject({ name: z.string().min(1), version: z.string().optional() }),
          schemaUrl: z.string().optional(),
          spans: z.array(span).min(1),
        }),
      ),
    }),
  ),
})

type Values = Record<string, string | number | boolean | undefined>
export interface ReceivedSpan extends Omit<z.infer<typeof span>, 'attributes'> {
  attributes: Values
  resource: Values
}

export interface OtlpReceiver {
  endpoint: string
  spans: ReceivedSpan[]
  /** The bodies as they came. */
  texts: string[]
  refused: string[]
  stop(): Promise<void>
}

const valuesOf = (list: z.infer<typeof attributes>): Values =>
  Object.fromEntries(list.map(({ key, value: one }) => [key, Object.values(one)[0]]))

/** `authorization`: what each request has to bring. */
export async function startOtlpReceiver(authorization: string): Promise<OtlpReceiver> {
  const spans: ReceivedSpan[] = []
  const texts: string[] = []
  const refused: string[] = []
  const server = createServer(async (asked, answer) => {
    let text = ''
    for await (const chunk of asked) text += chunk
    texts.push(text)
    const { method, url, headers } = asked
    const head = `${method} ${url} ${headers['content-type']} ${headers.authorization}`
    const isAsWanted = head === `POST /v1/traces application/json ${authorization}`
    const read = isAsWanted ? request.safeParse(JSON.parse(text)) : null
    if (!read?.success) refused.push(read ? z.prettifyError(read.error) : head)
    for (const { resource, scopeSpans } of read?.data?.resourceSpans ?? [])
      for (const one of scopeSpans.flatMap((scope) => scope.spans))
        spans.push({ ...one, attributes: valuesOf(one.attributes), resource: valuesOf(resource.attributes) })
    answer.writeHead(read?.success ? 200 : 400, { 'content-type': 'application/json' }).end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    texts,
    refused,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
