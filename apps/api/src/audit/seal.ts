/** Chains new entries of the audit log, one sealer at a time. */
import { createHash } from 'node:crypto'
import type { Db } from '@relance/relance'

/** Any number, the same in every process: two of them never seal at the same time. */
const LOCK = 7_265_002
const BATCH = 2_000

export const GENESIS = Buffer.alloc(32)

/** What the chain commits to of an entry `e`, as one text: the same expression seals and verifies. */
export const SEALED_TEXT = `json_build_array(e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), e.origin,
  e.actor_id, e.actor_name, e.actor_role, e.request_id, e.action, e.resource, e.record_id, e.row_count, e.details,
  encode(e.changes_digest, 'hex'))::text`

export function sealOf(before: Buffer, seq: number, text: string): Buffer {
  return createHash('sha256').update(before).update(`${seq}\n`).update(text, 'utf8').digest()
}

export interface Head {
  seq: number
  hash: Buffer
}

export async function readHead(db: Pick<Db, 'query'>): Promise<Head> {
  const [row] = await db.query<{ seq: string; hash: Buffer }>(
    'select seq, hash from audit_seals order by seq desc limit 1',
  )
  return row ? { seq: Number(row.seq), hash: row.hash } : { seq: 0, hash: GENESIS }
}

/** Seals everything that is committed; returns how many entries. 0 as well when another process is sealing. */
export async function sealEntries(db: Db): Promise<number> {
  let total = 0
  for (;;) {
    const sealed = await db.transaction(sealBatch)
    total += sealed
    if (sealed < BATCH) return total
  }
}

async function sealBatch(tx: Db): Promise<number> {
  const [lock] = await tx.query<{ isMine: boolean }>('select pg_try_advisory_xact_lock($1) as "isMine"', [LOCK])
  if (!lock?.isMine) return 0
  const head = await readHead(tx)
  const entries = await tx.query<{ id: string; text: string }>(
    `with taken as (
       delete from audit_unsealed where event_id = any(array(select event_id from audit_unsealed order by event_id limit $1))
       returning event_id)
     select e.id, ${SEALED_TEXT} as text from taken join audit_events e on e.id = taken.event_id order by e.id`,
    [BATCH],
  )
  let { seq, hash } = head
  const hashes = entries.map(({ text }) => {
    seq++
    hash = sealOf(hash, seq, text)
    return hash
  })
  await tx.query(
    `insert into audit_seals (seq, event_id, hash)
       select $1::bigint + place, event_id, hash from unnest($2::uuid[], $3::bytea[]) with ordinality as s(event_id, hash, place)`,
    [head.seq, entries.map((entry) => entry.id), hashes],
  )
  return entries.length
}
