/** The two functions that lock numbers by names that say so: all that a transaction makes leads of, or the one that opts out. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class NumberLocks1765300613000 implements MigrationInterface {
  name = 'NumberLocks1765300613000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter function hold_numbers(text[]) rename to share_number_locks;
      alter function keep_numbers(text[]) rename to take_number_locks`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter function share_number_locks(text[]) rename to hold_numbers;
      alter function take_number_locks(text[]) rename to keep_numbers`)
  }
}
