/** A message template. The database numbers its versions. */
import type { ParameterPlace } from '../ground/messages.ts'
import { AfterLoad, Column, Entity, PrimaryGeneratedColumn } from 'typeorm'

/** The approved template of the WhatsApp account, and a text of ours per parameter. */
class TemplateMapping {
  @Column({ name: 'whatsapp_name', type: 'text', nullable: true })
  name!: string | null

  @Column({ name: 'whatsapp_language', type: 'text', nullable: true })
  language!: string | null

  @Column({ name: 'whatsapp_parameters', type: 'jsonb', default: [] })
  parameters!: { name?: string; place?: ParameterPlace; value: string }[]
}

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

  /** Null when it is said in none. */
  @Column(() => TemplateMapping, { prefix: false })
  whatsapp!: TemplateMapping | null

  @Column({ type: 'int', default: 1 })
  version!: number

  @Column({ name: 'archived_at', type: 'timestamptz', nullable: true })
  archivedAt!: Date | null

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date

  @Column({ name: 'updated_at', type: 'timestamptz', default: () => 'now()' })
  updatedAt!: Date

  @AfterLoad()
  forgetEmptyMapping(): void {
    if (!this.whatsapp?.name) this.whatsapp = null
  }
}
