/** What a person answers to the question whether a lead is opted out, and how it is taken back. */
import { timed } from '../ground/now.ts'
import type { Host } from '../ground/ports.ts'
import { settleLead, settling } from '../record/enrol.ts'
import { createPlans } from '../record/state/plans.ts'
import type { Person } from './act.pure.ts'
import { undoing } from '../ground/undoing.ts'
import { readSnapshot, restoreAll } from './act.sql.ts'
import { takeLead } from './contacts.sql.ts'
import {
  keepAnswer,
  lastAnswer,
  liftOptOut,
  openQuestion,
  optOutLead,
  releaseLead,
  reopenQuestions,
} from './stop-wishes.sql.ts'
import { rowsToRestore, secondItems, UNDO_MS } from './undo.pure.ts'

export type StopAnswerRefusal =
  | 'not_found'
  | 'no_stop_question'
  | 'nothing_to_undo'
  | 'undo_too_late'
  | 'undo_overtaken'
export type StopAnswered = { ok: true } | { ok: false; refused: StopAnswerRefusal }

const refuse = (refused: StopAnswerRefusal): StopAnswered => ({ ok: false, refused })

/** With all that follows from it, in one transaction. */
export function answerStop(host: Host, leadId: string, optOut: boolean, person: Person): Promise<StopAnswered> {
  return settling(timed(host), async (tx) => {
    if (!(await takeLead(tx, leadId))) return refuse('not_found')
    const question = await openQuestion(tx, leadId)
    if (!question) return refuse('no_stop_question')
    const before = await readSnapshot(tx, leadId)
    if (optOut) await optOutLead(tx, leadId)
    else if (question.isSubmission) await liftOptOut(tx, leadId)
    else await releaseLead(tx, leadId, question.askedAt)
    await settleLead(tx, leadId, createPlans())
    const after = await readSnapshot(tx, leadId)
    await keepAnswer(tx, { leadId, answererId: person.id, answererName: person.name, before, after })
    return { ok: true }
  })
}

/** The question is open again, and everything stands as it stood, unless something has happened since. */
export function undoStopAnswer(host: Host, leadId: string, person: Person): Promise<StopAnswered> {
  return settling(timed(host), async (tx) => {
    if (!(await takeLead(tx, leadId))) return refuse('not_found')
    const answer = await lastAnswer(tx, leadId)
    const isMine = person.isManager || (answer?.answererId !== null && answer?.answererId === person.id)
    if (!answer || !isMine || (await openQuestion(tx, leadId)) !== null) return refuse('nothing_to_undo')
    const { now } = await createPlans().read(tx)
    if (now - answer.answeredAt > UNDO_MS) return refuse('undo_too_late')
    const current = await readSnapshot(tx, leadId)
    const rows = rowsToRestore(answer.before, answer.after, current)
    if (!rows || secondItems(rows, current).length > 0) return refuse('undo_overtaken')
    await reopenQuestions(tx, leadId, answer.answeredAt)
    await undoing(tx, () => restoreAll(tx, rows))
    return { ok: true }
  })
}
