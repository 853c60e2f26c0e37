/** Switches tracing on where the configuration asks for it. */
import { Logger } from '@nestjs/common'
import type { Config } from '../environment/config.ts'
import { setTracer, tracer } from './tracer.ts'

/** The libraries are loaded only here: a server without tracing pays nothing for it. */
export async function startTracing(config: Config): Promise<void> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } = config
  if (!endpoint) return
  const { openTracer } = await import('./open-telemetry.ts')
  const logger = new Logger('tracing')
  setTracer(
    openTracer({
      endpoint,
      headers: config.OTEL_EXPORTER_OTLP_HEADERS,
      service: config.OTEL_SERVICE_NAME,
      role: config.APP_ROLE,
      ratio: config.OTEL_TRACES_SAMPLER_ARG,
      warn: (what) => logger.warn({ what }),
    }),
  )
}

export async function stopTracing(): Promise<void> {
  const stopped = tracer()
  setTracer(null)
  await stopped?.stop()
}
