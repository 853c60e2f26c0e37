/** One lead inside one rule, and the pace of each lead across all rules. Written by the engine only. */
import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm'
import type { Beginning, ReasonCode } from '../core.ts'

@Entity('enrolments')
export class Enrolment {
  /** A 64-bit number, as text. */
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string

  @Column({ name: 'lead_id', type: 'uuid' })
  leadId!: string

  @Column({ name: 'rule_id', type: 'uuid' })
  ruleId!: string

  /** From 1: each return of the lead to the rule begins another. */
  @Column({ type: 'smallint', default: 1 })
  episode!: number

  @Column({ name: 'begun_by', type: 'text', default: 'matched' })
  begunBy!: Beginning

  /** What step 1 counts from at the earliest; null for a first episode. */
  @Column({ name: 'begun_at', type: 'timestamptz', nullable: true })
  begunAt!: Date | null

  @Column({ type: 'smallint', default: 1 })
  step!: number

  @Column({ type: 'text', default: 'active' })
  state!: 'active' | 'waiting' | 'ended'

  @Column({ type: 'text', nullable: true })
  reason!: string | null

  @Column({ name: 'due_at', type: 'timestamptz' })
  dueAt!: Date

  @Column({ name: 'next_due_at', type: 'timestamptz', nullable: true })
  nextDueAt!: Date | null

  /** Since when the cadence is too short for the step, where it was longer before. */
  @Column({ name: 'shortened_at', type: 'timestamptz', nullable: true })
  shortenedAt!: Date | null

  @Column({ name: 'enrolled_at', type: 'timestamptz', default: () => 'now()' })
  enrolledAt!: Date

  /** When it left the state active; of an episode that is over, when it ended. */
  @Column({ name: 'stopped_at', type: 'timestamptz', nullable: true })
  stoppedAt!: Date | null

  /** The latest return of the lead when it began, or ended. */
  @Column({ name: 'return_seen_at', type: 'timestamptz', nullable: true })
  returnSeenAt!: Date | null

  /** The step at hand is not due before, whatever its delay. */
  @Column({ name: 'not_before', type: 'timestamptz', nullable: true })
  notBefore!: Date | null
}

/** What became of an enrolment besides a relance. Kept for 90 days. */
@Entity('enrolment_changes')
export class EnrolmentChange {
  /** A 64-bit number, as text. */
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string

  @Column({ type: 'timestamptz' })
  at!: Date

  @Column({ name: 'run_id', type: 'uuid', nullable: true })
  runId!: string | null

  @Column({ name: 'lead_id', type: 'uuid' })
  leadId!: string

  @Column({ name: 'rule_id', type: 'uuid' })
  ruleId!: string

  @Column({ type: 'smallint' })
  step!: number

  @Column({ type: 'text' })
  state!: 'active' | 'waiting' | 'ended'

  @Column({ type: 'text', nullable: true })
  reason!: ReasonCode | null

  @Column({ type: 'timestamptz', nullable: true })
  until!: Date | null
}

@Entity('lead_pacing')
export class LeadPacing {
  @PrimaryColumn({ name: 'lead_id', type: 'uuid' })
  leadId!: string

  @Column({ name: 'last_relance_at', type: 'timestamptz', nullable: true })
  lastRelanceAt!: Date | null

  @Column({ name: 'relance_count', type: 'int', default: 0 })
  relanceCount!: number
}
