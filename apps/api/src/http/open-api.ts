/** The description of the API, made from the routes, their schemas and the access matrix. */
import { problem } from '@relance/contract'
import type { INestApplication } from '@nestjs/common'
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger'
import { describeFiles } from './describe-files.ts'
import { addRefusals, SESSION_SCHEME } from './problem-answers.ts'
import { shapeConverter } from './named-shapes.ts'

export function describeApi(app: INestApplication): OpenAPIObject {
  const about = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Relance')
    .setDescription(
      'WhatsApp follow-ups: leads, rules, relances, runs. Lists speak the dialect of ra-data-simple-rest. Every error is an application/problem+json (RFC 9457).',
    )
    .setVersion('1')
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addBearerAuth({ type: 'http', description: 'API_TOKEN, or a token made by an admin' }, 'api')
    .addBearerAuth({ type: 'http', description: 'CRON_SECRET' }, 'cron')
    .addCookieAuth(SESSION_SCHEME.name, SESSION_SCHEME, 'session')
    .build()
  const standardSchemaConverter = shapeConverter()
  const document = SwaggerModule.createDocument(app, about, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
    standardSchemaConverter,
  })
  const { components } = standardSchemaConverter(problem, { schemaType: 'output' }) ?? {}
  document.components = { ...document.components, schemas: { ...document.components?.schemas, ...components } }
  return addRefusals(describeFiles(document))
}
