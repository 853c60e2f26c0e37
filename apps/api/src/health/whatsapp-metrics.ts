/** What a monitor sees of sending: the queue, outcomes, what is unknown, how far webhooks are behind, money. */
import type { Clock, Db } from '@relance/relance'
import { Gauge, type Registry } from 'prom-client'
import { readBudget } from '../whatsapp/budget.ts'
import { UNSETTLED_AFTER_MS } from '../whatsapp/sending-status.ts'

const QUEUE = `
  select count(*) filter (where deliver_at <= $1)::int as due, count(*)::int as queued,
         coalesce(extract(epoch from $1::timestamptz - min(deliver_at) filter (where deliver_at <= $1)), 0)::float8 as oldest
    from relances where state = 'queued'`

/** Of a day, so that a scrape costs what a day holds. */
const OUTCOMES = `
  select case when s.read_at is not null then 'read' when s.delivered_at is not null then 'delivered'
              when s.failed_at is not null then 'failed' when s.accepted_at is not null then 'accepted'
              when s.unknown_at is not null then 'unknown' else 'sending' end as outcome, count(*)::int as sends
    from whatsapp_sends s where s.taken_at > $1::timestamptz - interval '1 day' group by 1`

const LAG = `
  select coalesce(extract(epoch from $1::timestamptz - min(received_at)), 0)::float8 as lag, count(*)::int as waiting
    from whatsapp_events where state = 'new'`

const UNSETTLED = `
  select count(*)::int as unsettled from relances r join whatsapp_sends s on s.relance_id = r.id
   where r.state = 'unknown' and s.unknown_at < $1::timestamptz - interval '${UNSETTLED_AFTER_MS} milliseconds'`

export function addWhatsAppMetrics(registry: Registry, db: Db, clock: Clock): void {
  const one = async <Row>(sql: string): Promise<Row | undefined> => (await db.query<Row>(sql, [new Date(clock())]))[0]
  const gauge = (name: string, help: string, read: () => Promise<number | undefined>) =>
    new Gauge({
      name: `relance_whatsapp_${name}`,
      help,
      registers: [registry],
      collect: async function () {
        this.set((await read()) ?? 0)
      },
    })
  const queue = () => one<{ queued: number; due: number; oldest: number }>(QUEUE)
  const events = () => one<{ lag: number; waiting: number }>(LAG)
  gauge('queued', 'Messages recorded and not sent yet', async () => (await queue())?.queued)
  gauge('due', 'Messages whose time has come and that were not sent yet', async () => (await queue())?.due)
  gauge('oldest_due_seconds', 'How long the oldest of them has waited', async () => (await queue())?.oldest)
  gauge('unsettled', 'Messages whose outcome has been unknown for more than 15 minutes', async () => {
    return (await one<{ unsettled: number }>(UNSETTLED))?.unsettled
  })
  gauge(
    'webhook_lag_seconds',
    'Age of the oldest event that was stored and not applied',
    async () => (await events())?.lag,
  )
  gauge('webhook_waiting', 'Events stored and not applied', async () => (await events())?.waiting)
  gauge('budget_used', 'Part of the month’s budget that is spent or under way; 0 without a budget', async () => {
    const { spentMicros, budgetMicros } = await readBudget(db, clock())
    return budgetMicros === null ? 0 : spentMicros / budgetMicros
  })
  new Gauge({
    name: 'relance_whatsapp_sends',
    help: 'Messages of the last 24 hours by what became of them',
    labelNames: ['outcome'],
    registers: [registry],
    async collect() {
      this.reset()
      const rows = await db.query<{ outcome: string; sends: number }>(OUTCOMES, [new Date(clock())])
      for (const { outcome, sends } of rows) this.set({ outcome }, sends)
    },
  })
}
