/** The description of the API, made from the routes and their schemas. */
import type { INestApplication } from '@nestjs/common'
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger'

export function describeApi(app: INestApplication): OpenAPIObject {
  const about = new DocumentBuilder()
    .setTitle('Relance')
    .setDescription(
      'WhatsApp follow-ups: leads, rules, relances, runs. Lists speak the dialect of ra-data-simple-rest. Every error is an application/problem+json (RFC 9457).',
    )
    .setVersion('1')
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addBearerAuth({ type: 'http', description: 'API_TOKEN' }, 'api')
    .addBearerAuth({ type: 'http', description: 'CRON_SECRET' }, 'cron')
    .build()
  return SwaggerModule.createDocument(app, about, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  })
}

export function addOpenApi(app: INestApplication): void {
  SwaggerModule.setup('api/docs', app, () => describeApi(app), {
    jsonDocumentUrl: 'api/openapi.json',
    yamlDocumentUrl: 'api/openapi.yaml',
    customSiteTitle: 'Relance API',
  })
}
