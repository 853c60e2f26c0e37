/**
 * Spans at the edges of this server: requests, runs, statements, calls to WhatsApp. Without a place to send them to, nothing is
 * loaded and nothing is measured. Attributes hold nothing personal: no address, no parameter, no message of an error.
 */

export type Attributes = Readonly<Record<string, string | number | boolean>>

/** Where a span belongs when it is not part of the span around it. */
export type Origin =
  /** Who called may be part of a trace already (W3C Trace Context). */
  | { kind: 'caller'; headers: Readonly<Record<string, unknown>> }
  /** The span is the run. The id of the run is the id of its trace, so that what it causes later finds it, on any server. */
  | { kind: 'run'; runId: string }
  /** Something a run has caused. */
  | { kind: 'caused'; runId: string }

export interface SpanOptions {
  kind: 'server' | 'client' | 'internal'
  origin?: Origin | undefined
  attributes?: Attributes
}

export interface Span {
  set(attributes: Attributes): void
  rename(name: string): void
  /** `type`: a code or the name of an error. */
  fail(type: string): void
}

export interface Tracer {
  /** The span ends with `work`, and has failed when `work` rejects. */
  span<Result>(name: string, options: SpanOptions, work: (span: Span) => Promise<Result>): Promise<Result>
  /** What the log says of the span around it; null outside of one. */
  here(): { traceId: string; spanId: string } | null
  /** Sends what is left, for a few seconds at most. */
  stop(): Promise<void>
}

let current: Tracer | null = null

/** Null while tracing is off. */
export const tracer = (): Tracer | null => current

export function setTracer(next: Tracer | null): void {
  current = next
}

/** What tells one failure from another without quoting it: a SQLSTATE, a code of Node, or the name of the error. */
export function typeOfError(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown }
  return typeof code === 'string' ? code : typeof name === 'string' ? name : 'error'
}
