/** A backup of a database with everything in it, restored on a new server by the commands that the guide names. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { gunzipSync } from 'node:zlib'
import { createEmptyDatabase, createTestDatabase, describeSchema, type TestDatabase } from '@relance/testing'
import { type Db, LIMITS, poolDb } from '@relance/relance'
import pg from 'pg'
import { restoreBackup, writeBackup } from '../../api/src/backup/index.ts'
import { MIGRATIONS } from '../../api/src/database/migration-list.ts'
import { migrate, migrateTo } from '../../api/src/database/migrate.ts'

const ROOT = join(__dirname, '../../..')
const DEMO = gunzipSync(readFileSync(`${ROOT}/apps/api/test/database/fixtures/demo-5042eef.sql.gz`)).toString()
const folder = mkdtempSync(join(tmpdir(), 'relance-backup-'))
const file = join(folder, 'demo.zip')
let demo: TestDatabase
beforeAll(async () => {
  demo = await createEmptyDatabase()
  const client = new pg.Client({ connectionString: demo.url })
  await client.connect()
  await client.query(DEMO)
  await client.end()
  await migrate(demo.url)
})
afterAll(async () => {
  await demo?.drop()
  rmSync(folder, { recursive: true, force: true })
})

const relance = (url: string, ...words: string[]): Promise<{ code: number; said: string; printed: string }> =>
  new Promise((resolve) => {
    const { PATH = '', HOME = '' } = process.env
    execFile(
      process.execPath,
      ['apps/cli/dist/main.js', ...words],
      { cwd: ROOT, env: { PATH, HOME, DATABASE_URL: url } },
      (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: stderr, printed: stdout }),
    )
  })

/** A PostgreSQL that has never heard of Relance, nor of its roles. */
async function startNewServer(): Promise<{ url: string; process: ChildProcess }> {
  const script = `
    import { startThrowawayPostgres } from './apps/demo/dist/postgres/embedded-postgres.js'
    const server = await startThrowawayPostgres()
    console.log(server.url)
    process.stdin.resume().on('end', () => server.stop())`
  const started = spawn(process.execPath, ['--input-type=module', '-e', script], {
    cwd: ROOT,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  for await (const url of createInterface(started.stdout)) return { url, process: started }
  throw new Error('No PostgreSQL has started.')
}

/** Of every table, how many rows it has and a digest of them. */
async function digestsOf(db: Db): Promise<Record<string, string>> {
  const tables = await db.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'backups' order by 1`,
  )
  const digests: Record<string, string> = {}
  for (const { name } of tables) {
    const columns = name === 'migrations' ? 'name' : 't.*'
    const [found] = await db.query<{ digest: string }>(
      `select count(*) || ' ' || md5(coalesce(string_agg(r, e'\\n' order by r collate "C"), '')) as digest
         from (select row(${columns})::text as r from "${name}" t) rows`,
    )
    digests[name] = found?.digest ?? ''
  }
  return digests
}

it('a backup restored on a new server holds every row, right, trigger and number, and its audit log is whole', async () => {
  const written = await relance(demo.url, 'backup', file)
  expect(written).toMatchObject({ code: 0 })
  expect(JSON.parse(written.printed)).toMatchObject({ file, bytes: statSync(file).size })
  expect(statSync(file).mode & 0o077).toBe(0)
  const server = await startNewServer()
  const pool = new pg.Pool({ connectionString: server.url, max: 2 })
  pool.on('error', () => undefined)
  try {
    const restored = await relance(server.url, 'restore', file, '--verify')
    expect(restored).toMatchObject({ code: 0, said: expect.stringContaining('Restores') })
    expect(JSON.parse(restored.printed)).toMatchObject({ audit: { isIntact: true, broken: null } })
    const db = poolDb(pool, LIMITS.long)
    expect((await describeSchema(db)).split('\n')).toEqual((await describeSchema(demo.db)).split('\n'))
    const { migrations: _, ...wanted } = await digestsOf(demo.db)
    const { migrations: __, ...found } = await digestsOf(db)
    expect(found).toEqual(wanted)
    expect(Number(wanted.relances?.split(' ')[0])).toBeGreaterThan(20)
    const numbering = `select sequencename, last_value::text from pg_sequences
      where last_value is not null and sequencename not in ('migrations_id_seq', 'backups_id_seq') order by 1`
    expect(await db.query(numbering)).toEqual(await demo.db.query(numbering))
    expect((await relance(server.url, 'doctor')).printed).toMatch(/✓ Audit log: .+[\s\S]+– Backup: None is known/)
    expect((await relance(demo.url, 'doctor')).printed).toContain('✓ Backup: The latest is less than an hour old.')
  } finally {
    await pool.end()
    server.process.stdin?.end()
    await new Promise((resolve) => server.process.once('exit', resolve))
  }
})

it('a backup of an earlier version comes back in the tables of this one', async () => {
  const [earlier, empty] = [await createEmptyDatabase(), await createEmptyDatabase()]
  try {
    const names = MIGRATIONS.map(({ name }) => name)
    await migrateTo(earlier.url, names.slice(0, 20))
    await earlier.db.query(`update settings set company_name = 'Éclair "SA"\\N'`)
    const old = join(folder, 'earlier.zip')
    await writeBackup(earlier.db, earlier.url, old)
    await restoreBackup(empty.url, old)
    expect(await empty.db.query('select company_name as name from settings')).toEqual([{ name: 'Éclair "SA"\\N' }])
    const known = await empty.db.query<{ name: string }>('select name from migrations order by timestamp')
    expect(known.map(({ name }) => name)).toEqual(names)
  } finally {
    await earlier.drop()
    await empty.drop()
  }
})

it('what cannot be restored is refused in a sentence, and nothing is changed', async () => {
  const empty = await createEmptyDatabase()
  const made = await createTestDatabase()
  const tables = `select count(*)::int as tables from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`
  try {
    await expect(restoreBackup(made.url, file)).rejects.toThrow(/already has \d+ tables. .+nothing was changed/)
    await expect(restoreBackup(empty.url, join(folder, 'absent.zip'))).rejects.toThrow(/There is no file .+absent\.zip/)
    writeFileSync(join(folder, 'text.zip'), 'bonjour')
    await expect(restoreBackup(empty.url, join(folder, 'text.zip'))).rejects.toThrow(/no backup of Relance/)
    const whole = readFileSync(file)
    for (const damage of [whole.subarray(0, whole.length - 4_000), flipped(whole)]) {
      writeFileSync(join(folder, 'damaged.zip'), damage)
      await expect(restoreBackup(empty.url, join(folder, 'damaged.zip'))).rejects.toThrow(/damaged|not a whole one/)
    }
    expect(await empty.db.query(tables)).toEqual([{ tables: 0 }])
    copyFileSync(file, join(folder, 'kept.zip'))
    await expect(writeBackup(demo.db, demo.url, join(folder, 'kept.zip'))).rejects.toThrow(/exists already/)
    await expect(writeBackup(demo.db, demo.url, join(folder, 'nowhere/a.zip'))).rejects.toThrow(/cannot be written/)
    expect(readFileSync(join(folder, 'kept.zip')).equals(whole)).toBe(true)
  } finally {
    await empty.drop()
    await made.drop()
  }
})

/** One bit in the middle is another. */
function flipped(bytes: Buffer): Buffer {
  const changed = Buffer.from(bytes)
  const middle = Math.floor(changed.length / 2)
  changed[middle] = (changed[middle] ?? 0) ^ 1
  return changed
}
