/**
 * `node tools/image.mjs FOLDER`: what production holds, and nothing else: API, command line and panel as they were built, and the
 * packages those need. The Dockerfile copies that folder into the image; tools/image.night.test.mjs runs what is in it.
 */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = realpathSync(fileURLToPath(new URL('..', import.meta.url)))
const PROGRAMS = ['apps/api', 'apps/cli']
const PANEL = 'apps/admin/dist'
/** Types, maps and what only the next build reads. */
const LEFT_OUT = /\.(d\.[cm]?ts|map|tsbuildinfo)$/
/** The same code once more, for browsers and bundlers. */
const FOR_OTHERS = /node_modules\/(@opentelemetry\/[^/]+\/build\/(esm|esnext)|typeorm\/browser|rxjs\/src)$/

export function makeImage(folder) {
  mkdirSync(folder, { recursive: true })
  if (readdirSync(folder).length > 0) throw new Error(`${folder} is not empty.`)
  for (const place of packagesOf(PROGRAMS)) {
    if (place.startsWith('node_modules')) copy(folder, place, (path) => basename(path) !== 'node_modules')
    else copyOwn(folder, place)
  }
  copy(folder, PANEL)
  copy(folder, 'LICENSE')
  const { name, version, license, type, engines, scripts } = read('package.json')
  // Everything is built, and the environment is the container's.
  const withoutTools = (script) => script.replaceAll(/ --import \.\/tools\/\S+/g, '')
  const commands = { serve: withoutTools(scripts.serve), relance: withoutTools(scripts.relance) }
  const manifest = { name, version, private: true, license, type, engines, scripts: commands }
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
}

const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'))

function copy(folder, path, isWanted = () => true) {
  const from = join(root, path)
  if (!existsSync(from)) throw new Error(`There is no ${path}: build everything first ("npm run build").`)
  cpSync(from, join(folder, path), {
    recursive: true,
    dereference: true,
    filter: (source) => !LEFT_OUT.test(source) && !FOR_OTHERS.test(source) && isWanted(relative(from, source)),
  })
}

/** A package of this repository: what was built of it, where others find it by its name. */
function copyOwn(folder, place) {
  copy(folder, `${place}/package.json`)
  // What an earlier build left behind has no source any more; what only tests import lies in folders named so.
  const isKept = (path) => existsSync(join(root, place, 'src', path.replace(/\.js$/, '.ts')))
  copy(folder, `${place}/dist`, (path) => isKept(path) && !/(^|[\\/])(test|conformance)([\\/]|$)/.test(path))
  const { name } = read(`${place}/package.json`)
  const link = join(folder, 'node_modules', name)
  mkdirSync(dirname(link), { recursive: true })
  symlinkSync(relative(dirname(link), join(folder, place)), link)
}

/** Where the packages lie that these programs need, they themselves included; paths from the root. */
function packagesOf(programs) {
  const found = new Set(programs)
  for (const place of found) for (const needed of neededBy(place)) found.add(needed)
  return found
}

function neededBy(place) {
  const manifest = read(`${place}/package.json`)
  const { dependencies = {}, optionalDependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} } = manifest
  const needed = []
  for (const name of Object.keys({ ...peerDependencies, ...dependencies, ...optionalDependencies })) {
    if (name.startsWith('@types/')) continue
    const isOptional = name in optionalDependencies || peerDependenciesMeta[name]?.optional
    const isPeerAlone = !(name in dependencies) && !(name in optionalDependencies)
    if (isPeerAlone && isOptional) continue
    const at = findPackage(place, name)
    if (at) needed.push(at)
    else if (!isOptional) throw new Error(`${place} needs ${name}, which is not installed.`)
  }
  return needed
}

/** As Node looks for it: in the package's own folder, then in each above. */
function findPackage(place, name) {
  for (let folder = place; ; folder = dirname(folder)) {
    const path = join(folder, 'node_modules', name)
    if (existsSync(join(root, path, 'package.json'))) return relative(root, realpathSync(join(root, path)))
    if (folder === '.') return null
  }
}

const [target] = process.argv.slice(2)
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (!target) throw new Error('Which folder? node tools/image.mjs FOLDER')
  makeImage(resolve(target))
}
