/** A message template. The database numbers its versions. */
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'

@Entity('templates')
export class Template {
  @PrimaryGeneratedColumn('uuid')
  id!: string

  @Column({ type: 'text' })
  name!: string

  @Column({ type: 'text', default: 'fr' })
  locale!: string

  @Column({ type: 'text' })
  body!: string

  @Column({ type: 'int', default: 1 })
  version!: number

  @Column({ name: 'archived_at', type: 'timestamptz', nullable: true })
  archivedAt!: Date | null

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date

  @Column({ name: 'updated_at', type: 'timestamptz', default: () => 'now()' })
  updatedAt!: Date
}
