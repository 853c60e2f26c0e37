/** `npm run relance -- import FILE`: the same import as over HTTP. */
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { importAnswers, type Language, lineRefusalWords, refusalWords } from '@relance/contract'
import { isCountry } from '@relance/leads/core'
import { importFile } from '@relance/leads/files'
import { readNow } from '@relance/relance'
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
  const options = await optionsOf(values)
  const attributed = byHand(db)
  const file = { path, open: () => createReadStream(path), sheet: values.sheet }
  const outcome = await importFile(attributed, file, {
    ...options,
    fileName: basename(path),
    now: await readNow(db),
    instantOf,
    onProgress: ({ lines }) => {
      if (size > LARGE) process.stderr.write(`\r${lines} lines read`)
    },
  })
  if (size > LARGE) process.stderr.write('\n')
  const language: Language = values.language === 'fr' ? 'fr' : 'en'
  if (!outcome.ok) {
    const { code, ...params } = outcome.refusal
    throw refusal(`The file cannot be read: ${refusalWords(language, { field: 'file', code, params })}`)
  }
  const { report } = outcome
  const { importId, lines, created, updated, refused } = report
  if (importId) {
    const details = { file: basename(path), lines, created, updated, refused }
    await attributed.transaction((tx) =>
      note(tx, { action: 'imported', resource: 'leads', recordId: importId, details }),
    )
  }
  const inWords = (refusals: typeof report.refusals) => refusals.map((one) => lineRefusalWords(language, one))
  print({ ...report, refusals: inWords(report.refusals), warnings: inWords(report.warnings) })
  if (refused > 0) process.exitCode = 2
}

async function optionsOf(values: Values) {
  const { country, source, answers, 'dry-run': dryRun, 'proper-names': properNames } = values
  if (country && !isCountry(country)) throw misuse('--country takes two capital letters, for example FR.')
  return {
    country,
    source,
    dryRun,
    properNames,
    answers: answers === undefined ? undefined : await readAnswers(answers),
  }
}

async function readAnswers(path: string) {
  const text = await readFile(path, 'utf8').catch(() => {
    throw refusal(`There is no file ${path} to read.`)
  })
  const read = importAnswers.safeParse(text)
  if (!read.success)
    throw refusal('--answers takes a JSON file of answers by question, for example {"status":{"Open":"contacted"}}.')
  return read.data
}
