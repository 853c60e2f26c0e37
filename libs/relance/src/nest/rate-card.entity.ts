/** What a message of a category costs in a market, from a day on. */
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'
import type { Category } from '../core.ts'

@Entity('rate_cards')
export class RateCard {
  @PrimaryGeneratedColumn('uuid')
  id!: string

  /** A calling code without `+`; empty is everywhere else. */
  @Column({ type: 'text' })
  market!: string

  @Column({ type: 'text' })
  category!: Category

  /** Millionths of the currency: a 64-bit number, as text. */
  @Column({ name: 'price_micros', type: 'bigint' })
  priceMicros!: string

  /** How many messages each sending number has free in a calendar month. */
  @Column({ name: 'free_per_month', type: 'int', default: 0 })
  freePerMonth!: number

  @Column({ type: 'char', length: 3, default: 'EUR' })
  currency!: string

  /** `YYYY-MM-DD`. */
  @Column({ name: 'valid_from', type: 'date' })
  validFrom!: string

  @Column({ type: 'text', nullable: true })
  note!: string | null

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date
}
