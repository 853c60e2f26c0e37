/** Bearers for scripts: API_TOKEN of the environment, and those an admin made. Checked by passport. */
import { randomBytes } from 'node:crypto'
import type { Role } from '@relance/contract'
import type { Clock, Db } from '@relance/relance'
import { isOneOfSecrets, TOKEN_PREFIX } from '@relance/trigger'
import { type ExecutionContext, Inject, Injectable } from '@nestjs/common'
import { AuthGuard, PassportStrategy } from '@nestjs/passport'
import { Strategy } from 'passport-http-bearer'
import type { Config } from '../environment/config.ts'
import { CLOCK, CONFIG, DB } from '../environment/tokens.ts'
import type { Actor } from './access.ts'
import { TOKEN_ROLE, tokenHolds } from './credentials.ts'
import { sha256 } from './sha256.ts'

export interface TokenBearer extends Actor {
  readOnly: boolean
  /** Null for API_TOKEN, which is nobody's. */
  token: { id: string; ownerId: string; ownerName: string } | null
}

interface TokenRow {
  id: string
  name: string
  role: Role
  readOnly: boolean
  ownerId: string
  ownerName: string
  isStale: boolean
}

const USED_EVERY_MS = 60_000

export const makeToken = (): string => `${TOKEN_PREFIX}${randomBytes(32).toString('base64url')}`

@Injectable()
export class ApiTokenStrategy extends PassportStrategy(Strategy, 'api-token') {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super()
  }

  async validate(token: string): Promise<TokenBearer | false> {
    const { API_TOKEN } = this.config
    if (API_TOKEN && (await isOneOfSecrets(token, [API_TOKEN]))) {
      return { id: null, name: 'API_TOKEN', role: 'admin', readOnly: false, token: null }
    }
    if (!token.startsWith(TOKEN_PREFIX)) return false
    const now = this.clock()
    const [row] = await this.db.query<TokenRow>(
      `select t.id, t.name, ${TOKEN_ROLE} as role, t.read_only as "readOnly", u.id as "ownerId", u.name as "ownerName",
              t.last_used_at is null or t.last_used_at < $3 as "isStale"
         from api_tokens t join users u on u.id = t.created_by
        where t.token_hash = $1 and t.role <> 'trigger' and ${tokenHolds('$2')}`,
      [sha256(token), new Date(now), new Date(now - USED_EVERY_MS)],
    )
    if (!row) return false
    const { id, isStale, ownerId, ownerName, name, role, readOnly } = row
    if (isStale) await this.db.query('update api_tokens set last_used_at = $2 where id = $1', [id, new Date(now)])
    // A closer sees what is theirs, and so does a token that has become a closer's.
    return { id: role === 'closer' ? ownerId : null, name, role, readOnly, token: { id, ownerId, ownerName } }
  }
}

@Injectable()
export class ApiTokenGuard extends AuthGuard('api-token') {
  /** Leaves the refusal to whoever asked. */
  override handleRequest<User>(error: unknown, user: User, _info: unknown, _context: ExecutionContext): User {
    if (error) throw error
    return user
  }
}
