/** A person of the house: closer, manager or admin. */
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'

@Entity('users')
export class User {
  @PrimaryGeneratedColumn('uuid')
  id!: string

  @Column({ type: 'text' })
  email!: string

  @Column({ type: 'text' })
  name!: string

  @Column({ type: 'text' })
  role!: 'closer' | 'manager' | 'admin'

  /** Never selected by accident. */
  @Column({ name: 'password_hash', type: 'text', nullable: true, select: false })
  passwordHash!: string | null

  @Column({ name: 'has_password', type: 'boolean', insert: false, update: false })
  hasPassword!: boolean

  @Column({ name: 'has_second_factor', type: 'boolean', default: false, insert: false, update: false })
  hasSecondFactor!: boolean

  @Column({ name: 'time_zone', type: 'text', nullable: true })
  timeZone!: string | null

  @Column({ type: 'text', default: 'fr' })
  locale!: 'fr' | 'en'

  @Column({ name: 'disabled_at', type: 'timestamptz', nullable: true })
  disabledAt!: Date | null

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date

  @Column({ name: 'updated_at', type: 'timestamptz', default: () => 'now()' })
  updatedAt!: Date
}
