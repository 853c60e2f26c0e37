/** What holds for the whole company: one row of settings, one of schedule, and the holidays. */
import { Column, Entity, EntitySchema, type EntitySchemaColumnOptions, PrimaryColumn } from 'typeorm'
import { COMPANY_SETTINGS, type CompanyValues, type SettingDescription } from '../ground/settings.ts'

type Kind = SettingDescription['kind']
const TYPES: Readonly<Record<Kind, EntitySchemaColumnOptions>> = {
  text: { type: 'text' },
  country: { type: 'char', length: 2 },
  region: { type: 'text', nullable: true },
  timeZone: { type: 'text' },
  currency: { type: 'char', length: 3 },
  whole: { type: 'int' },
  optionalWhole: { type: 'int', nullable: true },
  switch: { type: 'boolean' },
  statuses: { type: 'jsonb' },
  texts: { type: 'text', array: true },
  roles: { type: 'text', array: true },
  caps: { type: 'jsonb' },
  money: { type: 'bigint', nullable: true },
}

export interface Settings extends Omit<CompanyValues, 'stopped'> {
  id: boolean
  stoppedAt: Date | null
  updatedAt: Date
}

/** Its columns are those of the registry of settings. */
export const Settings = new EntitySchema<Settings>({
  name: 'Settings',
  tableName: 'settings',
  columns: {
    id: { type: 'boolean', primary: true },
    ...Object.fromEntries(
      Object.entries<SettingDescription>(COMPANY_SETTINGS).flatMap(([key, { column, kind }]) =>
        column === null ? [] : [[key, { name: column, ...TYPES[kind] }]],
      ),
    ),
    stoppedAt: { name: 'stopped_at', type: 'timestamptz', nullable: true },
    updatedAt: { name: 'updated_at', type: 'timestamptz' },
  },
})

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

  /** Filled in for the company's country, and not by hand. */
  @Column({ name: 'is_generated', type: 'boolean', nullable: true })
  isGenerated!: boolean | null
}
