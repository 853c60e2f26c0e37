/** One row behind the figures of a dry run. Written by the engine only, kept for a day. */
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'
import type { ChannelKey, ReasonCode } from '../core.ts'

@Entity('dry_run_rows')
export class DryRunRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string

  @Column({ name: 'dry_run_id', type: 'uuid' })
  dryRunId!: string

  @Column({ type: 'text' })
  kind!: 'recorded' | 'held' | 'excluded'

  @Column({ name: 'lead_id', type: 'uuid' })
  leadId!: string

  @Column({ name: 'closer_id', type: 'uuid', nullable: true })
  closerId!: string | null

  @Column({ name: 'rule_id', type: 'uuid', nullable: true })
  ruleId!: string | null

  @Column({ type: 'int', nullable: true })
  step!: number | null

  @Column({ type: 'text', nullable: true })
  channel!: ChannelKey | null

  @Column({ name: 'due_at', type: 'timestamptz', nullable: true })
  dueAt!: Date | null

  @Column({ name: 'deliver_at', type: 'timestamptz', nullable: true })
  deliverAt!: Date | null

  @Column({ type: 'text', nullable: true })
  message!: string | null

  @Column({ type: 'text', nullable: true })
  reason!: ReasonCode | null

  @Column({ type: 'timestamptz', nullable: true })
  until!: Date | null
}
