/** `npm run relance -- imports`: what was imported, and taking an import back. */
import { importState } from '@relance/leads/core'
import { runningImports } from '@relance/leads/files'
import { settleChanges, readNow } from '@relance/relance'
import { byHand } from '@relance/api/database'
import { takeBack, UNDOABLE_MS } from '@relance/api/operations'
import { misuse, refusal } from '@relance/api/refusal'
import { type Command, print } from './arguments.ts'

const SHOWN = 20
const SETTLE_SECONDS = 25

interface Row {
  id: string
  startedAt: Date
  finishedAt: Date | null
  undoneAt: Date | null
}

export const listImports: Command = async ({ db }) => {
  const now = await readNow(db)
  const rows = await db.query<Row & Record<string, unknown>>(
    `select id, file_name as "fileName", source, started_at as "startedAt", finished_at as "finishedAt", actor_name as "actorName",
            last_line as "lastLine", lines, created, updated, unchanged, refused, undone_at as "undoneAt"
       from imports order by started_at desc, id desc limit ${SHOWN}`,
  )
  const until = ({ startedAt, undoneAt }: Row): Date | null => {
    const end = startedAt.getTime() + UNDOABLE_MS
    return undoneAt === null && end >= now ? new Date(end) : null
  }
  const running = await runningImports(
    db,
    rows.map(({ id }) => id),
  )
  print(rows.map((row) => ({ ...row, state: importState(row, running), undoableUntil: until(row) })))
}

const REFUSALS = {
  not_found: 'There is no import with this id: npm run relance -- imports lists them.',
  import_undone: 'This import was taken back before.',
  import_too_old: 'An import can be taken back for 24 hours, and this one is older.',
}

export const undoCommand: Command = async ({ db }, _, id) => {
  if (!/^[0-9a-f-]{36}$/i.test(id)) throw misuse('Which import? imports undo IMPORT, with the id that "imports" shows.')
  const now = await readNow(db)
  const taken = await byHand(db).transaction((tx) => takeBack(tx, id, { by: 'command line', now }))
  if (!taken.ok) throw refusal(REFUSALS[taken.code])
  await settleChanges({ db }, SETTLE_SECONDS)
  print(taken.undone)
}
