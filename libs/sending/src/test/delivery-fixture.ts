/** Sending on a real database, with a sender and a clock of the test's own. */
import {
  addLeads,
  addNumbers,
  addRule,
  createTestDatabase,
  emptyTables,
  mapTemplates,
  NUMBER,
  openQueues,
  TUESDAY_10H,
  type TestDatabase,
} from '@relance/testing'
import type { OutgoingMessage, SendOutcome, ChannelEvent } from '@relance/relance/core'
import { createDelivery } from '../queue/deliver.ts'
import { type Db, run } from '@relance/relance'
import { applyEvents } from '../receive/receive.ts'
import { whatsApp } from '@relance/whatsapp'
import { releaseMatched, storeEvents } from '../receive/store-events.sql.ts'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR

const accepted = ({ relanceId }: OutgoingMessage): SendOutcome => ({
  kind: 'accepted',
  messageId: `wamid.${relanceId}`,
  number: null,
})

/** What a test sees and sets: the instant, what was sent and when a send was to start, and what WhatsApp answers. */
export const scene = {
  db: undefined as unknown as Db,
  now: TUESDAY_10H,
  sent: [] as OutgoingMessage[],
  starts: [] as number[],
  answer: accepted as (message: OutgoingMessage) => SendOutcome | Promise<SendOutcome>,
}

/** All that a test here writes; a database of its own for each would cost more than the test. */
const WRITTEN = [
  ...['leads', 'rules', 'templates', 'frequencies', 'runs', 'opt_outs'],
  ...['whatsapp_numbers', 'whatsapp_templates', 'whatsapp_events', 'whatsapp_set_aside'],
]
const DEFAULTS = `
  update whatsapp_settings set stopped_at = default, stop_reason = default, falls_back = default, monthly_budget_micros = default`

export function useDelivery(): void {
  let test: TestDatabase
  beforeAll(async () => {
    test = await createTestDatabase()
  })
  afterAll(() => test.drop())
  beforeEach(() => begin(test.db))
}

/** As every test finds it. */
export async function begin(db: Db = scene.db): Promise<void> {
  await emptyTables(db, WRITTEN)
  await db.query(DEFAULTS)
  Object.assign(scene, { db, now: TUESDAY_10H, sent: [], starts: [], answer: accepted })
}

export const host = () => ({ db: scene.db, clock: () => scene.now })

export function delivery(numberIds: readonly string[] = [NUMBER]) {
  const sender = {
    send: async (message: OutgoingMessage) => {
      scene.sent.push(message)
      return scene.answer(message)
    },
  }
  const waitUntil = async (at: number) => scene.starts.push(at)
  return createDelivery({
    ...host(),
    channel: whatsApp,
    senders: new Map(numberIds.map((id) => [id, sender])),
    waitUntil,
  })
}

/** Looks as often as it is told to come back soon; the clock goes along. */
export async function pumpAll(): Promise<void> {
  const one = delivery()
  for (let next: number | null = scene.now; next !== null && next < scene.now + 200; ) {
    scene.now = Math.max(scene.now, next)
    next = await one.pump(NUMBER)
  }
  await one.drain()
}

/** Leads whose first step is recorded for WhatsApp now, once `change` has made of them what they are. Returns the rule. */
export async function queue(count: number, change?: () => Promise<unknown>): Promise<string> {
  await addLeads(scene.db, count, { lastContactAt: scene.now - 3 * DAY })
  await change?.()
  const ruleId = await addRule(scene.db, { channel: 'whatsapp' })
  await addNumbers(scene.db)
  await mapTemplates(scene.db)
  await openQueues(scene.db)
  await run(host(), { trigger: 'manual' })
  return ruleId
}

export const states = async () =>
  Object.fromEntries(
    (
      await scene.db.query<{ state: string; count: number }>(
        'select state, count(*)::int as count from relances group by state',
      )
    ).map(({ state, count }) => [state, count]),
  )
export const relance = async () =>
  (
    await scene.db.query<Record<string, unknown>>(
      `select r.id, r.state, r.reason, r.channel, r.message, r.deliver_at as "deliverAt", s.attempts, s.failures, s.message_id as "messageId",
              s.estimate_micros::int as estimate, e.next_due_at as "nextDueAt", p.last_relance_at as "lastRelanceAt"
         from relances r left join whatsapp_sends s on s.relance_id = r.id left join enrolments e on e.id = r.enrolment_id
         left join lead_pacing p on p.lead_id = r.lead_id`,
    )
  )[0] as Record<string, unknown> & { id: string; deliverAt: Date; nextDueAt: Date }

/** Messages that were sent; `lost` ones got no answer. Returns their ids. */
export async function send(count: number, { lost = false } = {}): Promise<string[]> {
  await queue(count)
  if (lost) scene.answer = () => ({ kind: 'unknown', error: { code: null, details: 'time-out' } })
  await pumpAll()
  return scene.sent.map(({ relanceId }) => relanceId)
}

/** What WhatsApp tells of a message, now. */
export const status = (
  relanceId: string | null,
  one: 'sent' | 'delivered' | 'read' | 'failed',
  messageId = `wamid.${relanceId}`,
): ChannelEvent => ({
  kind: 'status',
  messageId,
  relanceId,
  status: one,
  at: scene.now,
  to: '+33639980001',
  userId: null,
  error: one === 'failed' ? { code: 131026, details: 'Undeliverable', reaction: 'mark_unreachable' } : null,
  pricing: one === 'failed' ? null : { isBillable: true, category: 'marketing' },
})

/** Stores the events and applies them, with what they make known of others. */
export async function tell(...events: ChannelEvent[]): Promise<void> {
  await storeEvents(scene.db, events, scene.now)
  do while ((await applyEvents(host(), whatsApp, 100)) > 0);
  while ((await releaseMatched(scene.db)) > 0)
}

/** All leads, or the one with this first name, are known by an id that stands for a number. */
export const knowAs = (userId: string, firstName: string | null = null) =>
  scene.db.query(
    `insert into whatsapp_identities (lead_id, kind, value, learnt_from, learnt_at)
       select id, 'user_id', $1, 'reply', relance_now() from leads where $2::text is null or first_name = $2`,
    [userId, firstName],
  )

/** The first row. */
export const one = async (sql: string) => (await scene.db.query<Record<string, unknown>>(sql))[0]

/** What a lead writes or does, now. */
export const inbound = (
  text: string | null,
  content: 'text' | 'reaction' = 'text',
  messageId = 'wamid.in',
): ChannelEvent => ({
  kind: 'inbound',
  messageId,
  from: '+3363998000001',
  userId: 'FR.1',
  inReplyTo: null,
  at: scene.now,
  content,
  text,
  payload: null,
})
