/** Whether the database answers, and whether it takes writes. */
import { type Db, lastFullAt, type Pool, troubleOf } from '@relance/relance'

/** `busy`: it answers others, and this question had to wait too long. */
export type DatabaseState = 'up' | 'busy' | 'read_only' | 'disk_full' | 'down'

/** A page or so in a table of its own, which goes with the transaction: what a full disk refuses. */
const TINY_WRITE = `create temp table disk_probe on commit drop as
  select string_agg(md5(random()::text), '') as filling from generate_series(1, 1000)`

export class DatabaseWatch {
  private roomAt = Number.NEGATIVE_INFINITY

  constructor(
    private readonly db: Db,
    private readonly pools: readonly Pool[],
  ) {}

  /** Writes nothing, unless a write was refused for want of space: then until a tiny one succeeds. */
  async look(): Promise<DatabaseState> {
    try {
      const [row] = await this.db.query<{ isReadOnly: boolean }>(
        `select pg_is_in_recovery() or current_setting('transaction_read_only')::bool as "isReadOnly"`,
      )
      if (row?.isReadOnly) return 'read_only'
      if (Math.max(...this.pools.map(lastFullAt)) > this.roomAt) await this.tryToWrite()
      return 'up'
    } catch (error) {
      return troubleOf(error) ?? 'down'
    }
  }

  private async tryToWrite(): Promise<void> {
    const from = performance.now()
    await this.db.query(TINY_WRITE)
    this.roomAt = from
  }
}
