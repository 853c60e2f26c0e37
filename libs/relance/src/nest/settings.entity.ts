/** What holds for the whole company: one row of settings, one of schedule, and the holidays. */
import { Column, Entity, PrimaryColumn } from 'typeorm'

@Entity('settings')
export class Settings {
  @PrimaryColumn({ type: 'boolean', default: true })
  id!: boolean

  @Column({ name: 'company_name', type: 'text', default: 'Relance' })
  companyName!: string

  /** ISO 3166-1, for phones in national form. */
  @Column({ type: 'char', length: 2, default: 'FR' })
  country!: string

  @Column({ name: 'time_zone', type: 'text', default: 'Europe/Paris' })
  timeZone!: string

  @Column({ name: 'minimum_gap_minutes', type: 'int', default: 1200 })
  minimumGapMinutes!: number

  @Column({ name: 'lead_statuses', type: 'jsonb', default: [] })
  leadStatuses!: { code: string; isOpen: boolean }[]

  /** Whether every closer sees, and may take, what belongs to nobody. */
  @Column({ name: 'shared_queue', type: 'boolean', default: false })
  sharedQueue!: boolean

  /** How many relances a closer should find on one day at most; null: no limit. */
  @Column({ name: 'closer_daily_limit', type: 'int', nullable: true })
  closerDailyLimit!: number | null

  /** A step is an alarm when more of a hundred of its messages ended in an opt-out. */
  @Column({ name: 'opt_out_alarm_percent', type: 'int', default: 5 })
  optOutAlarmPercent!: number

  /** After so long without contact a lead is erased; null keeps leads for ever. */
  @Column({ name: 'retention_months', type: 'int', nullable: true, default: 36 })
  retentionMonths!: number | null

  @Column({ name: 'stopped_at', type: 'timestamptz', nullable: true })
  stoppedAt!: Date | null

  @Column({ name: 'updated_at', type: 'timestamptz', default: () => 'now()' })
  updatedAt!: Date
}

@Entity('schedule')
export class Schedule {
  @PrimaryColumn({ type: 'boolean', default: true })
  id!: boolean

  @Column({ type: 'text', default: '0 */6 * * *' })
  cron!: string

  @Column({ name: 'time_zone', type: 'text', default: 'Europe/Paris' })
  timeZone!: string

  @Column({ type: 'boolean', default: true })
  enabled!: boolean

  /** Slots before it are never made up for. */
  @Column({ name: 'changed_at', type: 'timestamptz', default: () => 'now()' })
  changedAt!: Date
}

@Entity('holidays')
export class Holiday {
  /** `YYYY-MM-DD`. */
  @PrimaryColumn({ name: 'held_on', type: 'date' })
  heldOn!: string

  @Column({ type: 'text' })
  name!: string
}
