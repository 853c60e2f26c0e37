/** One entry of the audit log, and its place in the chain. */
import { Column, Entity, PrimaryColumn } from 'typeorm'

@Entity('audit_events')
export class AuditEvent {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuid_v7()' })
  id!: string

  @Column({ type: 'timestamptz', default: () => 'clock_timestamp()' })
  at!: Date

  @Column({ type: 'text' })
  origin!: string

  @Column({ name: 'actor_id', type: 'uuid', nullable: true })
  actorId!: string | null

  @Column({ name: 'actor_name', type: 'text' })
  actorName!: string

  @Column({ name: 'actor_role', type: 'text', nullable: true })
  actorRole!: string | null

  @Column({ name: 'request_id', type: 'text', nullable: true })
  requestId!: string | null

  @Column({ type: 'text' })
  action!: string

  @Column({ type: 'text' })
  resource!: string

  @Column({ name: 'record_id', type: 'text', nullable: true })
  recordId!: string | null

  @Column({ name: 'row_count', type: 'int', default: 0 })
  rowCount!: number

  @Column({ type: 'jsonb', default: {} })
  details!: Record<string, unknown>
}

@Entity('audit_seals')
export class AuditSeal {
  /** A 64-bit number, as text. */
  @PrimaryColumn({ type: 'bigint' })
  seq!: string

  @Column({ name: 'event_id', type: 'uuid' })
  eventId!: string

  @Column({ type: 'bytea' })
  hash!: Buffer
}
