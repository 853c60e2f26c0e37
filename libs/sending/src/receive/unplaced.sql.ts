/** Events about persons nobody here knows: what a person is shown of them, and what a person says of them. */
import type { Db } from '@relance/relance'
import type { ChannelEvent } from '@relance/relance/core'
import { instant, lockLeads } from '@relance/relance/sql'
import type { Identity } from '../attempts/identities.pure.ts'
import { lockLeadRows, writeIdentities } from '../attempts/people.sql.ts'
import { allNames, isOfPerson, namesAfter, namesOf, type PersonEvent } from './person-events.pure.ts'

export type UnplacedState = 'unknown' | 'set_aside'

export interface Unplaced {
  id: string
  state: UnplacedState
  receivedAt: Date
  event: PersonEvent
}

export interface UnplacedRow {
  id: string
  state: UnplacedState
  receivedAt: Date
  event: ChannelEvent
}

const COLUMNS = 'id, state, received_at as "receivedAt", event'

export const UNPLACED_ROWS = `
  select ${COLUMNS}, to_timestamp((event->>'at')::float8 / 1000) as "at" from whatsapp_events where state in ('unknown', 'set_aside')`

/** Null when there is none, or when the person is known by now. */
export async function readUnplaced(db: Db, id: string): Promise<Unplaced | null> {
  const [row] = await db.query<UnplacedRow>(
    `select ${COLUMNS} from whatsapp_events where id = $1 and state in ('unknown', 'set_aside')`,
    [id],
  )
  return row ? (unplacedOf(row)[0] ?? null) : null
}

export const unplacedOf = ({ id, state, receivedAt, event }: UnplacedRow): Unplaced[] =>
  isOfPerson(event) ? [{ id, state, receivedAt, event }] : []

/**
 * A person says whose event it is: the lead is known by its names from now on, and everything they sent is read again. What they had
 * asked for before is the lead's. False when the lead is gone.
 */
export async function attachEvent(tx: Db, { event }: Unplaced, leadId: string, now: number): Promise<boolean> {
  await lockLeads(tx, [leadId])
  await lockLeadRows(tx, [leadId])
  const [lead] = await tx.query<{ phone: string | null }>(
    'select phone from leads where id = $1 and erased_at is null',
    [leadId],
  )
  if (!lead) return false
  const names = allNames(event)
  await writeIdentities(
    tx,
    identitiesOf(event, now).flatMap((one) => (one.value === lead.phone ? [] : [{ ...one, leadId }])),
  )
  await tx.query(
    `with own as (
       delete from opt_outs where lead_id is null and phone_hash in (select opt_out_hash(name) from unnest($1::text[]) as n(name))
       returning opted_out_at)
     update leads set opted_out_at = least(opted_out_at, o.at), updated_at = ${instant('$3')}
       from (select min(opted_out_at) as at from own) o where id = $2 and o.at is not null`,
    [names, leadId, now],
  )
  await tx.query(
    'delete from whatsapp_set_aside where not is_erased and name_hash in (select opt_out_hash(name) from unnest($1::text[]) as n(name))',
    [names],
  )
  await releaseNamed(tx, names)
  return true
}

function identitiesOf(event: PersonEvent, learntAt: number): Identity[] {
  const told = { learntFrom: 'person', learntAt } as const
  return [namesOf(event), namesAfter(event)].flatMap(({ from, userId, parentUserId, username }) => [
    ...(from ? [{ kind: 'wa_id' as const, value: from, ...told }] : []),
    ...[userId, parentUserId].flatMap((value) => (value ? [{ kind: 'user_id' as const, value, ...told }] : [])),
    ...(username ? [{ kind: 'username' as const, value: username, ...told }] : []),
  ])
}

/** What has any of these names is read again. */
async function releaseNamed(tx: Db, names: readonly string[]): Promise<void> {
  await tx.query(
    `update whatsapp_events set state = 'new' where key in (
       select key from whatsapp_events where state in ('unknown', 'set_aside') and names && $1::text[] order by key for update)`,
    [names],
  )
}

/** Nobody of ours, says a person: neither this event nor what they send later is asked about again. It counts once they are known. */
export async function setAside(tx: Db, { event }: Unplaced, now: number): Promise<void> {
  await tx.query(
    `insert into whatsapp_set_aside (name_hash, set_aside_at)
       select distinct opt_out_hash(name), ${instant('$2')} from unnest($1::text[]) as n(name) order by 1
     on conflict do nothing`,
    [allNames(event), now],
  )
  await moveNamed(tx, allNames(event), { from: 'unknown', to: 'set_aside' })
}

/** Asked about again. */
export async function takeBack(tx: Db, { event }: Unplaced): Promise<void> {
  const names = allNames(event)
  await tx.query(
    'delete from whatsapp_set_aside where not is_erased and name_hash in (select opt_out_hash(name) from unnest($1::text[]) as n(name))',
    [names],
  )
  await moveNamed(tx, names, { from: 'set_aside', to: 'unknown' })
}

async function moveNamed(
  tx: Db,
  names: readonly string[],
  { from, to }: { from: UnplacedState; to: UnplacedState },
): Promise<void> {
  await tx.query(
    `update whatsapp_events set state = $3 where key in (
       select key from whatsapp_events where state = $2 and names && $1::text[] order by key for update)`,
    [names, from, to],
  )
}
