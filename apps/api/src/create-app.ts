/** The HTTP application, ready to listen or to be handed to a function host. */
import type { Server } from 'node:http'
import type { Clock } from '@relance/relance'
import type { INestApplication } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import type { NestExpressApplication } from '@nestjs/platform-express'
import helmet from 'helmet'
import { AppModule } from './app.module.ts'
import type { Config } from './environment/config.ts'
import { QuietLogger } from './http/quiet-logger.ts'
import { bodyReaders, readRawBody } from './http/body.ts'
import { compressAnswers } from './http/pages/compress.ts'
import { correlate } from './http/request-context.ts'
import { RequestDurations } from './http/watch/request-durations.ts'
import { watchRequests } from './http/watch/watch-requests.ts'
import { addApiPage } from './http/pages/api-page.ts'
import { hasPanel, servePanel } from './http/pages/panel-files.ts'
import { serveSecurityText } from './http/pages/security-text.ts'
import { ProblemFilter } from './http/problem.filter.ts'
import { SchemaPipe } from './http/schema.pipe.ts'

/** `config.DATABASE_URL` must be set: whoever starts the application has seen to the database. `testClock`: for tests, which move time. */
export async function createApp(config: Config, testClock?: Clock): Promise<INestApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.for(config, testClock), {
    bodyParser: false,
    logger: new QuietLogger(),
    abortOnError: false,
  })
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('trust proxy', config.TRUST_PROXY)
  app.use(correlate)
  app.use(watchRequests(app.get(RequestDurations), config.LOG_REQUESTS))
  app.use(security(config))
  const securityText = serveSecurityText(config)
  if (securityText) app.use(securityText)
  if (hasPanel(config)) app.use(servePanel())
  app.use('/api', (_request: unknown, response: { set(name: string, value: string): void }, next: () => void) => {
    response.set('Cache-Control', 'no-store')
    next()
  })
  app.use('/api', compressAnswers())
  app.use('/api/whatsapp/webhook', readRawBody)
  for (const reader of bodyReaders) app.use(reader)
  app.useGlobalPipes(new SchemaPipe())
  app.useGlobalFilters(new ProblemFilter())
  addApiPage(app)
  limitSlowClients(app.getHttpServer())
  return app
}

/**
 * Headers within 10 seconds, the whole request within two minutes (a long import); looked at every two seconds. Node's own
 * limits are a minute, five minutes and half a minute.
 */
function limitSlowClients(server: Server & { connectionsCheckingInterval?: number }): void {
  server.headersTimeout = 10_000
  server.requestTimeout = 120_000
  server.connectionsCheckingInterval = 2_000
}

/** The panel fills its style elements by script, so all that is inline of them is nothing: this is the digest of nothing. */
const EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"

/** Nothing inline, neither scripts nor styles; the page of the API's description alone has styles of its own. */
function security(config: Config): ReturnType<typeof helmet> {
  const strict = helmet(policy(config, EMPTY_STYLE))
  const withStyles = helmet(policy(config, "'unsafe-inline'"))
  return (request, response, next) => {
    const isDocs = request.url === '/api/docs' || request.url?.startsWith('/api/docs/') === true
    return (isDocs ? withStyles : strict)(request, response, next)
  }
}

function policy(config: Config, inlineStyles: string): Parameters<typeof helmet>[0] {
  const isSecure = config.PUBLIC_URL?.startsWith('https:') === true
  return {
    // Other hosts of the domain are not ours to speak for.
    strictTransportSecurity: isSecure && { includeSubDomains: false },
    contentSecurityPolicy: {
      directives: {
        'base-uri': ["'none'"],
        'font-src': ["'self'"],
        'frame-ancestors': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'", inlineStyles],
        'img-src': ["'self'", 'data:'],
        'upgrade-insecure-requests': isSecure ? [] : null,
      },
    },
  }
}
