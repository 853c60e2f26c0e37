/** Morning digests: claimed per person and day, taken by one server, then sent. */
import type { Language } from '@relance/contract'
import { type Db, readNow } from '@relance/relance'
import { isOpenItem, ms } from '@relance/relance/sql'
import { decideDigest, type DigestPerson } from './decide-notices.pure.ts'

/** Condition on relances `r` and their leads `l` for user `u`: overdue or due today, in the person's time zone. */
const OF_TODAY = `r.closer_id = u.id and ${isOpenItem('r')}
  and r.expires_at > relance_now() and l.stop_suspected_at is null
  and r.deliver_at < (date_trunc('day', relance_now() at time zone coalesce(u.time_zone, s.time_zone)) + interval '1 day')
                       at time zone coalesce(u.time_zone, s.time_zone)`

const MAX_TRIES = 4
const WAIT_MS = 5 * 60_000

interface PersonRow extends Omit<DigestPerson, 'holidays'> {
  userId: string
  holidays: string[]
}

/** Decides for everybody whose day begins. Two servers at once write one row. */
export async function claimDigests(db: Db): Promise<void> {
  const now = await readNow(db)
  const decided = (await readPeople(db)).flatMap(({ userId, holidays, ...row }) => {
    const decision = decideDigest({ ...row, holidays: new Set(holidays) }, now)
    return decision.kind === 'wait' ? [] : [{ userId, ...decision }]
  })
  if (decided.length === 0) return
  await db.query(
    `insert into digests (user_id, day, next_try_at, outcome)
       select n.user_id, n.day, case when n.is_sent then relance_now() end, case when not n.is_sent then 'settled' end
         from unnest($1::uuid[], $2::date[], $3::boolean[]) n(user_id, day, is_sent)
     on conflict do nothing`,
    [decided.map(({ userId }) => userId), decided.map(({ day }) => day), decided.map(({ kind }) => kind === 'send')],
  )
}

function readPeople(db: Db): Promise<PersonRow[]> {
  return db.query<PersonRow>(
    `select u.id as "userId", coalesce(u.time_zone, s.time_zone) as "timeZone",
            coalesce(n."window", '{"days": [1, 2, 3, 4, 5], "from": "08:00", "to": "19:00"}') as "window",
            coalesce(n.has_digest, true) as "hasDigest",
            exists (select from absences a where a.user_id = u.id
                      and (relance_now() at time zone s.time_zone)::date between a.from_on and a.to_on) as "isAbsent",
            (select to_char(max(d.day), 'YYYY-MM-DD') from digests d where d.user_id = u.id) as "lastDay",
            coalesce((select json_agg(to_char(held_on, 'YYYY-MM-DD')) from holidays), '[]') as holidays,
            (select count(*)::int from relances r join leads l on l.id = r.lead_id where ${OF_TODAY}) as open
       from users u cross join settings s left join notice_profiles n on n.user_id = u.id
      where u.disabled_at is null`,
  )
}

export interface TakenDigest {
  userId: string
  day: string
  tries: number
  email: string
  locale: Language
  timeZone: string
  /** The oldest relances, oldest first. */
  items: { id: string; firstName: string; deliverAt: number }[]
  open: number
}

/** For this server alone: it is not due any more before it is sent. */
export async function takeDigest(db: Db, most: number): Promise<TakenDigest | null> {
  const [row] = await db.query<TakenDigest>(
    `with taken as (
       update digests set tries = tries + 1, taken_at = relance_now(), next_try_at = null
        where (user_id, day) = (select user_id, day from digests where next_try_at <= relance_now()
                                 order by next_try_at, user_id limit 1 for update skip locked)
       returning user_id, day, tries
     )
     select u.id as "userId", to_char(t.day, 'YYYY-MM-DD') as day, t.tries, u.email, u.locale,
            coalesce(u.time_zone, s.time_zone) as "timeZone",
            (select count(*)::int from relances r join leads l on l.id = r.lead_id where ${OF_TODAY}) as open,
            coalesce((select json_agg(json_build_object('id', i.id, 'firstName', i.first_name, 'deliverAt', ${ms('i.deliver_at')})
                                      order by i.deliver_at, i.id)
                        from (select r.id, r.deliver_at, l.first_name from relances r join leads l on l.id = r.lead_id
                               where ${OF_TODAY} order by r.deliver_at, r.id limit $1) i), '[]') as items
       from taken t join users u on u.id = t.user_id and u.disabled_at is null cross join settings s`,
    [most],
  )
  return row ?? null
}

export type DigestOutcome = 'sent' | 'unknown' | 'settled' | 'again'

export async function settleDigest(db: Db, { userId, day, tries }: TakenDigest, outcome: DigestOutcome): Promise<void> {
  const isAgain = outcome === 'again' && tries < MAX_TRIES
  await db.query(
    `update digests set outcome = $3, next_try_at = case when $3::text is null then relance_now() + $4 * interval '1 millisecond' end
      where user_id = $1 and day = $2::date`,
    [userId, day, isAgain ? null : outcome === 'again' ? 'given_up' : outcome, WAIT_MS * tries],
  )
}
