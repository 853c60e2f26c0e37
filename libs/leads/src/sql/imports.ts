/** The imports there were, to be listed and taken back. */
import type { Db } from '../ports.ts'

interface Begun {
  fileName: string
  source: string | null
  /** Milliseconds, UTC. */
  now: number
}

/** Returns the id. Whoever the transaction is attributed to has begun it. */
export async function beginImport(tx: Db, { fileName, source, now }: Begun): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    `insert into imports (file_name, source, started_at, seen_at, actor_id, actor_name)
       values ($1, $2, $3, clock_timestamp(), (audit_actor() ->> 'id')::uuid, coalesce(audit_actor() ->> 'name', '?')) returning id`,
    [fileName.slice(0, 200), source?.slice(0, 200) ?? null, new Date(now)],
  )
  if (!row) throw new Error('The import could not be noted.')
  return row.id
}

/** Somebody has taken the import back while it was still running. What it had brought until then is gone. */
export class ImportTakenBack extends Error {
  override name = 'ImportTakenBack'
}

/**
 * Comes before anything a batch writes: whoever takes the import back holds its row first and its leads after it, so that none of
 * them is written behind their back.
 */
export async function holdImport(tx: Db, id: string): Promise<void> {
  const [row] = await tx.query<{ id: string }>(
    'select id from imports where id = $1 and undone_at is null for no key update',
    [id],
  )
  if (!row) throw new ImportTakenBack('The import was taken back while it was running.')
}

/**
 * The commit of this transaction does not wait for the disk, so that the next batch can begin. The end of the import waits, and then all
 * of it is durable: the log is written in the order of the commits. A server that loses power before has an import that broke off, with
 * the rows of it that can be taken back; whoever acts on one of its leads commits after it, and waits for both.
 */
export const commitAsynchronously = (tx: Db): Promise<unknown> =>
  tx.query(`select set_config('synchronous_commit', 'off', true)`)

/** The audit log names the file and the lines of whatever this transaction changes. */
export const nameSource = (
  tx: Db,
  id: string,
  fileName: string,
  lines: readonly { line: number }[],
): Promise<unknown> => {
  const [first, last] = [lines[0]?.line, lines.at(-1)?.line]
  const details = { import: id, file: fileName.slice(0, 200), lines: first === last ? `${first}` : `${first}-${last}` }
  return tx.query(`select set_config('relance.details', $1, true)`, [JSON.stringify(details)])
}

interface Counts {
  lines: number
  created: number
  updated: number
  unchanged: number
  refused: number
}

/** What an import has done so far: to be watched while it runs, and to be known when it breaks off. */
export const noteProgress = (tx: Db, id: string, report: Counts, lastLine: number): Promise<void> =>
  count(tx, id, report, { finishedAt: 'null', lastLine })

export const finishImport = (tx: Db, id: string, report: Counts & { fileLines: { file: number } }): Promise<void> =>
  count(tx, id, report, { finishedAt: 'clock_timestamp()', lastLine: report.fileLines.file })

interface Reached {
  /** SQL. */
  finishedAt: 'null' | 'clock_timestamp()'
  /** Of the file: it is written up to there. */
  lastLine: number
}

async function count(tx: Db, id: string, report: Counts, { finishedAt, lastLine }: Reached): Promise<void> {
  const { lines, created, updated, unchanged, refused } = report
  await tx.query(
    `update imports set finished_at = ${finishedAt}, seen_at = clock_timestamp(), last_line = $7,
            lines = $2, created = $3, updated = $4, unchanged = $5, refused = $6
      where id = $1`,
    [id, lines, created, updated, unchanged, refused, lastLine],
  )
}

/** An import that reads on without writing is at work as well. */
export const noteAlive = (db: Db, id: string): Promise<unknown> =>
  db.query('update imports set seen_at = clock_timestamp() where id = $1', [id])

/** Nobody works on the import any more, although it has not come to its end. */
export const noteBrokenOff = (db: Db, id: string): Promise<unknown> =>
  db.query('update imports set seen_at = null where id = $1 and finished_at is null', [id])

/** The imports among `ids` that somebody works on. One whose process has died is not heard of any more. */
export async function runningImports(db: Db, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ id: string }>(
    `select id from imports
      where id = any($1::uuid[]) and finished_at is null and undone_at is null
        and seen_at > clock_timestamp() - interval '2 minutes'`,
    [ids],
  )
  return new Set(rows.map(({ id }) => id))
}
