/** Reads and writes what the channel knows of persons, and what of it is the lead's. */
import { type Db, undoing } from '@relance/relance'
import { instant, LEAD_COLUMNS, type LeadRow, leadOf, ms } from '@relance/relance/sql'
import { type Identity, mergeIdentities } from './identities.pure.ts'
import { countUnreachable, type LeadChange, leadChange, type PersonMove, type PersonState } from './people.pure.ts'

export type PersonRow = LeadRow & Omit<PersonState, 'lead'>

/** Selects {@link PersonRow}; `ids` is an expression of lead ids. */
export const people = (ids: string): string => `
  select ${LEAD_COLUMNS},
         coalesce((select json_agg(json_build_object('kind', i.kind, 'value', i.value, 'learntFrom', i.learnt_from, 'learntAt', ${ms('i.learnt_at')}))
                     from whatsapp_identities i where i.lead_id = l.id), '[]') as identities,
         (select ${ms('max(m.at)')} from whatsapp_messages m where m.lead_id = l.id and m.is_reply) as "heardAt",
         ${ms('c.last_inbound_at')} as "lastInboundAt", ${ms('c.window_closed_at')} as "windowClosedAt",
         ${ms('c.not_before')} as "notBefore", ${ms('c.forgiven_at')} as "forgivenAt",
         coalesce((select json_agg(json_build_object('relanceId', f.id, 'failedAt', ${ms('s.failed_at')}))
                     from relances f join whatsapp_sends s on s.relance_id = f.id
                    where f.lead_id = l.id and f.state = 'failed' and f.reason = 'unreachable' and s.failed_at is not null), '[]') as unreachable
    from leads l
    left join lead_pacing p on p.lead_id = l.id
    left join users u on u.id = l.closer_id
    left join whatsapp_contacts c on c.lead_id = l.id
   where l.id = any(${ids})`

export function personOf(row: PersonRow): PersonState {
  const { heardAt, lastInboundAt, windowClosedAt, notBefore, forgivenAt, unreachable } = row
  return {
    lead: leadOf(row),
    identities: mergeIdentities(row.identities, []),
    ...{ heardAt, lastInboundAt, windowClosedAt, notBefore, forgivenAt, unreachable },
  }
}

/** Their rows, in the order of ids. Their locks must be held. */
export async function lockLeadRows(tx: Db, leadIds: readonly string[]): Promise<void> {
  if (leadIds.length === 0) return
  await tx.query('select from leads where id = any($1::uuid[]) order by id for no key update', [leadIds])
}

/** Nobody becomes known to the channel by what it says of them, only by what they write. Audited changes are the channel's. */
export async function writePeople(tx: Db, moves: readonly PersonMove[], now: number): Promise<void> {
  if (moves.length === 0) return
  // Leads first: whoever gets another number is forgotten by the names of the one before, and what follows knows better.
  const changes = moves.flatMap(({ before, after }) => leadChange(before.lead, after.lead) ?? [])
  if (changes.length > 0) {
    await attributeToWhatsApp(tx)
    await writeLeads(tx, changes, now)
  }
  const rows = moves.map(({ after, hasWritten }) => ({
    lead_id: after.lead.id,
    writes: hasWritten,
    last_inbound_at: after.lastInboundAt,
    window_closed_at: after.windowClosedAt,
    not_before: after.notBefore,
    forgiven_at: after.forgivenAt,
    undeliverable: countUnreachable(after),
  }))
  await tx.query(WRITE, [JSON.stringify(rows)])
  await writeIdentities(
    tx,
    moves.flatMap(({ before, after }) => {
      const isSame = JSON.stringify(before.identities) === JSON.stringify(after.identities)
      const isMoved = before.lead.phone !== after.lead.phone
      return isSame && !isMoved ? [] : after.identities.map((one) => ({ ...one, leadId: after.lead.id }))
    }),
  )
}

/** The lock of these leads must be held. Of what was learnt of one name the first counts. */
export async function writeIdentities(tx: Db, learnt: readonly (Identity & { leadId: string })[]): Promise<void> {
  if (learnt.length === 0) return
  await tx.query(
    `insert into whatsapp_identities as i (lead_id, kind, value, learnt_from, learnt_at)
       select distinct on ("leadId", kind, value) "leadId", kind, value, "learntFrom", ${instant('"learntAt"')}
         from json_to_recordset($1::json) as d("leadId" uuid, kind text, value text, "learntFrom" text, "learntAt" float8)
        order by "leadId", kind, value, "learntAt"
     on conflict (lead_id, kind, value) do update set learnt_from = excluded.learnt_from, learnt_at = excluded.learnt_at
        where i.learnt_at > excluded.learnt_at`,
    [JSON.stringify(learnt)],
  )
}

const WRITE = `
  insert into whatsapp_contacts as c
         (lead_id, last_inbound_at, window_closed_at, not_before, forgiven_at, undeliverable)
    select d.lead_id, ${instant('d.last_inbound_at')}, ${instant('d.window_closed_at')},
           ${instant('d.not_before')}, ${instant('d.forgiven_at')}, least(d.undeliverable, 100)
      from json_to_recordset($1::json) as d(lead_id uuid, writes boolean, last_inbound_at float8,
             window_closed_at float8, not_before float8, forgiven_at float8, undeliverable int)
     where d.writes or exists (select from whatsapp_contacts k where k.lead_id = d.lead_id) order by d.lead_id
  on conflict (lead_id) do update
     set last_inbound_at = excluded.last_inbound_at,
         window_closed_at = excluded.window_closed_at, not_before = excluded.not_before, forgiven_at = excluded.forgiven_at,
         undeliverable = excluded.undeliverable`

/** Only fields that change are written, since people edit the others meanwhile. */
async function writeLeads(tx: Db, changes: readonly LeadChange[], now: number): Promise<void> {
  // What later news take back was never so: it is no return of the lead, whatever the order in which they come.
  await undoing(tx, () => writeFields(tx, changes, now))
}

async function writeFields(tx: Db, changes: readonly LeadChange[], now: number): Promise<void> {
  const rows = changes.map(({ leadId, ...fields }) => ({ lead_id: leadId, fields }))
  const at = (field: string, column: string): string =>
    `${column} = case when d.fields ? '${field}' then ${instant(`(d.fields ->> '${field}')`)} else l.${column} end`
  await tx.query(
    `update leads l
        set ${at('optedOutAt', 'opted_out_at')}, ${at('wrongNumberAt', 'wrong_number_at')},
            phone = coalesce(d.fields ->> 'phone', l.phone), updated_at = ${instant('$2')}
       from json_to_recordset($1::json) as d(lead_id uuid, fields jsonb) where l.id = d.lead_id`,
    [JSON.stringify(rows), now],
  )
}

/** From here to the end of the transaction, the audit log names WhatsApp. */
export async function attributeToWhatsApp(tx: Db): Promise<void> {
  const actor = { id: null, name: 'WhatsApp', role: null, origin: 'system', requestId: null }
  await tx.query(`select set_config('relance.actor', $1, true)`, [JSON.stringify(actor)])
}
