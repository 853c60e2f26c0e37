/** What the generator cannot say of files: the fields of a form, and an answer that is text in one media type alone. */
import type { OpenAPIObject } from '@nestjs/swagger'

const FORM = 'multipart/form-data'
const METHODS = ['get', 'post', 'put'] as const

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>

/** A form has the file and may carry what is otherwise in the query; a CSV is text, whatever shape the JSON beside it has. */
export function describeFiles(document: OpenAPIObject): OpenAPIObject {
  for (const item of Object.values(document.paths))
    for (const operation of METHODS.map((method) => item[method])) if (operation) describe(operation)
  return document
}

function describe(operation: Operation): void {
  const body = operation.requestBody
  if (body && 'content' in body && body.content[FORM]) body.content[FORM] = { schema: formOf(operation) }
  for (const answer of Object.values(operation.responses)) {
    if (answer && 'content' in answer && answer.content?.['text/csv'])
      answer.content['text/csv'] = { schema: { type: 'string' } }
  }
}

function formOf({ parameters = [] }: Operation) {
  const fields = parameters.flatMap((one) => ('name' in one && one.in === 'query' ? [[one.name, one.schema]] : []))
  return {
    type: 'object',
    properties: { file: { type: 'string', format: 'binary' }, ...Object.fromEntries(fields) },
    required: ['file'],
  }
}
