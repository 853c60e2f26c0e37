/** Reads how far a new installation has come. */
import type { Db } from '../../ground/ports.ts'

export interface Setup {
  hasClosers: boolean
  hasLeads: boolean
  hasAssignedLeads: boolean
  hasTemplates: boolean
  hasFrequencies: boolean
  hasRules: boolean
  hasActiveRules: boolean
  hasRelances: boolean
}

export async function readSetup(db: Db): Promise<Setup> {
  const [row] = await db.query<Setup>(
    `select exists (select from users where role = 'closer' and disabled_at is null) as "hasClosers",
            exists (select from leads) as "hasLeads",
            exists (select from leads where closer_id is not null) as "hasAssignedLeads",
            exists (select from templates where archived_at is null) as "hasTemplates",
            exists (select from frequencies where archived_at is null) as "hasFrequencies",
            exists (select from rules where archived_at is null) as "hasRules",
            exists (select from rules where active) as "hasActiveRules",
            exists (select from relances) as "hasRelances"`,
  )
  if (!row) throw new Error('PostgreSQL answered nothing.')
  return row
}
