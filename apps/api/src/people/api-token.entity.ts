/** A bearer for scripts, or (`trigger`) the secret of one caller of the trigger. */
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'

@Entity('api_tokens')
export class ApiToken {
  @PrimaryGeneratedColumn('uuid')
  id!: string

  @Column({ type: 'text' })
  name!: string

  /** Never selected by accident. */
  @Column({ name: 'token_hash', type: 'bytea', select: false })
  tokenHash!: Buffer

  @Column({ type: 'text' })
  role!: 'manager' | 'admin' | 'trigger'

  @Column({ name: 'read_only', type: 'boolean', default: false })
  readOnly!: boolean

  /** Who made it; it ends with their account. Null for one that an upgrade found nobody for, and ended. */
  @Column({ name: 'created_by', type: 'uuid', nullable: true })
  ownerId!: string | null

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date

  @Column({ name: 'expires_at', type: 'timestamptz', default: () => "now() + interval '90 days'" })
  expiresAt!: Date

  @Column({ name: 'last_used_at', type: 'timestamptz', nullable: true })
  lastUsedAt!: Date | null

  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true })
  revokedAt!: Date | null
}
