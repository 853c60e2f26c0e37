import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { metricsPage } from './metrics-page.ts'

it('docs/metrics.md lists the metrics that the server registers', () => {
  expect(readFileSync(join(__dirname, '../../../../docs/metrics.md'), 'utf8')).toBe(metricsPage())
})
