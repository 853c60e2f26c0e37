/** Who calls the trigger: the bearer of CRON_SECRET, or of a secret that was made for one caller and can be revoked alone. */
import type { Db } from '@relance/relance'
import { isOneOfSecrets, sha256 } from './secrets.ts'

/** Told apart from other secrets by its beginning, so that secret scanners find it where it should not be. */
export const TOKEN_PREFIX = 'relance_'

/** As the run keeps it. `tokenId` is null for CRON_SECRET. */
export interface Caller {
  name: string
  tokenId: string | null
}

/**
 * Null when the bearer is nobody's, or its owner may not start runs (any more): left, or a closer by now. `now` in
 * milliseconds.
 */
export async function callerOf(
  db: Db,
  secrets: readonly string[],
  bearer: string,
  now: number,
): Promise<Caller | null> {
  if (await isOneOfSecrets(bearer, secrets)) return { name: 'CRON_SECRET', tokenId: null }
  if (!bearer.startsWith(TOKEN_PREFIX)) return null
  const [row] = await db.query<Caller>(
    `update api_tokens t set last_used_at = greatest(t.last_used_at, $2)
       from users u
      where t.token_hash = $1 and t.role = 'trigger' and t.revoked_at is null and t.expires_at > $2
        and u.id = t.created_by and u.disabled_at is null and u.role <> 'closer'
      returning t.name, t.id as "tokenId"`,
    [await sha256(bearer), new Date(now)],
  )
  return row ?? null
}
