/** What a request or a live stream was let in by, and whether that still holds. */
import type { Db } from '@relance/relance'
import type { Role } from '@relance/contract'
import { SESSION_MS } from '@relance/trigger'
import type { Request } from 'express'

/** `environment`: API_TOKEN, which holds as long as the process. */
export type Credential = { kind: 'session' | 'token'; id: string } | { kind: 'environment'; id: null }

const credentials = new WeakMap<Request, Credential>()
export const setCredential = (request: Request, credential: Credential): void =>
  void credentials.set(request, credential)
export const credentialOf = (request: Request): Credential | null => credentials.get(request) ?? null

/** Null when the request came with a bearer. */
export function sessionIdOf(request: Request): string | null {
  const credential = credentialOf(request)
  return credential?.kind === 'session' ? credential.id : null
}

/** What a token `t` of the owner `u` may do at most: its own scope, and never more than the owner's role of today. */
export const TOKEN_ROLE = `case when u.role = 'closer' then 'closer'
  when 'manager' in (t.role, u.role) then 'manager' else 'admin' end`
/** Of a token `t` and its owner `u`; `now` is a parameter. */
export const tokenHolds = (now: string): string =>
  `t.revoked_at is null and t.expires_at > ${now} and u.disabled_at is null`

/** Of a user `u` whose role must have a second factor, and who has none yet. */
export const LACKS_SECOND_FACTOR =
  '(not u.has_second_factor and u.role = any((select second_factor_roles from settings)::text[]))'

/** The roles that the sessions and tokens among `ids` still give, by id. Asking is no visit: it prolongs nothing. */
export async function readRoles(db: Db, ids: readonly string[], now: number): Promise<Map<string, Role>> {
  const rows = await db.query<{ id: string; role: Role }>(
    `select s.id, u.role from sessions s join users u on u.id = s.user_id
      where s.id = any($1) and u.disabled_at is null and not ${LACKS_SECOND_FACTOR} and s.expires_at > $2 and s.created_at > $3
     union all
     select t.id, ${TOKEN_ROLE} from api_tokens t join users u on u.id = t.created_by
      where t.id = any($1) and ${tokenHolds('$2')}`,
    [ids, new Date(now), new Date(now - SESSION_MS)],
  )
  return new Map(rows.map(({ id, role }) => [id, role]))
}
