/** What a closer's phone loads before it shows the inbox stays small: the scripts of the page, and the words of its language. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'

const DIST = `${__dirname}/../apps/admin/dist`

/** Brotli is what every browser gets over https; gzip is what it gets over http. */
it.each([
  ['br', 248],
  ['gz', 293],
])('the first load is small, as .%s: at most %i kB', (form, budgetKb) => {
  if (!existsSync(`${DIST}/index.html`)) throw new Error('Build the panel first: npm run build')
  const html = readFileSync(`${DIST}/index.html`, 'utf8')
  const scripts = [...html.matchAll(/(?:src|href)="\/?(assets\/[^"]+\.js)"/g)].map(([, path]) => path)
  const sizeOf = (path) => statSync(`${DIST}/${path}.${form}`).size
  const words = ['french', 'english'].map((name) =>
    readdirSync(`${DIST}/assets`).find((file) => file.startsWith(`${name}-`) && file.endsWith('.js')),
  )
  expect(scripts.length).toBeGreaterThan(0)
  for (const file of words) expect(scripts).not.toContain(`assets/${file}`)
  const bytes =
    scripts.reduce((sum, path) => sum + sizeOf(path), 0) + Math.max(...words.map((file) => sizeOf(`assets/${file}`)))
  expect(bytes / 1_000).toBeLessThanOrEqual(budgetKb)
})
