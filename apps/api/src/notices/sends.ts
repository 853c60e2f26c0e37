/** The pushes to send: taken by one server, then sent, then settled. */
import type { Language } from '@relance/contract'
import type { Db } from '@relance/relance'
import { instant, ms } from '@relance/relance/sql'
import { TO_DO } from './bundles.ts'
import type { Sending } from './decide-notices.pure.ts'
import type { PushOutcome } from './push-answers.pure.ts'

export interface TakenSend extends Sending {
  id: string
  deviceId: string
  endpoint: string
  p256dh: Buffer
  auth: Buffer
  locale: Language
  tries: number
  now: number
}

/**
 * Takes one that is due, for this server alone: it is not due any more before it is sent, so that a server that dies at it sends it
 * neither twice nor later. What it would have said is in the inbox, and in the count of the next one. `spared`: origins of services that
 * are not to be called now.
 */
export async function takeSend(db: Db, spared: readonly string[] = []): Promise<TakenSend | null> {
  const [row] = await db.query<TakenSend>(
    `with taken as (
       update push_sends set tries = tries + 1, taken_at = relance_now(), next_try_at = null
        where id = (select q.id from push_sends q join push_devices at on at.id = q.device_id
                     where q.next_try_at <= relance_now() and substring(at.endpoint from '^[a-z]+://[^/]+') <> all($1)
                     order by q.next_try_at, q.id limit 1 for update of q skip locked)
       returning id, user_id, device_id, relance_id, fresh, closes_at, tries
     )
     select p.id::text, d.id as "deviceId", d.endpoint, d.p256dh, d.auth, u.locale, p.fresh, p.tries,
            ${ms('p.closes_at')} as "closesAt", ${ms('relance_now()')} as now,
            (select r.id from relances r join leads l on l.id = r.lead_id
              where r.id = p.relance_id and r.closer_id = u.id and ${TO_DO}) as opens,
            (select count(*)::int from relances r join leads l on l.id = r.lead_id
              where (r.closer_id = u.id or r.closer_id is null and u.role = 'closer' and s.shared_queue) and ${TO_DO}) as open
       from taken p join push_devices d on d.id = p.device_id join users u on u.id = p.user_id cross join settings s`,
    [spared],
  )
  return row ?? null
}

/** When the next one is due; null when none is. */
export async function nextSendIn(db: Db): Promise<number | null> {
  const [row] = await db.query<{ inMs: number | null }>(
    `select ${ms('min(next_try_at) - relance_now()')} as "inMs" from push_sends
      where next_try_at is not null and device_id is not null`,
  )
  return row?.inMs ?? null
}

export async function settleSend(db: Db, { id, deviceId }: TakenSend, outcome: PushOutcome | { kind: 'settled' }) {
  if (outcome.kind === 'again') {
    await db.query(
      `update push_sends set next_try_at = relance_now() + $2 * interval '1 millisecond' where id = $1 and outcome is null`,
      [id, outcome.afterMs],
    )
    return
  }
  await db.query(`update push_sends set outcome = $2, settled_at = relance_now() where id = $1`, [id, outcome.kind])
  if (outcome.kind === 'gone') await db.query('delete from push_devices where id = $1', [deviceId])
}

/** Marks as unknown the pushes whose server died while it sent them. Returns how many. */
export async function loseStaleSends(db: Db, olderThanMs: number): Promise<number> {
  const rows = await db.query(
    `update push_sends set outcome = 'unknown', settled_at = relance_now()
      where outcome is null and next_try_at is null and taken_at < ${instant(`(${ms('relance_now()')} - $1)`)} returning id`,
    [olderThanMs],
  )
  return rows.length
}
