/** The same events in any order and number, on a real database: what is written is what `planReceived` promises. */
import { whatsApp } from '@relance/whatsapp'
import fc from 'fast-check'
import type { ChannelEvent, Reaction } from '@relance/relance/core'
import { begin, host, HOUR, inbound, knowAs, scene, send, status, useDelivery } from '../test/delivery-fixture.ts'
import { applyEvents } from './receive.ts'
import { releaseMatched, storeEvents } from './store-events.sql.ts'

useDelivery()

const failed = (id: string, reaction: Reaction, at: number): ChannelEvent =>
  ({ ...status(id, 'failed'), at, error: { code: 131_026, details: 'x', reaction } }) as ChannelEvent

/** Six leads: delivered, opted out, back with a closer, taken back by a reply, unreachable, heard by an id. */
function historyOf(ids: readonly string[], now: number): ChannelEvent[] {
  const [a = '', b = '', c = '', d = '', e = '', f = ''] = ids
  const says = (place: number, text: string, at: number): ChannelEvent =>
    ({
      ...inbound(text, 'text', `in-${place}-${at}`),
      from: `+336399800000${place}`,
      userId: `FR.${place}`,
      at,
    }) as ChannelEvent
  return [
    { ...status(a, 'sent'), at: now + 1_000 } as ChannelEvent,
    { ...status(a, 'delivered'), at: now + 2_000 } as ChannelEvent,
    { ...status(null, 'read', `wamid.${a}`), at: now + 3_000 } as ChannelEvent,
    failed(b, 'opt_out', now + 1_000),
    failed(c, 'wait_a_day', now + 1_000),
    failed(d, 'wait_a_day', now + 1_000),
    says(4, 'Oui', now + 2_000),
    says(4, 'Stop', now + 5_000),
    failed(e, 'mark_unreachable', now + 1_000),
    failed(f, 'need_template', now + 4_000),
    says(6, 'Oui', now + 2_000),
    { kind: 'preference', from: null, userId: 'FR.1', at: now + 9_000, wantsMarketing: false },
    { kind: 'template_status', name: 'relance_1', language: 'fr', status: 'PAUSED', reason: null, at: now + 1_000 },
    { kind: 'template_status', name: 'relance_1', language: 'fr', status: 'APPROVED', reason: null, at: now + 2_000 },
  ]
}

/** What is left of it all, by lead. */
const outcome = () =>
  scene.db.query(
    `select l.first_name as name, l.opted_out_at as "optedOutAt", l.wrong_number_at as "wrongAt", l.last_contact_at as "contactAt",
            r.state, r.reason, r.channel, e.state as enrolment, e.next_due_at as "nextDueAt",
            s.accepted_at as "acceptedAt", s.delivered_at as "deliveredAt", s.read_at as "readAt", s.failed_at as "failedAt",
            s.cost_micros as cost, c.last_inbound_at as "inboundAt", (select json_agg(json_build_array(i.kind, i.value) order by i.kind, i.value) from whatsapp_identities i where i.lead_id = l.id) as names, c.not_before as "notBefore",
            (select count(*) from whatsapp_messages m where m.lead_id = l.id) as messages,
            (select json_agg(json_build_array(t.status, t.status_at)) from whatsapp_templates t) as templates
       from leads l join relances r on r.lead_id = l.id join enrolments e on e.id = r.enrolment_id
       join whatsapp_sends s on s.relance_id = r.id join whatsapp_contacts c on c.lead_id = l.id order by l.first_name`,
  )

async function play(order: (events: readonly ChannelEvent[]) => readonly ChannelEvent[][]): Promise<unknown> {
  await begin()
  await send(6)
  const rows = await scene.db.query<{ id: string }>(
    'select r.id from relances r join leads l on l.id = r.lead_id order by l.first_name',
  )
  // The id by which a preference names its person is known before.
  await knowAs('FR.1', 'P1')
  const events = historyOf(
    rows.map(({ id }) => id),
    scene.now,
  )
  scene.now += HOUR
  for (const batch of order(events)) {
    await storeEvents(scene.db, batch, scene.now)
    while ((await applyEvents(host(), whatsApp, 100)) > 0);
    await releaseMatched(scene.db)
  }
  return outcome()
}

it('any order, any repetition and any batches of the events leave the same rows', async () => {
  const expected = await play((events) => [[...events]])
  expect(expected).toHaveLength(6)
  const numbers = Array.from({ length: 28 }, (_, index) => index)
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(numbers, { minLength: 28 }),
      fc.integer({ min: 1, max: 7 }),
      async (places, size) => {
        const rows = await play((events) => {
          const shuffled = places.map((place) => events[place % events.length] as ChannelEvent)
          const batches: ChannelEvent[][] = []
          for (let from = 0; from < shuffled.length; from += size) batches.push(shuffled.slice(from, from + size))
          return batches
        })
        expect(rows).toEqual(expected)
      },
    ),
    { numRuns: 8, endOnFailure: true },
  )
})
