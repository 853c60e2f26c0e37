/** The log: one line per event, as JSON in production, without the roll call of routes and modules. */
import { ConsoleLogger, Injectable } from '@nestjs/common'
import { tracer } from '../tracing/tracer.ts'

const ROLL_CALL = new Set(['InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestFactory', 'NestApplication'])

@Injectable()
export class QuietLogger extends ConsoleLogger {
  constructor() {
    super({
      json: process.env.NODE_ENV === 'production' || !process.stdout.isTTY,
      colors: process.stdout.isTTY === true,
    })
  }

  override log(message: unknown, ...rest: unknown[]): void {
    const context = rest.at(-1)
    if (typeof context === 'string' && ROLL_CALL.has(context)) return
    super.log(message, ...(rest as [string]))
  }

  /** A line that was written within a trace says which, by the names that OpenTelemetry gives them outside of OTLP. */
  protected override getJsonLogObject(...given: Parameters<ConsoleLogger['getJsonLogObject']>) {
    const line = super.getJsonLogObject(...given)
    const here = tracer()?.here()
    return here ? { ...line, trace_id: here.traceId, span_id: here.spanId } : line
  }
}
