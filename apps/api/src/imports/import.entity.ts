/** An import of leads, as its table keeps it. */
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'

@Entity('imports')
export class LeadImport {
  @PrimaryGeneratedColumn('uuid')
  id!: string

  @Column({ name: 'file_name', type: 'text' })
  fileName!: string

  @Column({ type: 'text', nullable: true })
  source!: string | null

  @Column({ name: 'started_at', type: 'timestamptz' })
  startedAt!: Date

  @Column({ name: 'finished_at', type: 'timestamptz', nullable: true })
  finishedAt!: Date | null

  @Column({ name: 'actor_id', type: 'uuid', nullable: true })
  actorId!: string | null

  @Column({ name: 'actor_name', type: 'text' })
  actorName!: string

  @Column({ type: 'int', default: 0 })
  lines!: number

  @Column({ type: 'int', default: 0 })
  created!: number

  @Column({ type: 'int', default: 0 })
  updated!: number

  @Column({ type: 'int', default: 0 })
  unchanged!: number

  @Column({ type: 'int', default: 0 })
  refused!: number

  /** Of the file: it is written up to there. */
  @Column({ name: 'last_line', type: 'int', default: 0 })
  lastLine!: number

  @Column({ name: 'undone_at', type: 'timestamptz', nullable: true })
  undoneAt!: Date | null

  @Column({ name: 'undone_by', type: 'text', nullable: true })
  undoneBy!: string | null
}
