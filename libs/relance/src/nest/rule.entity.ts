/** A rule, its saved versions, and how far the engine has matched it. */
import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm'
import { type ChannelKey, DEFAULT_REENTRY, type OnContact, type Reentry } from '../core.ts'

@Entity('rules')
export class Rule {
  @PrimaryGeneratedColumn('uuid')
  id!: string

  @Column({ type: 'text' })
  name!: string

  @Column({ type: 'boolean', default: false })
  active!: boolean

  @Column({ type: 'int', default: 0 })
  priority!: number

  @Column({ type: 'jsonb' })
  audience!: Record<string, unknown>

  @Column({ name: 'frequency_id', type: 'uuid' })
  frequencyId!: string

  /** One per step; the last repeats. */
  @Column({ name: 'template_ids', type: 'uuid', array: true })
  templateIds!: string[]

  @Column({ type: 'text', default: 'closer' })
  channel!: ChannelKey

  @Column({ name: 'stop_on', type: 'text', array: true, default: ['replied'] })
  stopOn!: string[]

  /** What a contact by us does to a cadence that has begun. */
  @Column({ name: 'on_contact', type: 'text', default: 'restart_delay' })
  onContact!: OnContact

  @Column({ name: 'expiry_days', type: 'int', default: 3 })
  expiryDays!: number

  /** How many of a hundred leads are set aside, never written to, to compare with. */
  @Column({ name: 'holdout_percent', type: 'int', default: 0 })
  holdoutPercent!: number

  /** Another text for a step, sent to half the leads. */
  @Column({ type: 'jsonb', default: [] })
  variants!: { step: number; templateId: string }[]

  /** What begins a new episode once one is over. */
  @Column({ type: 'jsonb', default: DEFAULT_REENTRY })
  reentry!: Reentry

  /** It is paused: nothing is recorded, nothing leaves. */
  @Column({ name: 'paused_at', type: 'timestamptz', nullable: true })
  pausedAt!: Date | null

  @Column({ name: 'pause_reason', type: 'text', nullable: true })
  pauseReason!: string | null

  @Column({ type: 'int', default: 1 })
  version!: number

  @Column({ name: 'archived_at', type: 'timestamptz', nullable: true })
  archivedAt!: Date | null

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date

  @Column({ name: 'updated_at', type: 'timestamptz', default: () => 'now()' })
  updatedAt!: Date
}

/** A saved state of a rule, frequency or template: written by the database, never changed. */
@Entity('versions')
export class Version {
  @PrimaryColumn({ type: 'text' })
  resource!: 'rules' | 'frequencies' | 'templates'

  @PrimaryColumn({ name: 'resource_id', type: 'uuid' })
  resourceId!: string

  @PrimaryColumn({ type: 'int' })
  version!: number

  @Column({ type: 'jsonb' })
  snapshot!: Record<string, unknown>

  @Column({ name: 'saved_at', type: 'timestamptz', default: () => 'now()' })
  savedAt!: Date
}

@Entity('rule_matching')
export class RuleMatching {
  @PrimaryColumn({ name: 'rule_id', type: 'uuid' })
  ruleId!: string

  @Column({ name: 'rule_version', type: 'int' })
  ruleVersion!: number

  @Column({ name: 'frequency_version', type: 'int' })
  frequencyVersion!: number

  @Column({ name: 'scanned_to', type: 'uuid', nullable: true })
  scannedTo!: string | null

  @Column({ name: 'is_scanned', type: 'boolean', default: false })
  isScanned!: boolean

  @Column({ name: 'matched_at', type: 'timestamptz' })
  matchedAt!: Date
}
