/** A lead, as its table keeps it. */
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'

@Entity('leads')
export class Lead {
  @PrimaryGeneratedColumn('uuid')
  id!: string

  @Column({ name: 'first_name', type: 'text', default: '' })
  firstName!: string

  @Column({ name: 'last_name', type: 'text', default: '' })
  lastName!: string

  /** E.164; null once erased. */
  @Column({ type: 'text', nullable: true })
  phone!: string | null

  @Column({ type: 'text', nullable: true })
  email!: string | null

  @Column({ type: 'text', nullable: true })
  company!: string | null

  @Column({ type: 'text', default: 'new' })
  status!: string

  @Column({ type: 'text', nullable: true })
  source!: string | null

  @Column({ type: 'text', array: true, default: [] })
  tags!: string[]

  @Column({ name: 'closer_id', type: 'uuid', nullable: true })
  closerId!: string | null

  @Column({ name: 'time_zone', type: 'text', nullable: true })
  timeZone!: string | null

  @Column({ type: 'text', default: 'fr' })
  locale!: string

  @Column({ type: 'jsonb', default: {} })
  custom!: Record<string, unknown>

  @Column({ name: 'last_contact_at', type: 'timestamptz', nullable: true })
  lastContactAt!: Date | null

  @Column({ name: 'submitted_at', type: 'timestamptz', nullable: true })
  submittedAt!: Date | null

  /** The lead's ids in its sources, by source. */
  @Column({ name: 'external_ids', type: 'jsonb', default: {} })
  externalIds!: Record<string, string>

  @Column({ name: 'opted_out_at', type: 'timestamptz', nullable: true })
  optedOutAt!: Date | null

  @Column({ name: 'paused_until', type: 'timestamptz', nullable: true })
  pausedUntil!: Date | null

  @Column({ name: 'wrong_number_at', type: 'timestamptz', nullable: true })
  wrongNumberAt!: Date | null

  @Column({ name: 'erased_at', type: 'timestamptz', nullable: true })
  erasedAt!: Date | null

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date

  @Column({ name: 'updated_at', type: 'timestamptz', default: () => 'now()' })
  updatedAt!: Date
}
