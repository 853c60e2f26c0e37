/** Events that many read at once, some of which nobody can apply, on a real database: each is applied once, and nobody waits in a circle. */
import { NUMBER } from '@relance/testing'
import { whatsApp } from '@relance/whatsapp'
import type { ChannelEvent } from '@relance/relance/core'
import { applyEvents } from './receive.ts'
import { listUnsettled } from '../unsettled/list-unsettled.sql.ts'
import { loseSends } from '../attempts/record-receipts.sql.ts'
import { releaseMatched, storeEvents } from './store-events.sql.ts'
import { host, inbound, one, queue, scene, send, status, tell, useDelivery } from '../test/delivery-fixture.ts'

useDelivery()

it('an event that cannot be applied is put aside and keeps nobody else waiting', async () => {
  const [id = ''] = await send(1)
  await storeEvents(
    scene.db,
    [{ ...inbound('Oui'), at: Number.NaN } as ChannelEvent, status(id, 'delivered')],
    scene.now,
  )
  await scene.db.query(
    `update whatsapp_events set event = jsonb_set(event, '{at}', '"never"') where event->>'kind' = 'inbound'`,
  )
  await tell()
  expect(await one('select state from relances')).toEqual({ state: 'delivered' })
  expect(await one(`select state from whatsapp_events where event is not null`)).toEqual({ state: 'unreadable' })
})

it('many readers that meet an event nobody can apply put aside that one, and no other', async () => {
  const ids = await accept(60)
  for (const [place, id] of ids.entries()) {
    await storeEvents(
      scene.db,
      [
        place % 3 === 0
          ? ({ ...inbound('Oui', 'text', `wamid.in.${place}`), at: Number.NaN } as ChannelEvent)
          : status(id, 'delivered'),
      ],
      scene.now,
    )
  }
  const read = async () => {
    while ((await applyEvents(host(), whatsApp, 10)) > 0);
  }
  await Promise.all([read(), read(), read()])
  await read()
  expect(await one(`select count(*)::int as aside from whatsapp_events where state = 'unreadable'`)).toEqual({
    aside: 20,
  })
  expect(await one(`select count(*)::int as delivered from relances where state = 'delivered'`)).toEqual({
    delivered: 40,
  })
})

/** Messages that were accepted, by the hundred; every tenth got no answer: WhatsApp's echo of our id is all that names it. */
async function accept(count: number): Promise<string[]> {
  await queue(count)
  await scene.db.query(
    `update relances r set state = case when n.place % 10 = 0 then 'unknown' else 'accepted' end
       from (select id, row_number() over (order by id) - 1 as place from relances) n where n.id = r.id`,
  )
  await scene.db.query(
    `insert into whatsapp_sends (relance_id, rule_id, number_id, due_at, taken_at, kind, category, message_id)
       select id, rule_id, $1, deliver_at, deliver_at, 'template', 'marketing',
              case state when 'accepted' then 'wamid.' || id end from relances`,
    [NUMBER],
  )
  const rows = await scene.db.query<{ id: string }>('select id from relances order by id')
  return rows.map(({ id }) => id)
}

it('deliveries of the same events at once, readers, recorders and those who give up: nobody waits in a circle', async () => {
  const ids = await accept(200)
  const events = ids.flatMap((id) => [status(id, 'sent'), status(id, 'delivered'), status(id, 'failed')])
  const shuffled = (seed: number): ChannelEvent[] =>
    events
      .map((event, place) => ({ event, at: (place * 7_919 + seed * 104_729) % 1_009 }))
      .sort((a, b) => a.at - b.at)
      .map(({ event }) => event)
  const often = async (times: number, work: (time: number) => Promise<unknown>): Promise<void> => {
    for (let time = 0; time < times; time++) await work(time)
  }
  /** So that there is something to give up, and to list, again and again. */
  const unsettle = async (): Promise<void> => {
    await scene.db.query(
      `update relances set state = case when random() < 0.5 then 'sending' else 'unknown' end where id in (
         select id from relances where state <> 'sending' for update skip locked)`,
    )
    await scene.db.query(
      `update whatsapp_sends set listed_at = null, unknown_at = taken_at where relance_id in (
         select relance_id from whatsapp_sends for update skip locked)`,
    )
  }
  // As if their workers had died: who gives up and who reads meet on the same rows, in whatever order.
  await scene.db.query(`update relances set state = 'sending' where state = 'accepted'`)
  await Promise.all([
    ...[1, 2, 3].map((lane) => often(15, (time) => storeEvents(scene.db, shuffled(lane * 100 + time), scene.now))),
    ...[1, 2, 3].map(() => often(30, () => applyEvents(host(), whatsApp, 20))),
    often(30, async () => {
      await unsettle()
      await loseSends(scene.db, scene.now + 1, scene.now)
    }),
    often(30, async () => {
      await unsettle()
      await listUnsettled(scene.db, scene.now + 1, scene.now)
    }),
    often(30, () => releaseMatched(scene.db)),
  ])
  while ((await applyEvents(host(), whatsApp, 100)) > 0);
  expect(await one(`select count(*)::int as left from whatsapp_events where state <> 'applied'`)).toEqual({ left: 0 })
})

const EVENTS = Number(process.env.RELANCE_WEBHOOK_EVENTS ?? 3_000)

it(`${EVENTS} statuses told five times, shuffled, by two workers at once, leave every message as it should be`, async () => {
  const ids = await accept(Math.ceil(EVENTS / 3))
  const wanted = (place: number) => (['read', 'delivered', 'failed', 'read-alone'] as const)[place % 4] as string
  const events = ids.flatMap((id, place) => {
    const statuses: ('sent' | 'delivered' | 'read' | 'failed')[] =
      wanted(place) === 'read'
        ? ['sent', 'delivered', 'read']
        : wanted(place) === 'delivered'
          ? ['sent', 'failed', 'delivered']
          : wanted(place) === 'failed'
            ? ['sent', 'failed']
            : ['read']
    return statuses.map((one) => status(place % 2 === 0 ? id : null, one, `wamid.${id}`))
  })
  const all = Array.from({ length: 5 }, () => events).flat()
  let seed = 42
  for (let last = all.length - 1; last > 0; last--) {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    const other = seed % (last + 1)
    ;[all[last], all[other]] = [all[other] as ChannelEvent, all[last] as ChannelEvent]
  }
  const worker = async () => {
    while ((await applyEvents(host(), whatsApp, 500)) > 0);
  }
  for (let from = 0; from < all.length; from += 2_000) {
    await storeEvents(scene.db, all.slice(from, from + 2_000), scene.now)
    await Promise.all([worker(), worker()])
  }
  await releaseMatched(scene.db)
  await worker()
  const rows = await scene.db.query<{ id: string; state: string }>('select id, state from relances order by id')
  const wrong = rows.filter(({ state }, place) => {
    const should = wanted(place) === 'read-alone' ? 'read' : wanted(place)
    return state !== should
  })
  expect(wrong).toEqual([])
})
