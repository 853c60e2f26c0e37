/** `/api/openapi.json`, and `/api/docs`, the page on which a person reads it. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { INestApplication } from '@nestjs/common'
import type { Express } from 'express'
import { describeApi } from '../open-api.ts'
import { prepared } from '../prepared.ts'

const require = createRequire(import.meta.url)
const SWAGGER_UI = dirname(require.resolve('swagger-ui-dist/package.json'))
const DOCUMENT = '/api/openapi.json'
const PAGE = '/api/docs'

/** The scripts are files, since the content policy refuses inline ones. */
const HTML = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Relance API</title>
    <link rel="icon" href="${PAGE}/favicon-32x32.png">
    <link rel="stylesheet" href="${PAGE}/swagger-ui.css">
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="${PAGE}/swagger-ui-bundle.js"></script>
    <script src="${PAGE}/start.js"></script>
  </body>
</html>
`

/** Without its validator, to which the page would send the address of this server. */
const START = `SwaggerUIBundle({
  url: '${DOCUMENT}',
  dom_id: '#swagger-ui',
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
})
`

const FILES = { 'swagger-ui.css': 'css', 'swagger-ui-bundle.js': 'js', 'favicon-32x32.png': 'png' }

export function addApiPage(app: INestApplication): void {
  const http: Express = app.getHttpAdapter().getInstance()
  http.get(
    DOCUMENT,
    prepared('application/json', () => JSON.stringify(describeApi(app))),
  )
  http.get(
    PAGE,
    prepared('html', () => HTML),
  )
  http.get(
    `${PAGE}/start.js`,
    prepared('js', () => START),
  )
  for (const [name, type] of Object.entries(FILES)) {
    http.get(
      `${PAGE}/${name}`,
      prepared(type, () => readFile(join(SWAGGER_UI, name))),
    )
  }
}
