/** The imports there were, to be listed and taken back. */
import type { ImportReport } from '../import/report.ts'
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
    `insert into imports (file_name, source, started_at, actor_id, actor_name)
       values ($1, $2, $3, (audit_actor() ->> 'id')::uuid, coalesce(audit_actor() ->> 'name', '?')) returning id`,
    [fileName.slice(0, 200), source?.slice(0, 200) ?? null, new Date(now)],
  )
  if (!row) throw new Error('The import could not be noted.')
  return row.id
}

export async function finishImport(tx: Db, id: string, report: ImportReport): Promise<void> {
  const { lines, created, updated, unchanged, refused } = report
  await tx.query(
    `update imports set finished_at = clock_timestamp(), lines = $2, created = $3, updated = $4, unchanged = $5, refused = $6
      where id = $1`,
    [id, lines, created, updated, unchanged, refused],
  )
}
