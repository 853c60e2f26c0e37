/** A frequency. The database numbers its versions. */
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'
import type { FrequencyConfig } from '../core.ts'

@Entity('frequencies')
export class Frequency {
  @PrimaryGeneratedColumn('uuid')
  id!: string

  @Column({ type: 'text' })
  name!: string

  @Column({ type: 'jsonb' })
  steps!: FrequencyConfig['steps']

  @Column({ type: 'jsonb' })
  window!: FrequencyConfig['window']

  @Column({ name: 'skip_holidays', type: 'boolean', default: true })
  skipHolidays!: boolean

  @Column({ name: 'time_zone', type: 'text', nullable: true })
  timeZone!: string | null

  @Column({ type: 'int', default: 1 })
  version!: number

  @Column({ name: 'archived_at', type: 'timestamptz', nullable: true })
  archivedAt!: Date | null

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date

  @Column({ name: 'updated_at', type: 'timestamptz', default: () => 'now()' })
  updatedAt!: Date
}
