/** Writes a backup: every table as of one instant, into one file. Needs no programs of PostgreSQL, and stops nobody who works. */
import { constants, createWriteStream } from 'node:fs'
import { access, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import type { Db } from '@relance/relance'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { ZipFile } from 'yazl'
import { exportHead } from '../audit/verify.ts'
import { isKnown, refuseNewer } from '../database/refuse-newer.ts'
import { refusal } from '../environment/refusal.ts'
import { connected } from './connect.ts'
import { columnsOf, type Contents, CONTENTS, fileOf, type Manifest, MANIFEST, quoted } from './contents.ts'
import { createCounting } from './counting.ts'

export interface Backup {
  file: string
  /** ISO 8601. */
  takenAt: string
  bytes: number
  rows: number
  auditHead: string
}

/**
 * The file appears once it is whole, readable by its owner alone: it holds the data of people. `db` is of the same database as `url`.
 * @throws a refusal when the file exists, cannot be written, or the database is of a newer version.
 */
export async function writeBackup(db: Db, url: string, file: string): Promise<Backup> {
  await refuseFile(file)
  const { head: auditHead } = await exportHead(db)
  const draft = `${file}.part`
  try {
    const { takenAt, contents } = await connected(url, (client) => writeDraft(client, draft, auditHead))
    await rename(draft, file)
    await noteBackup(db, takenAt)
    const rows = Object.values(contents).reduce((sum, one) => sum + one.rows, 0)
    return { file, takenAt, bytes: (await stat(file)).size, rows, auditHead }
  } finally {
    await rm(draft, { force: true })
  }
}

async function refuseFile(file: string): Promise<void> {
  if (await stat(file).catch(() => null)) throw refusal(`${file} exists already. Name another file.`)
  await access(dirname(file), constants.W_OK).catch((error: unknown) => {
    throw refusal(`${file} cannot be written: its folder is missing, or may not be written to.`, error)
  })
}

async function writeDraft(client: pg.Client, draft: string, auditHead: string) {
  await client.query('begin isolation level repeatable read, read only')
  const manifest = await readManifest(client, auditHead)
  const contents: Contents = {}
  const zip = new ZipFile()
  const whole = Readable.from(zip.outputStream).pipe(createWriteStream(draft, { flags: 'wx', mode: 0o600 }))
  const failed = new Promise<never>((_, reject) => {
    zip.on('error', reject)
  })
  zip.addBuffer(Buffer.from(JSON.stringify(manifest, null, 2)), MANIFEST)
  for (const table of manifest.tables) {
    zip.addReadStreamLazy(fileOf(table), (pass) => {
      const { stream, counted } = createCounting()
      const rows = client.query(copyTo(`copy ${quoted(table.name)} (${columnsOf(table)}) to stdout`))
      rows.on('error', (error) => stream.destroy(error))
      stream.on('end', () => (contents[table.name] = counted()))
      pass(null, rows.pipe(stream))
    })
  }
  zip.addReadStreamLazy(CONTENTS, (pass) => pass(null, Readable.from(JSON.stringify(contents, null, 2))))
  zip.end()
  await Promise.race([finished(whole), failed])
  await client.query('commit')
  return { takenAt: manifest.takenAt, contents }
}

async function readManifest(client: pg.Client, auditHead: string): Promise<Manifest> {
  const { rows: known } = await client.query<{ name: string }>('select name from migrations order by timestamp')
  const names = known.map(({ name }) => name)
  refuseNewer(names)
  const { rows: tables } = await client.query<Manifest['tables'][number]>(TABLES)
  const { rows: sequences } = await client.query<Manifest['sequences'][number]>(
    `select sequencename as name, last_value::text as value from pg_sequences
      where schemaname = 'public' and last_value is not null and sequencename <> 'migrations_id_seq' order by 1`,
  )
  const { rows: now } = await client.query<{ at: Date }>('select transaction_timestamp() as at')
  const takenAt = (now[0]?.at ?? new Date()).toISOString()
  return { format: 1, takenAt, auditHead, migrations: names.filter(isKnown), tables, sequences }
}

/** Generated columns make themselves again, and migrations leave their own marks. */
const TABLES = `
select c.relname as name,
       array(select a.attname::text from pg_attribute a
              where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns
  from pg_class c
 where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'migrations' order by 1`

/** A database of an earlier version has no place for it. */
async function noteBackup(db: Db, takenAt: string): Promise<void> {
  const [place] = await db.query<{ isThere: boolean }>(`select to_regclass('public.backups') is not null as "isThere"`)
  if (place?.isThere) await db.query('insert into backups (taken_at) values ($1)', [takenAt])
}
