import type { OpenAPIObject } from '@nestjs/swagger'
import { describeFiles } from './describe-files.ts'

it('a form has the file and the fields of the query, and a CSV is text beside its JSON', () => {
  const shape = { schema: { $ref: '#/components/schemas/Report' } }
  const binary = { schema: { type: 'string', format: 'binary' } }
  const post = {
    parameters: [{ name: 'country', in: 'query', schema: { type: 'string' } }],
    requestBody: { content: { 'text/csv': binary, 'multipart/form-data': binary } },
    responses: { 200: { description: '', content: { 'application/json': shape, 'text/csv': shape } } },
  }
  const document = { openapi: '3.1.0', info: { title: '', version: '' }, paths: { '/import': { post } } }
  expect(describeFiles(document as OpenAPIObject).paths['/import']?.post).toEqual({
    ...post,
    requestBody: {
      content: {
        'text/csv': binary,
        'multipart/form-data': {
          schema: {
            type: 'object',
            properties: { file: { type: 'string', format: 'binary' }, country: { type: 'string' } },
            required: ['file'],
          },
        },
      },
    },
    responses: {
      200: { description: '', content: { 'application/json': shape, 'text/csv': { schema: { type: 'string' } } } },
    },
  })
})
