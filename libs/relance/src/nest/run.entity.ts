/** One pass of the engine. Written by the engine only. */
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'

@Entity('runs')
export class Run {
  @PrimaryGeneratedColumn('uuid')
  id!: string

  @Column({ type: 'text' })
  trigger!: 'scheduler' | 'http' | 'manual' | 'cli'

  /** Whose secret asked for it. */
  @Column({ type: 'text', nullable: true })
  caller!: string | null

  @Column({ type: 'text', default: 'running' })
  state!: 'running' | 'completed' | 'partial' | 'failed'

  @Column({ name: 'scheduled_for', type: 'timestamptz', nullable: true })
  scheduledFor!: Date | null

  @Column({ name: 'missed_slots', type: 'int', default: 0 })
  missedSlots!: number

  @Column({ name: 'started_at', type: 'timestamptz' })
  startedAt!: Date

  @Column({ name: 'heartbeat_at', type: 'timestamptz' })
  heartbeatAt!: Date

  @Column({ name: 'finished_at', type: 'timestamptz', nullable: true })
  finishedAt!: Date | null

  @Column({ type: 'int', default: 0 })
  due!: number

  @Column({ type: 'int', default: 0 })
  recorded!: number

  @Column({ name: 'by_channel', type: 'jsonb', default: {} })
  byChannel!: Record<string, number>

  @Column({ type: 'jsonb', default: {} })
  skipped!: Record<string, number>

  @Column({ name: 'by_closer', type: 'jsonb', default: {} })
  byCloser!: Record<string, number>

  @Column({ name: 'first_at', type: 'timestamptz', nullable: true })
  firstAt!: Date | null

  @Column({ type: 'int', default: 0 })
  remaining!: number

  @Column({ type: 'text', nullable: true })
  error!: string | null
}
