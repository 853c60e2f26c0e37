/** One follow-up that was recorded. Written by the engine only. */
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'
import type { ChannelKey } from '../core.ts'

@Entity('relances')
export class Relance {
  @PrimaryGeneratedColumn('uuid')
  id!: string

  /** A 64-bit number, as text. */
  @Column({ name: 'enrolment_id', type: 'bigint' })
  enrolmentId!: string

  @Column({ type: 'smallint' })
  step!: number

  @Column({ name: 'lead_id', type: 'uuid' })
  leadId!: string

  @Column({ name: 'rule_id', type: 'uuid' })
  ruleId!: string

  @Column({ name: 'rule_version', type: 'int' })
  ruleVersion!: number

  @Column({ name: 'frequency_version', type: 'int' })
  frequencyVersion!: number

  @Column({ name: 'template_id', type: 'uuid' })
  templateId!: string

  @Column({ name: 'template_version', type: 'int' })
  templateVersion!: number

  @Column({ name: 'closer_id', type: 'uuid', nullable: true })
  closerId!: string | null

  @Column({ name: 'run_id', type: 'uuid' })
  runId!: string

  @Column({ type: 'text' })
  channel!: ChannelKey

  @Column({ type: 'text' })
  state!: string

  @Column({ type: 'text', nullable: true })
  reason!: string | null

  @Column({ name: 'due_at', type: 'timestamptz' })
  dueAt!: Date

  @Column({ name: 'recorded_at', type: 'timestamptz' })
  recordedAt!: Date

  @Column({ name: 'deliver_at', type: 'timestamptz' })
  deliverAt!: Date

  /** Until when it was put off. */
  @Column({ name: 'not_before', type: 'timestamptz', nullable: true })
  notBefore!: Date | null

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date

  @Column({ type: 'text' })
  message!: string

  /** What the template said, once a person has changed the words. */
  @Column({ name: 'written_message', type: 'text', nullable: true })
  writtenMessage!: string | null

  /** When its closer first opened WhatsApp with it. */
  @Column({ name: 'opened_at', type: 'timestamptz', nullable: true })
  openedAt!: Date | null

  /** When its closer confirmed or skipped it. */
  @Column({ name: 'settled_at', type: 'timestamptz', nullable: true })
  settledAt!: Date | null

  @Column({ type: 'text', nullable: true })
  outcome!: string | null

  @Column({ name: 'outcome_at', type: 'timestamptz', nullable: true })
  outcomeAt!: Date | null
}
