/** The words of a relance: what is sent, and what the template said. */
import type { Db } from '../ground/ports.ts'
import type { Wording } from './reword.pure.ts'

/** The lock of its lead must be held. */
export async function readWording(tx: Db, relanceId: string): Promise<Wording | null> {
  const [row] = await tx.query<Wording>(
    `select message, written_message as "writtenMessage" from relances where id = $1`,
    [relanceId],
  )
  return row ?? null
}

export async function writeWording(tx: Db, relanceId: string, { message, writtenMessage }: Wording): Promise<void> {
  await tx.query(`update relances set message = $2, written_message = $3 where id = $1`, [
    relanceId,
    message,
    writtenMessage,
  ])
}
