import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startTestApi } from './test-api.ts'

it('the description that is committed is the one that is served; make it again with "npm run generate"', async () => {
  const api = await startTestApi()
  const served = (await api.http().get('/api/openapi.json').expect(200)).body
  await api.stop()
  const committed = JSON.parse(readFileSync(join(__dirname, '../../../docs/openapi.json'), 'utf8'))
  expect(committed).toEqual(served)
  const operations = Object.values(served.paths as Record<string, Record<string, { operationId: string }>>).flatMap(
    (path) => Object.values(path).map((operation) => operation.operationId),
  )
  expect(new Set(operations).size).toBe(operations.length)
})
