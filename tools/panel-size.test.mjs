/** What a closer's phone loads before it shows the inbox stays small. */
import { existsSync, readFileSync, statSync } from 'node:fs'

const DIST = `${__dirname}/../apps/admin/dist`
const BUDGET_KB = 350

it(`the scripts of the first load are at most ${BUDGET_KB} kB, compressed`, () => {
  if (!existsSync(`${DIST}/index.html`)) throw new Error('Build the panel first: npm run build')
  const html = readFileSync(`${DIST}/index.html`, 'utf8')
  const scripts = [...html.matchAll(/(?:src|href)="\/?(assets\/[^"]+\.js)"/g)].map(([, path]) => path)
  expect(scripts.length).toBeGreaterThan(0)
  const bytes = scripts.reduce((sum, path) => sum + statSync(`${DIST}/${path}.gz`).size, 0)
  expect(bytes / 1_000).toBeLessThanOrEqual(BUDGET_KB)
})
