import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path/posix'

const root = join(__dirname, '..')
const PACKAGES = ['libs/*', 'apps/*']
const IMPORT = /^(?:import|export)\b(?:[^'"]*?from )?\s*'(\.[^']+)'|\bimport\('(\.[^']+)'\)/gm

/** Of each folder, the folders that its files import. The files beside the folders of a package put it together, and may import all of them. */
function foldersOf(files) {
  const folders = new Map()
  for (const file of files) {
    const folder = dirname(file)
    if (folder.endsWith('/src')) continue
    const imported = folders.get(folder) ?? new Set()
    folders.set(folder, imported)
    for (const [, atOnce, later] of readFileSync(join(root, file), 'utf8').matchAll(IMPORT))
      imported.add(dirname(join(folder, atOnce ?? later)))
    imported.delete(folder)
  }
  return folders
}

/** Folders that reach themselves again. */
function circlesOf(folders) {
  const reach = (from) => {
    const seen = new Set()
    const next = [...(folders.get(from) ?? [])]
    for (let folder = next.pop(); folder !== undefined; folder = next.pop()) {
      if (seen.has(folder)) continue
      seen.add(folder)
      next.push(...(folders.get(folder) ?? []))
    }
    return seen
  }
  return [...folders.keys()].filter((folder) => reach(folder).has(folder))
}

it('no folder imports itself by way of others', () => {
  const wanted = PACKAGES.flatMap((name) => [`${name}/src/**/*.ts`, `${name}/src/**/*.tsx`])
  const files = execFileSync('git', ['ls-files', ...wanted.map((path) => `:(glob)${path}`)], {
    cwd: root,
    encoding: 'utf8',
  })
  const sources = files.split('\n').filter((file) => file && !/\.(test|stories)\.tsx?$|\/test\//.test(file))
  expect(sources.length).toBeGreaterThan(800)
  expect(circlesOf(foldersOf(sources))).toEqual([])
})

it('a circle is seen', () => {
  const circle = new Map([
    ['a', new Set(['b'])],
    ['b', new Set(['c'])],
    ['c', new Set(['a'])],
    ['d', new Set(['a'])],
  ])
  expect(circlesOf(circle)).toEqual(['a', 'b', 'c'])
})
