/** The tracer that sends spans by OTLP over HTTP. Loaded only when OTEL_EXPORTER_OTLP_ENDPOINT is set. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  type Context,
  defaultTextMapGetter,
  diag,
  DiagLogLevel,
  type Link,
  ROOT_CONTEXT,
  type Span as ApiSpan,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
} from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { W3CTraceContextPropagator } from '@opentelemetry/core'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import {
  BatchSpanProcessor,
  type IdGenerator,
  ParentBasedSampler,
  RandomIdGenerator,
  type Sampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace'
import { type Origin, type Span, type Tracer, typeOfError } from './tracer.ts'

const EXPORT_MS = 10_000
/** At the end of the process; the whole end has a few seconds. */
const LAST_EXPORT_MS = 2_000
const WARN_EVERY_MS = 10 * 60_000

export interface TracingOptions {
  endpoint: string
  headers?: Record<string, string> | undefined
  service: string
  role: string
  /** The part of all traces that is kept, 0 to 1. */
  ratio: number
  warn: (what: string) => void
}

const KINDS = { server: SpanKind.SERVER, client: SpanKind.CLIENT, internal: SpanKind.INTERNAL } as const

export function openTracer({ endpoint, headers, service, role, ratio, warn }: TracingOptions): Tracer {
  quietly(warn)
  const contexts = new AsyncLocalStorageContextManager().enable()
  const ids = new RunIds()
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/+$/, '')}/v1/traces`,
    timeoutMillis: EXPORT_MS,
    ...(headers && { headers }),
  })
  const provider = new TracerProvider({
    sampler: samplerOf(ratio),
    idGenerator: ids,
    resource: resourceFromAttributes({
      'service.name': service,
      'service.instance.id': randomUUID(),
      'relance.role': role,
    }),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  })
  const spans = provider.getTracer('relance')
  const active = (): Context => contexts.active()
  return {
    async span(name, { kind, origin, attributes = {} }, work) {
      const { parent, links } = placeOf(origin, active())
      const span = ids.during(origin?.kind === 'run' ? origin.runId : null, () =>
        spans.startSpan(name, { kind: KINDS[kind], attributes, links }, parent),
      )
      try {
        return await contexts.with(trace.setSpan(active(), span), () => work(spanOf(span)))
      } catch (error) {
        failSpan(span, typeOfError(error))
        throw error
      } finally {
        span.end()
      }
    },
    here: () => trace.getSpanContext(active()) ?? null,
    async stop() {
      await Promise.race([provider.shutdown().catch(() => undefined), sleep(LAST_EXPORT_MS, undefined, { ref: false })])
      contexts.disable()
      diag.disable()
    },
  }
}

/** Every server keeps the same traces, since it goes by their ids; whoever calls may only ask for less. */
function samplerOf(ratio: number): Sampler {
  const byId = new TraceIdRatioBasedSampler(ratio)
  return new ParentBasedSampler({ root: byId, remoteParentSampled: byId })
}

/** 16 bytes both, and neither is ever nothing but zeros. */
const traceIdOf = (runId: string): string => runId.replaceAll('-', '')
const spanIdOf = (runId: string): string => traceIdOf(runId).slice(16)

/** Ids by chance, but for the span that begins a run. */
class RunIds implements IdGenerator {
  private readonly byChance = new RandomIdGenerator()
  private runId: string | null = null

  /** `begin` makes the span of the run. */
  during<Result>(runId: string | null, begin: () => Result): Result {
    this.runId = runId
    try {
      return begin()
    } finally {
      this.runId = null
    }
  }

  generateTraceId(): string {
    return this.runId === null ? this.byChance.generateTraceId() : traceIdOf(this.runId)
  }

  generateSpanId(): string {
    return this.runId === null ? this.byChance.generateSpanId() : spanIdOf(this.runId)
  }
}

const propagator = new W3CTraceContextPropagator()

function placeOf(origin: Origin | undefined, around: Context): { parent: Context; links: Link[] } {
  if (!origin) return { parent: around, links: [] }
  if (origin.kind === 'caller')
    return { parent: propagator.extract(ROOT_CONTEXT, origin.headers, defaultTextMapGetter), links: [] }
  if (origin.kind === 'run') {
    const asked = trace.getSpanContext(around)
    return { parent: ROOT_CONTEXT, links: asked ? [{ context: asked }] : [] }
  }
  const run = { traceId: traceIdOf(origin.runId), spanId: spanIdOf(origin.runId) }
  const parent = { ...run, traceFlags: TraceFlags.SAMPLED, isRemote: true }
  return { parent: trace.setSpanContext(ROOT_CONTEXT, parent), links: [] }
}

const spanOf = (span: ApiSpan): Span => ({
  set: (attributes) => void span.setAttributes(attributes),
  rename: (name) => void span.updateName(name),
  fail: (type) => failSpan(span, type),
})

function failSpan(span: ApiSpan, type: string): void {
  span.setAttribute('error.type', type).setStatus({ code: SpanStatusCode.ERROR })
}

/** A collector that is away costs traces and nothing else; what the library says of it may quote addresses. */
function quietly(warn: (what: string) => void): void {
  let warnedAt = Number.NEGATIVE_INFINITY
  const tell = (): void => {
    if (performance.now() - warnedAt < WARN_EVERY_MS) return
    warnedAt = performance.now()
    warn('Traces could not be delivered to OTEL_EXPORTER_OTLP_ENDPOINT')
  }
  const nothing = (): void => undefined
  diag.setLogger(
    { error: tell, warn: tell, info: nothing, debug: nothing, verbose: nothing },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  )
}
