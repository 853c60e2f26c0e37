/** Takes what events are about: whom they concern, and how all of it stands once it is locked. */
import type { Db } from '@relance/relance'
import { type ChannelEvent, INBOX } from '@relance/relance/core'
import { instant, ms, OPEN_STATES } from '@relance/relance/sql'
import { numbersOf, ruleSends } from '../attempts/effects.sql.ts'
import { people, personOf, type PersonRow } from '../attempts/people.sql.ts'
import { effectsOf } from '../attempts/receipt.pure.ts'
import { numbers } from '../pace/numbers.sql.ts'
import { allNames, isOfPerson } from './person-events.pure.ts'
import { ofKind } from './events.pure.ts'
import type { ReceivedState, SentState, StoredEvent } from './received.pure.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** A message a status may be about, or a lead that is named. */
export interface Concerned {
  leadId: string
  relanceId: string | null
  messageId: string | null
  ruleId: string | null
  numberId: string | null
}

/** Messages by the id we gave along, which the channel echoes, else by its own; leads by every name the channel has for them. */
export function findConcerned(tx: Db, stored: readonly StoredEvent[]): Promise<Concerned[]> {
  const events = stored.map(({ event }) => event)
  const statuses = ofKind(events, 'status')
  const ids = statuses.flatMap(({ relanceId }) => (relanceId !== null && UUID.test(relanceId) ? [relanceId] : []))
  const messageIds = statuses.filter(({ relanceId }) => relanceId === null).map(({ messageId }) => messageId)
  return tx.query<Concerned>(FIND, [ids, messageIds, namesIn(events), answeredIn(events)])
}

/** Every name in the batch, numbers in all their forms. */
const namesIn = (events: readonly ChannelEvent[]): string[] => unique(events.filter(isOfPerson).flatMap(allNames))

/** Messages that are answered. */
const answeredIn = (events: readonly ChannelEvent[]): string[] =>
  unique([...ofKind(events, 'inbound'), ...ofKind(events, 'echo')].flatMap(({ inReplyTo }) => inReplyTo ?? []))

const SEND = `
  select r.lead_id as "leadId", s.relance_id as "relanceId", s.message_id as "messageId", s.rule_id as "ruleId",
         s.number_id as "numberId" from whatsapp_sends s join relances r on r.id = s.relance_id`
const FIND = `
  ${SEND} where s.relance_id = any($1::uuid[])
  union ${SEND} where s.message_id = any($2::text[])
  union select id, null, null, null, null from leads where phone = any($3::text[])
  union select lead_id, null, null, null, null from whatsapp_identities where value = any($3::text[])
  union select r.lead_id, null, null, null, null from whatsapp_sends s join relances r on r.id = s.relance_id
         where s.message_id = any($4::text[])`

export interface Concern {
  relanceIds: string[]
  leadIds: string[]
  /** Whose rows may change by more than what became of a message. */
  personIds: string[]
  numbers: { isAll: boolean; ids: string[] }
  /** Rules whose messages are told to have failed. */
  ruleIds: string[]
}

/** What is to be locked, and read. `now` in milliseconds. */
export function concernOf(stored: readonly StoredEvent[], found: readonly Concerned[], now: number): Concern {
  const failures = ofKind(
    stored.map(({ event }) => event),
    'status',
  ).flatMap((event) => {
    if (event.status !== 'failed') return []
    const echoed = event.relanceId?.toLowerCase()
    const own = found.find(
      (one) => one.relanceId !== null && (one.relanceId === echoed || one.messageId === event.messageId),
    )
    const effects = event.error ? effectsOf(event.error.reaction, undefined, now) : {}
    return own?.numberId && own.ruleId ? [{ ...own, numberId: own.numberId, ruleId: own.ruleId, effects }] : []
  })
  // A status may tell who somebody is that another event of the batch is about.
  const named = stored.some(({ event }) => isOfPerson(event)) ? found : []
  return {
    relanceIds: unique(found.flatMap(({ relanceId }) => relanceId ?? [])),
    leadIds: unique(found.map(({ leadId }) => leadId)),
    personIds: unique([...named, ...failures].map(({ leadId }) => leadId)),
    numbers: numbersOf(failures),
    ruleIds: unique(failures.map(({ ruleId }) => ruleId)),
  }
}

const unique = (ids: readonly string[]): string[] => [...new Set(ids)].sort()

/** Selects {@link SentState}; `ids` is an expression of relance ids. */
const sends = (ids: string): string => `
  select r.id as "relanceId", r.lead_id as "leadId", r.rule_id as "ruleId", s.number_id as "numberId", r.state, r.reason, r.step,
         ${ms('s.due_at')} as "dueAt", ${ms('s.taken_at')} as "takenAt", ${ms('r.expires_at')} as "expiresAt",
         l.time_zone as "timeZone", l.phone, s.message_id as "messageId", ${ms('s.accepted_at')} as "acceptedAt", ${ms('s.proved_at')} as "provedAt",
         ${ms('s.delivered_at')} as "deliveredAt", ${ms('s.read_at')} as "readAt", ${ms('s.failed_at')} as "failedAt", s.reaction,
         s.error_code as "errorCode", s.error_details as "errorDetails", s.cost_micros::float8 as cost
    from relances r join whatsapp_sends s on s.relance_id = r.id join leads l on l.id = r.lead_id where r.id = any(${ids})`

/** Also messages that failed and are not late: a closer has one of them in the channel's place, or is to have it. */
const FAILED = `
  select d.id from relances d join whatsapp_sends f on f.relance_id = d.id
   where d.lead_id = any($2::uuid[]) and f.reaction is not null and (d.state = 'due' or d.expires_at > ${instant('$7')})`

const listOf = (rows: string, name: string): string =>
  `coalesce((select json_agg(x) from (${rows}) x), '[]') as ${name}`

const READ = `
  select ${listOf(sends(`array(select unnest($1::uuid[]) union ${FAILED})`), 'sends')},
         ${listOf(people('$2::uuid[]'), 'people')},
         coalesce((select json_agg(id) from whatsapp_messages where id = any($3::text[])), '[]') as "knownMessages",
         ${listOf(numbers('$4', '$5::text[]'), 'numbers')},
         ${listOf(ruleSends('$6::uuid[]', '$7::float8'), 'rules')},
         ${listOf(
           `select w.name, w.language, w.status, ${ms('w.status_at')} as "statusAt"
              from whatsapp_templates w join unnest($8::text[], $9::text[]) as n(name, language) using (name, language)
             group by w.name, w.language`,
           'templates',
         )},
         ${listOf(
           `select s.message_id as "messageId", r.lead_id as "leadId" from whatsapp_sends s join relances r on r.id = s.relance_id
             where s.message_id = any($10::text[])`,
           'recipients',
         )},
         ${listOf(
           `select n.name, ${ms('o.opted_out_at')} as at from unnest($11::text[]) as n(name)
              join opt_outs o on o.phone_hash = opt_out_hash(n.name) and o.lead_id is null`,
           '"leftNames"',
         )},
         coalesce((select json_agg(n.name) from unnest($11::text[]) as n(name)
                     join whatsapp_set_aside a on a.name_hash = opt_out_hash(n.name) where not a.is_erased), '[]') as "setAside",
         coalesce((select json_agg(n.name) from unnest($11::text[]) as n(name)
                     join whatsapp_set_aside a on a.name_hash = opt_out_hash(n.name) where a.is_erased), '[]') as erased,
         ${listOf(
           `select r.id as "relanceId", r.lead_id as "leadId", r.message, ${ms('r.recorded_at')} as "recordedAt",
                   ${ms('r.dropped_at')} as "takenBackAt" from relances r
             where $12 and r.lead_id = any($2::uuid[]) and r.channel = '${INBOX}' and (r.state in ${OPEN_STATES}
               or r.state = 'withdrawn' and r.reason in ('replied', 'opted_out', 'stop_suspected'))`,
           '"openItems"',
         )},
         coalesce((select json_agg(id order by id) from whatsapp_numbers), '[]') as "ownNumbers"`

type Row = Omit<ReceivedState, 'people'> & { people: PersonRow[] }

/** The whole state in one statement. The rows must be locked. */
export async function readState(
  tx: Db,
  stored: readonly StoredEvent[],
  { relanceIds, leadIds, numbers: concerned, ruleIds }: Omit<Concern, 'personIds'>,
  now: number,
): Promise<ReceivedState> {
  const events = stored.map(({ event }) => event)
  const templates = ofKind(events, 'template_status')
  const [row] = await tx.query<Row>(READ, [
    relanceIds,
    leadIds,
    [...ofKind(events, 'inbound'), ...ofKind(events, 'echo')].map(({ messageId }) => messageId),
    concerned.isAll,
    concerned.ids,
    ruleIds,
    now,
    templates.map(({ name }) => name),
    templates.map(({ language }) => language),
    answeredIn(events),
    [
      ...namesIn(events),
      ...unique(
        ofKind(events, 'status').flatMap(({ to, userId, parentUserId }) =>
          [to, userId, parentUserId].flatMap((one) => one ?? []),
        ),
      ),
    ],
    events.some(({ kind }) => kind === 'echo'),
  ])
  if (!row) throw new Error('What events are about came back empty.')
  return { ...row, people: row.people.map(personOf) }
}

/** One message. The lock of its lead must be held. */
export async function readSend(tx: Db, relanceId: string): Promise<SentState | null> {
  const [row] = await tx.query<SentState>(sends('array[$1::uuid]'), [relanceId])
  return row ?? null
}
