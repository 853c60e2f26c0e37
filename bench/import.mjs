/** `node bench/import.mjs [lines]`: a CSV import beside `COPY` of the same rows and the reading of the same phones. */
import { execFileSync } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { importFile } from '@relance/leads/files'
import { readMobile } from '@relance/leads/core'
import { instantOf } from '@relance/relance/core'
import { createDatabase, startServer, withDb } from './databases.mjs'

const [lines = '100000', url, file] = process.argv.slice(2)
const phoneOf = (n) => `0${600000000 + n}`
const rowOf = (n) => [`Prénom${n}`, `Nom${n}`, phoneOf(n), `lead${n}@demo.invalid`, `Société ${n % 1000}`, 'contacted']

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
  const csv = join(tmpdir(), `relance-import-${process.pid}.csv`)
  try {
    const rows = Array.from({ length: Number(lines) }, (_, n) => rowOf(n + 1).join(';'))
    await writeFile(csv, `Prénom;Nom;Téléphone;E-mail;Société;Statut\n${rows.join('\n')}\n`)
    const floor = await withDb(await createDatabase(server.url, 'import_floor'), (db) =>
      timed(() => bulk(db, Number(lines))),
    )
    const phones = await timed(() => rows.forEach((_, n) => readMobile(phoneOf(n + 1), 'FR')))
    const target = await createDatabase(server.url, 'import_csv')
    const args = [fileURLToPath(import.meta.url), lines, target, csv]
    const { seconds, megabytes } = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }))
    console.log(
      `rows in one statement ${floor.toFixed(2)} s, phones alone ${phones.toFixed(2)} s, import ${seconds.toFixed(2)} s`,
    )
    console.log(
      `${((seconds - phones) / floor).toFixed(2)} × the one statement plus the phones; ${Math.round(megabytes)} MB at most`,
    )
  } finally {
    await server.stop()
    await rm(csv, { force: true })
  }
}
