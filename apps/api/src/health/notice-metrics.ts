/** What a monitor sees of notices: what became of the pushes of a day, and what waits. */
import type { Db } from '@relance/relance'
import { Gauge, type Registry } from 'prom-client'

const OUTCOMES = `
  select coalesce(outcome, 'waiting') as outcome, count(*)::int as pushes from push_sends
   where created_at > relance_now() - interval '1 day' group by 1`

const OLDEST = `
  select coalesce(extract(epoch from relance_now() - min(created_at)), 0)::float8 as seconds from push_sends
   where next_try_at is not null and device_id is not null`

export function addNoticeMetrics(registry: Registry, db: Db): void {
  new Gauge({
    name: 'relance_pushes',
    help: 'Pushes to the devices of closers in the last 24 hours by what became of them',
    labelNames: ['outcome'],
    registers: [registry],
    async collect() {
      this.reset()
      const rows = await db.query<{ outcome: string; pushes: number }>(OUTCOMES)
      for (const { outcome, pushes } of rows) this.set({ outcome }, pushes)
    },
  })
  new Gauge({
    name: 'relance_push_oldest_waiting_seconds',
    help: 'How long the oldest push has waited that is still to be sent',
    registers: [registry],
    async collect() {
      this.set((await db.query<{ seconds: number }>(OLDEST))[0]?.seconds ?? 0)
    },
  })
}
