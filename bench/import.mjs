/**
 * `node bench/import.mjs [lines]`: a CSV import beside `COPY` of the same rows and the reading of the same phones, and the import of a
 * workbook of them. From a million lines on the CSV alone, which tells how much memory it takes.
 */
import { execFileSync } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { importFile } from '@relance/leads/files'
import { readMobile } from '@relance/leads/core'
import { instantOf } from '@relance/relance/core'
import { createDatabase, startServer, withDb } from './databases.mjs'
import { phoneOf, writeLeadsFile, writeLeadsWorkbook } from './leads-file.mjs'

const [lines = '100000', url, file] = process.argv.slice(2)

async function timed(work) {
  const startedAt = performance.now()
  await work()
  return (performance.now() - startedAt) / 1_000
}

/** The floor: one statement for all rows, as COPY would, without the driver's part. */
const bulk = (db, n) =>
  db.query(
    `insert into leads (first_name, last_name, phone, email, company, status)
       select 'Prénom' || n, 'Nom' || n, '+33' || (600000000 + n), 'lead' || n || '@demo.invalid', 'Société ' || n % 1000, 'contacted'
         from generate_series(1, $1::int) n`,
    [n],
  )

if (url) {
  const seconds = await withDb(url, (db) =>
    timed(() =>
      importFile(
        db,
        { path: file, open: () => createReadStream(file) },
        { fileName: 'leads.csv', now: Date.now(), instantOf },
      ),
    ),
  )
  console.log(JSON.stringify({ seconds, megabytes: process.resourceUsage().maxRSS / 1_024 }))
} else {
  const server = await startServer()
  const many = Number(lines)
  const path = join(tmpdir(), `relance-import-${process.pid}`)
  const [csv, workbook] = [`${path}.csv`, `${path}.xlsx`]
  const imported = async (file, name) => {
    const target = await createDatabase(server.url, name)
    const args = [fileURLToPath(import.meta.url), lines, target, file]
    const { seconds, megabytes } = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }))
    console.log(`${name} ${seconds.toFixed(2)} s, ${Math.round(megabytes)} MB at most`)
    return seconds
  }
  try {
    await writeLeadsFile(csv, many)
    const seconds = await imported(csv, 'import_csv')
    if (many < 1_000_000) {
      await writeLeadsWorkbook(workbook, many)
      console.log(`${((await imported(workbook, 'import_xlsx')) / seconds).toFixed(2)} × the CSV`)
      const floor = await withDb(await createDatabase(server.url, 'import_floor'), (db) => timed(() => bulk(db, many)))
      const phones = await timed(() => {
        for (let n = 1; n <= many; n++) readMobile(phoneOf(n), 'FR')
      })
      console.log(`rows in one statement ${floor.toFixed(2)} s, phones alone ${phones.toFixed(2)} s`)
      console.log(`${((seconds - phones) / floor).toFixed(2)} × the one statement plus the phones`)
    }
  } finally {
    await server.stop()
    for (const file of [csv, workbook]) await rm(file, { force: true })
  }
}
