/** Takes a person out of the data: the fact that there was a lead, and when it was written to, stays. */
import type { Db } from '@relance/relance'
import { note } from '../audit/note.ts'

/**
 * Erases leads within an attributed transaction; returns the ids that were not erased before. Their enrolments and open
 * relances end when the change is settled.
 */
export async function eraseLeads(
  tx: Db,
  leadIds: readonly string[],
  { neverContactAgain, now }: { neverContactAgain: boolean; now: number },
): Promise<string[]> {
  await tx.query('select from lead_pacing where lead_id = any($1::uuid[]) order by lead_id for update', [leadIds])
  if (neverContactAgain) {
    await tx.query(
      `insert into opt_outs (phone_hash, opted_out_at)
         select opt_out_hash(phone), $2 from leads where id = any($1::uuid[]) and phone is not null
       on conflict (phone_hash) do nothing`,
      [leadIds, new Date(now)],
    )
  }
  await tx.query('update opt_outs set lead_id = null where lead_id = any($1::uuid[])', [leadIds])
  const rows = await tx.query<{ id: string }>(
    `update leads set first_name = '', last_name = '', phone = null, email = null, company = null, source = null, tags = '{}',
            custom = '{}', time_zone = null, erased_at = $2, updated_at = $2
      where id = any($1::uuid[]) and erased_at is null returning id`,
    [leadIds, new Date(now)],
  )
  const erased = rows.map((row) => row.id)
  await tx.query(`update relances set message = '' where lead_id = any($1::uuid[]) and message <> ''`, [erased])
  await tx.query('delete from dry_run_rows where lead_id = any($1::uuid[])', [erased])
  await tx.query('select audit_erase($1)', [erased])
  for (const recordId of erased) await note(tx, { action: 'erased', resource: 'leads', recordId })
  return erased
}
