/** What a file of another tool tells about leads: a note in it may say that somebody asked to stop. */
import { type StopWish, stopWish } from '../decide/stop-words/stop-wish.ts'
import type { Db } from '../ground/ports.ts'
import { type NewStopWish, noteStopWishes } from './stop-wishes.sql.ts'

/** A line that was written. `custom`: what its other columns say, by their names. */
interface ImportedLine {
  phone: string
  custom: Readonly<Record<string, string>>
}

/** A single word is most often a value of the other tool: only a certain one, such as `STOP`, asks. */
function wishOf(text: string): StopWish {
  const wish = stopWish(text)
  const isSentence = /\S\s+\S/.test(text)
  return isSentence || wish === 'certain' ? wish : 'no'
}

/**
 * Within the transaction that has written the lines. Holds the leads concerned and asks a person, whatever the words: a file never
 * opts out by itself. The same text of the same lead is asked about once, however often it is imported. `now` in milliseconds.
 */
export async function askOfImported(tx: Db, lines: readonly ImportedLine[], now: number): Promise<void> {
  const said = lines.flatMap(({ phone, custom }) =>
    Object.values(custom).flatMap((message) => {
      const wish = wishOf(message)
      return wish === 'no' ? [] : [{ phone, message, wish }]
    }),
  )
  if (said.length === 0) return
  const rows = await tx.query<{ place: number; leadId: string; key: string }>(
    `select d.place, l.id as "leadId", encode(sha256(convert_to(l.id || ' ' || d.message, 'UTF8')), 'hex') as key
       from json_to_recordset($1::json) as d(place int, phone text, message text) join leads l on l.phone = d.phone
      order by l.id for update of l`,
    [JSON.stringify(said.map(({ phone, message }, place) => ({ place, phone, message })))],
  )
  await noteStopWishes(
    tx,
    rows.flatMap(({ place, leadId, key }): NewStopWish[] => {
      const one = said[place]
      return one ? [{ leadId, source: 'import', wish: one.wish, key, message: one.message, at: now }] : []
    }),
  )
}
