/** A number that must never be written to again, known by a keyed hash. */
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'

@Entity('opt_outs')
export class OptOut {
  @PrimaryGeneratedColumn('uuid')
  id!: string

  @Column({ name: 'lead_id', type: 'uuid', nullable: true })
  leadId!: string | null

  @Column({ name: 'opted_out_at', type: 'timestamptz', default: () => 'now()' })
  optedOutAt!: Date
}
