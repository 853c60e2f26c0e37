/** A person of ours answers a lead by the channel: committed before the call, called once, and never again by itself. */
import { type Channel, type Host, readNow, type Sender, timed } from '@relance/relance'
import { ensureLeadLocks, settling } from '@relance/relance/sql'
import { lockLeadRows } from '../attempts/people.sql.ts'
import type { AnswerRefusal } from '@relance/relance/core'
import { answerRefusal, provenBy } from './answer.pure.ts'
import { insertAnswer, noteAnswers, readAnswerFacts, readAnswers } from './answers.sql.ts'

export interface AnsweringHost extends Host {
  channel: Channel
  /** One per sending number, by the channel's id of it. */
  senders: ReadonlyMap<string, Sender>
}

export interface AnswerRequest {
  /** Of the answer: asked twice, it is sent once. A UUID. */
  id: string
  leadId: string
  text: string
  person: { id: string | null; name: string }
}

export type Answered = { ok: true } | { ok: false; refused: AnswerRefusal | 'not_found' }

/**
 * Resolves once the call has been answered or given up, within the sender's own time-out. What became of it is read with the answer: a
 * call whose answer was lost is neither sent again nor called failed, until a status tells.
 */
export async function answerLead(host: AnsweringHost, request: AnswerRequest): Promise<Answered> {
  const taken = await takeAnswer(host, request)
  if (!taken.ok || !taken.call) return taken.ok ? { ok: true } : taken
  const { sender, to } = taken.call
  const { id, leadId, text } = request
  const outcome = await sender.send({ relanceId: id, to, content: { kind: 'text', body: text } })
  const proven = provenBy(outcome)
  if (!proven) return { ok: true }
  await settling(timed(host), async (tx) => {
    await ensureLeadLocks(tx, [leadId])
    await lockLeadRows(tx, [leadId])
    await noteAnswers(tx, [{ ...proven, id, at: await readNow(tx), deliveredAt: null, readAt: null }])
  })
  return { ok: true }
}

type Taken =
  | { ok: true; call: { sender: Sender; to: string } | null }
  | { ok: false; refused: AnswerRefusal | 'not_found' }

/** Decided on what holds while the lead is locked: an opt-out that is under way is waited for. */
function takeAnswer(host: AnsweringHost, { id, leadId, text, person }: AnswerRequest): Promise<Taken> {
  const { channel, senders } = host
  return settling(timed(host), async (tx): Promise<Taken> => {
    await ensureLeadLocks(tx, [leadId])
    await lockLeadRows(tx, [leadId])
    const standing = await readAnswerFacts(tx, leadId, [...senders.keys()])
    if (!standing) return { ok: false, refused: 'not_found' }
    // Asked again: it has left, whatever holds by now.
    if ((await readAnswers(tx, leadId, id)).length > 0) return { ok: true, call: null }
    const refused = answerRefusal(standing, channel.limits.freeTextMs, await readNow(tx))
    const { numberId, to } = standing
    const sender = numberId === null ? undefined : senders.get(numberId)
    if (refused || to === null || numberId === null || !sender)
      return { ok: false, refused: refused ?? 'number_missing' }
    const answer = { id, leadId, numberId, text, actorId: person.id, actorName: person.name }
    const isNew = await insertAnswer(tx, answer)
    return { ok: true, call: isNew ? { sender, to } : null }
  })
}
