/** What WhatsApp answered, recorded: relances, their next steps, and what a refusal does to lead, rule, number and account. */
import { decideReceipt, type Receipt, type Taken } from './receipt.pure.ts'
import type { SendOutcome } from '@relance/relance/core'
import { createPlans, type Db, type Host, type Plans, readNow, timed } from '@relance/relance'
import { applyEffects, takeConcerned } from './apply-effects.ts'
import type { Caused } from './effects.pure.ts'
import { lockLeads } from '@relance/relance/sql'
import { loseSends, writeReceipts } from './record-receipts.sql.ts'

export interface Answered {
  taken: Omit<Taken, 'failures'>
  numberId: string
  outcome: SendOutcome
}

/** What is known without asking for each answer: whether the closers take over what the channel cannot carry. */
export interface Known {
  fallsBack: boolean
}

/** Records answers in batches: whatever came in while one was being written is the next. */
export function createRecorder(db: Db, known: () => Promise<Known>) {
  const plans = createPlans()
  let waiting: { answered: Answered; settled: (error?: unknown) => void }[] = []
  let writing: Promise<void> | null = null
  const record = async (answers: readonly Answered[]): Promise<void> =>
    recordReceipts({ db, plans }, answers, await known())
  const write = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting
      waiting = []
      await record(batch.map(({ answered }) => answered)).then(
        () => batch.forEach(({ settled }) => settled()),
        // One that cannot be written must not take the others with it.
        async () => {
          for (const { answered, settled } of batch) await record([answered]).then(() => settled(), settled)
        },
      )
    }
    writing = null
  }
  return {
    add: (answered: Answered): Promise<void> =>
      new Promise((resolve, reject) => {
        waiting.push({ answered, settled: (error) => (error === undefined ? resolve() : reject(error)) })
        writing ??= write()
      }),
    flushed: async (): Promise<void> => {
      while (writing) await writing
    },
  }
}

/** In one transaction under the lock of the leads. What cannot be written stays `sending`, and becomes `unknown`. */
async function recordReceipts(
  { db, plans }: { db: Db; plans: Plans },
  answers: readonly Answered[],
  known: Known,
): Promise<void> {
  await db.transaction(async (tx) => {
    await lockLeads(tx, [...new Set(answers.map(({ taken }) => taken.leadId))])
    const failed = await readFailures(tx, answers)
    const { plan, now } = await plans.read(tx)
    const receipts = answers.map(({ taken, outcome }) => {
      // The next step is counted by the rule as it is now, not as it was when the message left.
      const rule = taken.rule && (plan.rules.get(taken.rule.id) ?? taken.rule)
      const failures = failed.get(taken.relanceId) ?? 0
      return decideReceipt({ ...taken, rule, failures }, outcome, { ...known, plan }, now)
    })
    const caused = receipts.map((receipt, place) => causedBy(receipt, answers[place] as Answered))
    const concerned = await takeConcerned(tx, caused)
    await writeReceipts(tx, receipts, now)
    await applyEffects(tx, caused, concerned, now)
  })
}

async function readFailures(tx: Db, answers: readonly Answered[]): Promise<Map<string, number>> {
  const failed = answers.filter(({ outcome }) => outcome.kind === 'refused' || outcome.kind === 'not_sent')
  if (failed.length === 0) return new Map()
  const rows = await tx.query<{ id: string; failures: number }>(
    'select relance_id as id, failures from whatsapp_sends where relance_id = any($1::uuid[])',
    [failed.map(({ taken }) => taken.relanceId)],
  )
  return new Map(rows.map(({ id, failures }) => [id, failures]))
}

function causedBy(receipt: Receipt, { taken, numberId }: Answered): Caused {
  const { code, details } = receipt.error ?? { code: null, details: '' }
  return {
    relanceId: taken.relanceId,
    leadId: taken.leadId,
    ruleId: taken.rule?.id ?? null,
    numberId,
    effects: receipt.effects,
    isFailed: receipt.state === 'failed' || receipt.state === 'due',
    error: code === null ? details : `${code}: ${details}`,
  }
}

/** No answer can come any more for what has been `sending` since before `olderThanMs`: it is unknown now. */
export function loseStaleSends(host: Host, olderThanMs: number): Promise<number> {
  return timed(host).transaction(async (tx) => {
    const now = await readNow(tx)
    return loseSends(tx, now - olderThanMs, now)
  })
}
