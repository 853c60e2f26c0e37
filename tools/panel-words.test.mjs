/**
 * Words that TypeScript does not ask for: react-admin's own, and the keys that are handed to its components (labels, hints,
 * notes, fields) instead of to `useWords`.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { catalogue as en } from '../apps/admin/src/i18n/english.ts'
import { catalogue as fr } from '../apps/admin/src/i18n/french.ts'

const ROOT = join(__dirname, '..')
const CATALOGUES = { fr, en }

/** Of parts of react-admin that the panel does not use: the editor of its own pages, an update that asks first. */
const UNUSED = /^ra\.(inspector|message\.update_(content|title)$)/

const at = (words, key) => key.split('.').reduce((group, name) => group?.[name], words)

function sources(folder) {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/\.(spec|stories|test)\.|i18n[/\\]/.test(path))
    .map((path) => ({ path, text: readFileSync(join(ROOT, folder, path), 'utf8') }))
}

/** Those of the keys that are not words in both languages. */
const without = (keys) =>
  [...new Set(keys)].filter((key) => Object.values(CATALOGUES).some((words) => typeof at(words, key) !== 'string'))

it('react-admin has words for all it says, in both languages', () => {
  const asked = ['ra-core', 'ra-ui-materialui']
    .flatMap((name) => sources(`node_modules/${name}/src`))
    .flatMap(({ text }) => [...text.matchAll(/['"`](ra\.[\w.]+)['"`]/g)].map(([, key]) => key))
    .filter((key) => !UNUSED.test(key))
  expect(new Set(asked).size).toBeGreaterThan(100)
  expect(without(asked)).toEqual([])
})

/** They look like keys, and are places of the browser's store, variables of messages, and fields. */
const NO_KEY =
  /^(relance\.(reloaded|keys|waiting|push|notices|kept\.?|import\.mapping)|lead\.(firstName|lastName|company)|whatsapp\.(name|parameters))$/

const PANEL = sources('apps/admin/src')

it('a key that is written down anywhere in the panel has words in both languages', () => {
  const groups = Object.keys(CATALOGUES.fr).join('|')
  const written = PANEL.flatMap(({ text }) => [
    ...text.matchAll(new RegExp(`(?<!(?:source|key|name)=)['"\`]((?:${groups})(?:\\.[\\w-]+)+)['"\`]`, 'g')),
  ])
    .map(([, key]) => key)
    .filter((key) => !NO_KEY.test(key))
  expect(written.length).toBeGreaterThan(300)
  expect(without(written)).toEqual([])
})

const FIELD = /<(\w+)[^<>]*?\ssource="([\w.]+)"([^<>]*>\s*(?:<SelectInput[^<>]*)?)/g

/** Without a label (of its own, or of the choice within) a field is called what its resource calls it; a search has a sign instead. */
it('every field of every resource has a name in both languages', () => {
  const fields = Object.keys(fr.resources).flatMap((resource) =>
    PANEL.filter(({ path }) => path.startsWith(`${resource}/`))
      .flatMap(({ text }) => [...text.matchAll(FIELD)])
      .filter(([tag, element]) => element !== 'SearchInput' && !/\slabel=/.test(tag))
      .map(([, , source]) => `resources.${resource}.fields.${source}`),
  )
  expect(fields.length).toBeGreaterThan(30)
  expect(without(fields)).toEqual([])
})

const wordsIn = (group) =>
  Object.values(group).flatMap((word) =>
    typeof word === 'string' ? [word] : typeof word === 'object' && word !== null ? wordsIn(word) : [],
  )

it('no line of French ends before a sign of two parts, or within its quotation marks', () => {
  const words = wordsIn(fr)
  expect(words.length).toBeGreaterThan(1_000)
  expect(words.filter((word) => / [:;?!»]| %(?!\{)|« /.test(word))).toEqual([])
  // What pages put together themselves is spaced there.
  const joined = PANEL.filter(({ text }) => /\} : \$\{|\{' : '\}|` : \$\{/.test(text)).map(({ path }) => path)
  expect(joined).toEqual([])
})

it('a word that says what was left behind by a translation is in no catalogue', () => {
  const left =
    /qui relance$|lu à blanc|[Tt]outes seules|interrompue à temps|s’en va$|cas difficiles|[Pp]anneau\b|Sauter|\bBegin\b|Meeting arranged/
  expect([...wordsIn(fr), ...wordsIn(en)].filter((word) => left.test(word))).toEqual([])
})
