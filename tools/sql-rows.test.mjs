/** Every statement of the code is one that PostgreSQL can answer, and its rows are of the type that the code says they are. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { checkRows } from './sql-rows/check.mjs'
import { readOptions, sourcesOf } from './sql-rows/sources.mjs'
import { HANDED_ON, NEVER_NULL, STAND_INS } from './sql-rows/stand-ins.mjs'

const root = join(__dirname, '..')
const nameOf = (at) => basename(at).replace(/:\d+$/, '')
const isKnown = ({ at, what }) =>
  NEVER_NULL.some(
    ([file, column]) => nameOf(at) === file && what.startsWith(`"${column}" is a column that may be null`),
  )

const WRONG = {
  'a column the schema does not have': [
    `db.query<{ id: string }>('select id, colour from leads')`,
    /column "colour" does not exist/,
  ],
  'a column under another name': [
    `db.query<{ firstName: string }>('select first_name from leads')`,
    /the type has "firstName", the statement answers no such column/,
  ],
  'a count that arrives as text': [
    `db.query<{ leads: number }>('select count(*) as leads from leads')`,
    /"leads" is int8 \(string\), the type says number/,
  ],
  'an instant that is no text': [
    `db.query<{ at: string }>('select created_at as at from leads')`,
    /"at" is timestamptz \(Date\)/,
  ],
  'a list of something else': [
    `db.query<{ tags: number[] }>('select tags from leads')`,
    /"tags" is a list of text \(string\)/,
  ],
  'a column that may be null': [
    `db.query<{ company: string }>('select company from leads')`,
    /"company" is a column that may be null/,
  ],
  'a mistake in a shared fragment': [
    'db.query<{ at: number }>(`select ${ms("nowhere")} as at from leads`)',
    /column "nowhere" does not exist/,
  ],
  'the second of two ways to write it': [
    `db.query<{ id: string }>(isNew ? 'select id from leads' : 'select id from prospects')`,
    /relation "prospects" does not exist/,
  ],
  'rows that an update gives back': [
    `db.query<{ version: string }>('update rules set priority = $1 returning version', [1])`,
    /"version" is int4 \(number\), the type says string/,
  ],
}

const fileOf = (statement) => `
import type { Db } from '@relance/relance'
const ms = (column: string): string => \`(extract(epoch from \${column}) * 1000)::float8\`
export const ask = (db: Db, isNew: boolean) => [${statement}, ms, isNew]
`

let folder
let wrong
let found
beforeAll(async () => {
  mkdirSync(join(root, '.data'), { recursive: true })
  folder = mkdtempSync(join(root, '.data', 'sql-rows-'))
  wrong = Object.values(WRONG).map(([statement], place) => {
    const path = join(folder, `wrong-${place}.ts`)
    writeFileSync(path, fileOf(statement))
    return path
  })
  found = await checkRows({
    root,
    // One program for both: reading the sources is what takes time.
    sources: [...sourcesOf(root), ...wrong],
    options: readOptions(root),
    standIns: STAND_INS,
    url: process.env.RELANCE_TEST_TEMPLATE,
  })
}, 300_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const isWrong = ({ at }) => nameOf(at).startsWith('wrong-')

it('the rows of every statement have the columns and types that PostgreSQL gives them', () => {
  const findings = found.findings.filter((finding) => !isWrong(finding) && !isKnown(finding))
  expect(findings.map(({ at, what }) => `${at} ${what}`)).toEqual([])
  expect(found.checked).toBeGreaterThan(350)
})

it('no statement is left out silently', () => {
  const left = {}
  for (const { at } of found.unreadable) left[nameOf(at)] = (left[nameOf(at)] ?? 0) + 1
  expect(left).toEqual(HANDED_ON)
})

it.each(Object.keys(WRONG).map((name, place) => [name, place]))('finds %s', (name, place) => {
  const own = found.findings.filter(({ at }) => nameOf(at) === `wrong-${place}.ts`).map(({ what }) => what)
  expect(own).toContainEqual(expect.stringMatching(WRONG[name][1]))
})
