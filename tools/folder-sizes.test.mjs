import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

const root = join(__dirname, '..')
const MOST = 25
/** Only ever added to, and one file each by what changed. */
const EXCEPT = new Set(['apps/api/src/database/migrations'])
const isSource = (name) => /\.tsx?$/.test(name) && !/\.(test|stories|d)\.tsx?$/.test(name)

function* foldersOf(folder) {
  const entries = readdirSync(folder, { withFileTypes: true })
  yield [relative(root, folder), entries.filter((entry) => entry.isFile() && isSource(entry.name)).length]
  for (const entry of entries) {
    if (entry.isDirectory() && entry.name !== 'test') yield* foldersOf(join(folder, entry.name))
  }
}

it(`no folder of sources holds more than ${MOST} files`, () => {
  const packages = ['apps', 'libs'].flatMap((kind) =>
    readdirSync(join(root, kind)).map((name) => join(root, kind, name, 'src')),
  )
  const folders = packages.filter(existsSync).flatMap((folder) => [...foldersOf(folder)])
  expect(folders.length).toBeGreaterThan(50)
  expect(folders.filter(([folder, files]) => files > MOST && !EXCEPT.has(folder))).toEqual([])
})

it('ARCHITECTURE.md names every folder of the server, the engine and sending', () => {
  const page = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')
  const folders = ['apps/api/src', 'libs/relance/src', 'libs/sending/src', 'libs/whatsapp/src'].flatMap((path) =>
    readdirSync(join(root, path), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'test')
      .map((entry) => entry.name),
  )
  expect(folders.length).toBeGreaterThan(40)
  expect(folders.filter((name) => !new RegExp(String.raw`(^|[\s\`/])${name}[/ ;]`, 'm').test(page))).toEqual([])
})
