/** Days a person is away: whole days, both included, in the company's zone. */
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'

@Entity('absences')
export class Absence {
  @PrimaryGeneratedColumn('uuid')
  id!: string

  @Column({ name: 'user_id', type: 'uuid' })
  userId!: string

  /** `YYYY-MM-DD`. */
  @Column({ name: 'from_on', type: 'date' })
  fromOn!: string

  @Column({ name: 'to_on', type: 'date' })
  toOn!: string

  /** Null puts off what falls due. */
  @Column({ name: 'stand_in_id', type: 'uuid', nullable: true })
  standInId!: string | null

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date
}
