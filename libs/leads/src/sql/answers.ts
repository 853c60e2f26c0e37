/** Answers to the questions of imports, kept per source. */
import { type GivenAnswers, MAPPED_KINDS, type MappedKind } from '../import/row/answers.ts'
import type { Db } from '../ports.ts'

export async function recallAnswers(db: Db, source: string): Promise<GivenAnswers> {
  const rows = await db.query<{ kind: MappedKind; word: string; meaning: string | null }>(
    'select kind, word, meaning from import_answers where source = $1 order by kind, word',
    [source],
  )
  const words = (kind: MappedKind) =>
    Object.fromEntries(rows.filter((row) => row.kind === kind).map(({ word, meaning }) => [word, meaning]))
  return Object.fromEntries(MAPPED_KINDS.map((kind) => [kind, words(kind)]))
}

/** What is used again is not yet too old to keep. */
export const refreshAnswers = (tx: Db, source: string, now: number): Promise<unknown> =>
  tx.query('update import_answers set answered_at = $2 where source = $1', [source, new Date(now)])

/** Of two answers to one word, the later stands. */
export async function rememberAnswers(tx: Db, source: string, answers: GivenAnswers): Promise<void> {
  const rows = MAPPED_KINDS.flatMap((kind) =>
    Object.entries(answers[kind] ?? {}).map(([word, meaning]) => ({ kind, word: word.trim(), meaning })),
  )
  if (rows.length === 0) return
  await tx.query(
    `insert into import_answers (source, kind, word, meaning)
       select $1, a.kind, a.word, a.meaning from unnest($2::text[], $3::text[], $4::text[]) a(kind, word, meaning)
     on conflict (source, kind, word) do update set meaning = excluded.meaning, answered_at = now()`,
    [source, rows.map((row) => row.kind), rows.map((row) => row.word), rows.map((row) => row.meaning)],
  )
}
