/** The pages for people: what they link to exists, what they tell to run is a command, what they quote is on the screen. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { catalogue as en } from '../apps/admin/src/i18n/english.ts'
import { catalogue as fr } from '../apps/admin/src/i18n/french.ts'
import { usageOf } from '../apps/cli/src/usage.ts'

const ROOT = join(__dirname, '..')
const read = (path) => readFileSync(join(ROOT, path), 'utf8')
const PAGES = [
  ...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name.replaceAll('\\', '/')}`),
]

/** Without what is code: an address in an example is no link. */
const prose = (text) =>
  text.replaceAll(/^```[\s\S]*?^```$/gm, '').replaceAll(/`[^`\n]*`/g, (code) => 'x'.repeat(code.length))

/** As GitHub makes them: small letters, no punctuation, a hyphen for a space. */
const anchorsOf = (text) =>
  [...text.replaceAll(/^```[\s\S]*?^```$/gm, '').matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(/\s/g, '-'),
  )

const linksOf = (page) =>
  [...prose(read(page)).matchAll(/\]\(([^()\s]+)\)|<img[^>]* src="([^"]+)"/g)].map(([, link, image]) => link ?? image)

it('every link and picture of every page leads to something that is there', () => {
  const broken = PAGES.flatMap((page) =>
    linksOf(page)
      .filter((link) => !/^[a-z]+:/.test(link))
      .filter((link) => {
        const [path, anchor] = link.split('#')
        const target = path ? normalize(join(dirname(page), path)) : page
        if (!existsSync(join(ROOT, target))) return true
        return anchor !== undefined && target.endsWith('.md') && !anchorsOf(read(target)).includes(anchor)
      })
      .map((link) => `${page}: ${link}`),
  )
  expect(PAGES.flatMap(linksOf).length).toBeGreaterThan(100)
  expect(broken).toEqual([])
})

it('the index names every page', () => {
  const named = linksOf('docs/README.md').map((link) => normalize(join('docs', link.split('#')[0])))
  const pages = PAGES.filter(
    (page) => page.startsWith('docs/') && !page.startsWith('docs/adr/') && page !== 'docs/README.md',
  )
  expect(pages.filter((page) => !named.includes(page))).toEqual([])
})

const { scripts } = JSON.parse(read('package.json'))

it('every command of every page is a command, with options that it takes', () => {
  const text = PAGES.filter((page) => page !== 'CHANGELOG.md')
    .map(read)
    .join('\n')
  const scriptsNamed = [...text.matchAll(/\bnpm run ([\w:]+)(?! \S* -w)/g)].map(([, name]) => name)
  const commands = [...text.matchAll(/\bnpm run relance -- ([a-z][a-z -]*[a-z]|--help)([^\n`]*)/g)]
  expect(commands.length).toBeGreaterThan(20)
  expect(scriptsNamed.filter((name) => !Object.hasOwn(scripts, name) && name !== 'stories')).toEqual([])
  const refused = commands.filter(([, words, rest]) => {
    if (words === '--help') return false
    const usage = usageOf(words.split(' '))
    const options = [...rest.matchAll(/ --([a-z-]+)/g)].map(([, name]) => name)
    return !usage || options.some((name) => !usage.options.has(name))
  })
  expect(refused.map(([command]) => command)).toEqual([])
})

/** Every word of a catalogue, one and many apart. */
const wordsOf = (group) =>
  Object.values(group).flatMap((word) =>
    typeof word === 'string' ? word.split(' |||| ') : typeof word === 'object' ? wordsOf(word) : [],
  )

/** What stands for a value may be anything; words that are nothing but values say nothing. */
const patternOf = (word) =>
  word.replaceAll(/%\{\w+\}/g, '').length > 2
    ? new RegExp(
        `^${word
          .split(/%\{\w+\}/)
          .map((part) => part.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`))
          .join('.+')}$`,
      )
    : /^$/

/** A guide quotes a label of the panel in bold, and writes nothing else so. */
const GUIDES = {
  'docs/admin.md': en,
  'docs/closer.md': en,
  'docs/manager.md': en,
  'docs/fr/closer.md': fr,
  'docs/fr/manager.md': fr,
}

it.each(Object.entries(GUIDES))('every label that %s quotes is on the screen', (page, catalogue) => {
  const labels = [...prose(read(page)).matchAll(/\*\*([^*]+)\*\*/g)].map(([, label]) => label.replaceAll(/\s/g, ' '))
  const known = wordsOf(catalogue).map((word) => patternOf(word.replaceAll(/\s/g, ' ')))
  expect(labels.length).toBeGreaterThan(20)
  expect(labels.filter((label) => !known.some((pattern) => pattern.test(label)))).toEqual([])
})

const SOURCES = ['apps', 'libs', 'tools'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|tsx|mjs)$/.test(path) && !/node_modules|[/\\]dist|\.test\.|\.d\.ts$/.test(path))
    .map((path) => read(join(folder, path))),
)

it('every text that the troubleshooting page quotes is one that Relance says', () => {
  const sources = SOURCES.join('\n')
  const quoted = [...read('docs/troubleshooting.md').matchAll(/^\| (.+?) \|/gm)].flatMap(([, cell]) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, text]) => text.replace(/^"(\w+)":"(\w+)"$/, '$2')),
  )
  expect(quoted.length).toBeGreaterThan(50)
  const parts = quoted.flatMap((text) => text.split('…')).map((part) => part.trim())
  expect(parts.filter((part) => !sources.includes(part))).toEqual([])
})

it('the troubleshooting page says of every reason of a message what the panel says', () => {
  const page = read('docs/troubleshooting.md')
  const rows = Object.entries(en.whatsapp.reasons).map(([code, words]) => `| \`${code}\` | ${words} |`)
  expect(rows.filter((row) => !page.includes(row))).toEqual([])
})
