/** The suite that every client of the database passes, over npm:pg under Deno; prints what does not hold. */
import pg from 'pg'
import { dbConformance } from '../../../../../libs/testing/src/db-conformance.ts'
import { poolDb } from '../../../../../supabase/functions/_shared/engine.js'

const pool = new pg.Pool({ connectionString: Deno.env.get('DATABASE_URL'), max: 4 })
pool.on('error', () => undefined)
const broken: string[] = []
for (const { guarantee, holds } of dbConformance) {
  await holds(poolDb(pool)).catch((error: Error) => broken.push(`${guarantee}: ${error.message}`))
}
await pool.end()
await new Blob([JSON.stringify({ held: dbConformance.length - broken.length, broken })])
  .stream()
  .pipeTo(Deno.stdout.writable)
