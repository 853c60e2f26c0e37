/** `docs/licences.md`: what production runs that others have written, and under which licence. */
import { readFileSync } from 'node:fs'

const root = new URL('../', import.meta.url)
const readJson = (path) => JSON.parse(readFileSync(new URL(path, root), 'utf8'))

/** Licences under which a package may be handed on with this project; of a choice, one is enough. A person looks at any other before it is added. */
const ALLOWED = [
  ...['MIT', 'MIT-0', 'ISC', '0BSD', 'BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'Unlicense'],
  ...['Python-2.0', 'PSF-2.0', 'CC-BY-3.0'],
  // Asks for the source of the files that are under it, when they are changed: npm has it.
  'MPL-2.0',
]

/** Says it in its readme alone. */
const IN_README = { 'node_modules/pause': 'MIT' }

/** Old packages say it only in their own file, as a list. */
function licenceOf(path, { license }) {
  if (license ?? IN_README[path]) return license ?? IN_README[path]
  const { licenses = [] } = readJson(`${path}/package.json`)
  return licenses.map(({ type }) => type).join(' OR ')
}

/** @throws when a licence is missing or not one that may be handed on. */
export function licencesFile() {
  const packages = Object.entries(readJson('package-lock.json').packages).flatMap(([path, entry]) => {
    const isForeign = path.includes('node_modules/') && !entry.link
    if (!isForeign || entry.dev || entry.devOptional) return []
    return { name: path.split('node_modules/').at(-1), version: entry.version, licence: licenceOf(path, entry) }
  })
  const refused = packages.filter(({ licence }) => !isAllowed(licence))
  if (refused.length > 0) {
    const names = refused.map(({ name, licence }) => `${name} (${licence || 'none'})`).join(', ')
    throw new Error(`These licences were not looked at: ${names}. What may be handed on is in tools/licences.mjs.`)
  }
  const rows = packages.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`)
  const unique = [...new Set(rows)].sort((one, other) => (one < other ? -1 : 1))
  return { 'docs/licences.md': `${HEAD}${unique.join('\n')}\n` }
}

export function isAllowed(licence) {
  const choices = licence.replaceAll(/[()]/g, '').split(/ OR /i)
  return choices.some((choice) => choice.split(/ AND /i).every((one) => ALLOWED.includes(one.trim())))
}

const HEAD = `# Licences

The packages that production runs, from \`package-lock.json\` by \`npm run generate\`, which refuses a licence that nobody has looked at. Relance itself is
under the MIT licence. The data of date-holidays is under CC BY-SA 3.0. Each release carries the same as an SBOM (CycloneDX).

| package | version | licence |
|---|---|---|
`
