/** Walks the whole chain of the audit log and names the first entry that does not hold. */
import type { Db } from '@relance/relance'
import { GENESIS, type Head, readHead, SEALED_TEXT, sealEntries, sealOf } from './seal.ts'

const BATCH = 5_000
/** Entries are sealed within about a second; what has not been for so long was put there by another hand. */
const UNSEALED_SECONDS = 120

export type Break =
  | 'altered'
  | 'values_altered'
  | 'values_missing'
  | 'entry_missing'
  | 'seal_missing'
  | 'never_sealed'
  | 'head_differs'
  | 'tail_missing'

export interface Verification {
  isIntact: boolean
  entries: number
  head: string
  broken: { eventId: string | null; seq: number | null; problem: Break } | null
}

export const headText = ({ seq, hash }: Head): string => `${seq}:${hash.toString('hex')}`

interface SealedRow {
  seq: string
  eventId: string
  hash: Buffer
  text: string | null
  /** Whether the values kept beside the entry are those it was sealed with. */
  areValuesTrue: boolean
  /** Whether values were taken out that no erasure of their record accounts for. */
  isErasedUnasked: boolean
}

const seqOf = (head: string): number => Number(head.split(':')[0])

/** `against` are heads kept before, each `seq:hash`; the chain must still hold them all. Seals what is new first. */
export async function verifyAuditLog(db: Db, against: readonly string[] = []): Promise<Verification> {
  await sealEntries(db)
  const wanted = new Map<number, string[]>()
  for (const head of against) wanted.set(seqOf(head), [...(wanted.get(seqOf(head)) ?? []), head])
  let head: Head = { seq: 0, hash: GENESIS }
  const broken = (eventId: string | null, seq: number | null, problem: Break): Verification => ({
    isIntact: false,
    entries: head.seq,
    head: headText(head),
    broken: { eventId, seq, problem },
  })
  if (wanted.get(0)?.some((kept) => kept !== headText(head))) return broken(null, 0, 'head_differs')
  for (;;) {
    const rows = await readSealed(db, head.seq)
    for (const row of rows) {
      const seq = Number(row.seq)
      if (seq !== head.seq + 1) return broken(null, head.seq + 1, 'seal_missing')
      if (row.text === null) return broken(row.eventId, seq, 'entry_missing')
      const hash = sealOf(head.hash, seq, row.text)
      if (!hash.equals(row.hash)) return broken(row.eventId, seq, 'altered')
      if (!row.areValuesTrue) return broken(row.eventId, seq, 'values_altered')
      if (row.isErasedUnasked) return broken(row.eventId, seq, 'values_missing')
      head = { seq, hash }
      if (wanted.get(seq)?.some((kept) => kept !== headText(head))) return broken(row.eventId, seq, 'head_differs')
    }
    if (rows.length < BATCH) break
  }
  const last = Math.max(0, ...wanted.keys())
  if (last > head.seq) return broken(null, last, 'tail_missing')
  const stray = await firstUnsealed(db)
  if (stray) return broken(stray, null, 'never_sealed')
  return { isIntact: true, entries: head.seq, head: headText(head), broken: null }
}

/** Spelled out, since a function of the database is what its owner would change first. */
const DIGEST = `sha256(c.salt || convert_to(array_to_string(c.fields, ',') || chr(10) || coalesce(c.before::text, '')
  || chr(10) || coalesce(c.after::text, ''), 'UTF8'))`

function readSealed(db: Db, after: number): Promise<SealedRow[]> {
  return db.query<SealedRow>(
    `select s.seq, s.event_id as "eventId", s.hash, case when e.id is not null then ${SEALED_TEXT} end as text,
            coalesce(v.digest, '') = e.changes_digest and coalesce(v.are_true, true) as "areValuesTrue",
            coalesce(v.is_erased_unasked, false) as "isErasedUnasked"
       from (select * from audit_seals where seq > $1 order by seq limit $2) s
       left join audit_events e on e.id = s.event_id
       left join lateral (
         select sha256(string_agg(convert_to(c.record_id, 'UTF8') || c.digest, '' order by c.record_id collate "C")) as digest,
                bool_and(c.salt is null or c.digest = ${DIGEST}) as are_true,
                bool_or(c.salt is null and not exists (
                  select from audit_events x where x.record_id = c.record_id and x.action = 'erased')) as is_erased_unasked
           from audit_changes c where c.event_id = s.event_id) v on e.row_count > 0
      order by s.seq`,
    [after, BATCH],
  )
}

async function firstUnsealed(db: Db): Promise<string | null> {
  const [row] = await db.query<{ id: string }>(
    `select e.id from audit_events e
      where not exists (select from audit_seals s where s.event_id = e.id)
        and e.at < clock_timestamp() - $1 * interval '1 second'
      order by e.id limit 1`,
    [UNSEALED_SECONDS],
  )
  return row?.id ?? null
}

/** Whether the chain has this head, without walking it. The first of all is everybody's. */
export async function holdsHead(db: Pick<Db, 'query'>, head: string): Promise<boolean> {
  const [seq = '', hash = ''] = head.split(':')
  if (Number(seq) === 0) return head === headText({ seq: 0, hash: GENESIS })
  const rows = await db.query('select 1 from audit_seals where seq = $1 and hash = $2', [seq, Buffer.from(hash, 'hex')])
  return rows.length > 0
}

export async function exportHead(db: Db) {
  await sealEntries(db)
  const head = await readHead(db)
  return { seq: head.seq, hash: head.hash.toString('hex'), head: headText(head) }
}
