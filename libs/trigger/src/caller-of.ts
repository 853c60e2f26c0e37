/** Who calls the trigger: the bearer of CRON_SECRET, or of a secret that was made for one caller and can be revoked alone. */
import type { Db } from '@relance/relance'
import { isOneOfSecrets, sha256 } from './secrets.ts'

/** Told apart from other secrets by its beginning, so that secret scanners find it where it should not be. */
export const TOKEN_PREFIX = 'relance_'

/** The caller's name as the run keeps it; null when the bearer is nobody's. `now` in milliseconds. */
export async function callerOf(
  db: Db,
  secrets: readonly string[],
  bearer: string,
  now: number,
): Promise<string | null> {
  if (await isOneOfSecrets(bearer, secrets)) return 'CRON_SECRET'
  if (!bearer.startsWith(TOKEN_PREFIX)) return null
  const [row] = await db.query<{ name: string }>(
    `update api_tokens set last_used_at = greatest(last_used_at, $2)
      where token_hash = $1 and role = 'trigger' and revoked_at is null and (expires_at is null or expires_at > $2)
      returning name`,
    [await sha256(bearer), new Date(now)],
  )
  return row?.name ?? null
}
