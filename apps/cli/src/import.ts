/** `npm run relance -- import FILE`: the same import as over HTTP. */
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { finished } from 'node:stream/promises'
import {
  importAnswers,
  importMapping,
  type Language,
  lineRefusalWords,
  mendHeadings,
  mendNotes,
  refusalWords,
} from '@relance/contract'
import { columnOf, isCountry } from '@relance/leads/core'
import {
  describeFile,
  type FileRefusal,
  importFile,
  type ImportFileOptions,
  ImportTakenBack,
  mendHeader,
  mendLine,
} from '@relance/leads/files'
import { askOfImported, type Db, readNow } from '@relance/relance'
import { instantOf } from '@relance/relance/core'
import { note } from '@relance/api/operations'
import { type Command, print, type Values } from './arguments.ts'
import { byHand } from '@relance/api/database'
import { misuse, refusal } from '@relance/api/refusal'

/** Bytes from which the lines read are shown. */
const LARGE = 1_000_000

export const importCommand: Command = async ({ db }, values, path) => {
  const { size } = await stat(path).catch(() => {
    throw refusal(`There is no file ${path} to read.`)
  })
  const language: Language = values.language === 'fr' ? 'fr' : 'en'
  const options = await optionsOf(values)
  const file = { path, open: () => createReadStream(path), sheet: values.sheet }
  const now = await readNow(db)
  if (values.columns) {
    const described = await describeFile(db, file, { country: options.country, now })
    if (!described.ok) throw refuseFile(language, described.refusal)
    return print(described.description)
  }
  const attributed = byHand(db)
  const toMend = values.refused === undefined ? null : mendFile(values.refused, language)
  const outcome = await importFile(attributed, file, {
    ...options,
    fileName: basename(path),
    now,
    instantOf,
    onProgress: ({ lines }) => {
      if (size > LARGE) process.stderr.write(`\r${lines} lines read`)
    },
    onRefused: toMend?.onRefused,
    onWritten: (tx, lines) => askOfImported(tx, lines, now),
  }).catch((error: unknown) => {
    throw error instanceof ImportTakenBack
      ? refusal('The import was taken back while it was running: it stops here.')
      : error
  })
  if (size > LARGE) process.stderr.write('\n')
  await toMend?.end()
  if (!outcome.ok) throw refuseFile(language, outcome.refusal)
  const { report } = outcome
  if (report.importId) await noteImport(attributed, basename(path), { ...report, importId: report.importId })
  const inWords = (refusals: typeof report.refusals) => refusals.map((one) => lineRefusalWords(language, one))
  print({ ...report, refusals: inWords(report.refusals), warnings: inWords(report.warnings) })
  if (report.refused > 0) process.exitCode = 2
}

const refuseFile = (language: Language, { code, ...params }: FileRefusal): Error =>
  refusal(`The file cannot be read: ${refusalWords(language, { field: 'file', code, params })}`)

interface Counts {
  importId: string
  lines: number
  created: number
  updated: number
  refused: number
}

const noteImport = (db: Db, file: string, { importId, lines, created, updated, refused }: Counts): Promise<void> =>
  db.transaction((tx) =>
    note(tx, {
      action: 'imported',
      resource: 'leads',
      recordId: importId,
      details: { file, lines, created, updated, refused },
    }),
  )

/** Nothing is made where no line is refused. */
function mendFile(path: string, language: Language) {
  let stream: ReturnType<typeof createWriteStream> | null = null
  const onRefused: ImportFileOptions['onRefused'] = async ({ line, cells, refusals }, { header, separator }) => {
    if (!stream) {
      stream = createWriteStream(path, { mode: 0o600 })
      stream.write(mendHeader(header, separator, mendHeadings(language)))
    }
    const text = mendLine(header, separator, { line, cells, ...mendNotes(language, refusals) })
    if (!stream.write(text)) await once(stream, 'drain')
  }
  const end = async (): Promise<void> => {
    if (stream) await finished(stream.end())
  }
  return { onRefused, end }
}

async function optionsOf(values: Values) {
  const { country, source, answers, mapping, 'dry-run': dryRun, 'proper-names': properNames } = values
  if (country && !isCountry(country)) throw misuse('--country takes two capital letters, for example FR.')
  return {
    country,
    source,
    dryRun,
    properNames,
    answers: answers === undefined ? undefined : await readAnswers(answers),
    mapping: mapping === undefined ? undefined : (await readMapping(mapping)).map(columnOf),
  }
}

const textOf = (path: string): Promise<string> =>
  readFile(path, 'utf8').catch(() => {
    throw refusal(`There is no file ${path} to read.`)
  })

async function readAnswers(path: string) {
  const read = importAnswers.safeParse(await textOf(path))
  if (!read.success)
    throw refusal('--answers takes a JSON file of answers by question, for example {"status":{"Open":"contacted"}}.')
  return read.data
}

async function readMapping(path: string) {
  const read = importMapping.safeParse(await textOf(path))
  if (!read.success)
    throw refusal(
      '--mapping takes a JSON file with one place for each column, one of them the phone, for example ["phone","firstName",null].',
    )
  return read.data
}
