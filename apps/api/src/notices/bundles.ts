/** Claims the relances to notify people of. A claimed relance is notified once, by whichever server sends it; if that server dies, not at all. */
import { type Db, readNow } from '@relance/relance'
import type { Window } from '@relance/relance/core'
import { instant, isOpenItem, ms } from '@relance/relance/sql'
import { decideNotice, type Person } from './decide-notices.pure.ts'

/** Condition on relances `r` and their leads `l`: can be acted on now, as in the inbox. */
export const TO_DO = `${isOpenItem('r')} and r.deliver_at <= relance_now()
  and r.expires_at > relance_now() and l.stop_suspected_at is null`

/** Condition: person `u` was not notified of the relance and has not opened it. */
const FRESH = `from relances r join leads l on l.id = r.lead_id
   left join told_relances t on t.relance_id = r.id and t.user_id = u.id and t.deliver_at = r.deliver_at
  where r.closer_id = u.id and r.state <> 'opened' and ${TO_DO} and t.relance_id is null`

interface PersonRow extends Omit<Person, 'holidays' | 'window'> {
  userId: string
  window: Window
  holidays: string[]
}

/** Decides for everybody with a device. Returns how many people get a notification. */
export async function claimBundles(db: Db): Promise<number> {
  return db.transaction(async (tx) => {
    const people = await lockPeople(tx)
    if (people.length === 0) return 0
    const rows = await readPeople(tx, people)
    const now = await readNow(tx)
    const told = rows.flatMap(({ userId, holidays, ...row }) => {
      const decision = decideNotice({ ...row, holidays: new Set(holidays) }, now)
      return decision.kind === 'tell' ? [{ userId, closesAt: decision.closesAt }] : []
    })
    if (told.length > 0) await writeBundles(tx, told)
    return told.length
  })
}

/** Locks each person, so that one server decides for them; other servers skip them. */
async function lockPeople(tx: Db): Promise<string[]> {
  await tx.query(
    `insert into notice_profiles (user_id)
       select distinct d.user_id from push_devices d where not exists (select from notice_profiles n where n.user_id = d.user_id)
     on conflict do nothing`,
  )
  const rows = await tx.query<{ userId: string }>(
    `select n.user_id as "userId" from notice_profiles n join users u on u.id = n.user_id
      where u.disabled_at is null and exists (select from push_devices d where d.user_id = n.user_id)
      order by n.user_id for update of n skip locked`,
  )
  return rows.map(({ userId }) => userId)
}

/** Read after the locks, to see what another server has claimed. */
function readPeople(tx: Db, userIds: readonly string[]): Promise<PersonRow[]> {
  return tx.query<PersonRow>(
    `select u.id as "userId", n."window", coalesce(u.time_zone, s.time_zone) as "timeZone", ${ms('n.pushed_at')} as "toldAt",
            exists (select from absences a where a.user_id = u.id
                      and (relance_now() at time zone s.time_zone)::date between a.from_on and a.to_on) as "isAbsent",
            coalesce((select json_agg(to_char(held_on, 'YYYY-MM-DD')) from holidays), '[]') as holidays,
            f.fresh, f.since
       from users u join notice_profiles n on n.user_id = u.id cross join settings s
       cross join lateral (select count(*)::int as fresh, ${ms('min(greatest(r.deliver_at, r.recorded_at))')} as since ${FRESH}) f
      where u.id = any($1) and f.fresh > 0`,
    [userIds],
  )
}

async function writeBundles(tx: Db, told: readonly { userId: string; closesAt: number }[]): Promise<void> {
  await tx.query(
    `with people as (select u.id, p.closes_at from unnest($1::uuid[], $2::float8[]) p(user_id, closes_at) join users u on u.id = p.user_id),
     claimed as (
       insert into told_relances (relance_id, user_id, deliver_at, told_at)
         select r.id, u.id, r.deliver_at, relance_now() from people u cross join lateral (select r.id, r.deliver_at ${FRESH}) r
       on conflict (relance_id) do update
         set user_id = excluded.user_id, deliver_at = excluded.deliver_at, told_at = excluded.told_at
       returning user_id, relance_id
     ), bundles as (
       select c.user_id, count(*)::int as fresh,
              case when count(*) = 1 then (array_agg(c.relance_id))[1] end as relance_id
         from claimed c group by c.user_id
     ), noted as (
       update notice_profiles n set pushed_at = relance_now() from bundles b where b.user_id = n.user_id
     )
     insert into push_sends (user_id, device_id, relance_id, fresh, closes_at, next_try_at)
       select b.user_id, d.id, b.relance_id, b.fresh, ${instant('p.closes_at')}, relance_now()
         from bundles b join people p on p.id = b.user_id join push_devices d on d.user_id = b.user_id`,
    [told.map(({ userId }) => userId), told.map(({ closesAt }) => closesAt)],
  )
}
