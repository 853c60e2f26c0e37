/** What imports leave behind of people, besides the leads themselves. */
import type { Db } from '@relance/relance'

/** Imports and answers that are older than leads may be. `before`: the day of retention. */
export async function dropOldImports(db: Db, before: Date): Promise<void> {
  await db.query('delete from import_answers where answered_at < $1', [before])
  await db.query('delete from imports where started_at < $1', [before])
}

/**
 * Answers to words that are these people's names, addresses or phones: a column in the wrong place asks what a person means. Within the
 * transaction that erases them, while their names are still there.
 */
export async function eraseAnswers(tx: Db, leadIds: readonly string[]): Promise<void> {
  await tx.query(
    `delete from import_answers a using (
       select distinct search_squeezed(w.word) as word from leads l
        cross join lateral (values (l.first_name || l.last_name), (l.last_name || l.first_name), (l.email), (l.phone),
          (split_part(search_digits(l.phone), ' ', 2))) w(word)
        where l.id = any($1::uuid[]) and length(search_squeezed(w.word)) > 3) person
      where search_squeezed(a.word) = person.word or search_squeezed(a.meaning) = person.word`,
    [leadIds],
  )
}
