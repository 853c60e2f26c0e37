/**
 * What refusals cause beside their relance: take, decide, write. The lock of every lead concerned must be held. Rows are locked in one
 * order by all: leads, numbers, the settings, rules, and of several always the least id first.
 */
import type { Db } from '@relance/relance'
import { type Caused, decideEffects } from './effects.pure.ts'
import { lockNumbers, numbersOf, readEffects, writeEffects } from './effects.sql.ts'
import { factsOf, foldPerson, type PersonState } from './people.pure.ts'
import { lockLeadRows, people, personOf, type PersonRow, writePeople } from './people.sql.ts'

/** Persons as they stand before anything of the batch is written. */
export async function takeConcerned(tx: Db, caused: readonly Caused[]): Promise<PersonState[]> {
  const leadIds = [...new Set(caused.filter(isOfPerson).map(({ leadId }) => leadId))]
  await lockLeadRows(tx, leadIds)
  await lockNumbers(tx, numbersOf(caused))
  if (leadIds.length === 0) return []
  return (await tx.query<PersonRow>(people('$1::uuid[]'), [leadIds])).map(personOf)
}

export async function applyEffects(
  tx: Db,
  caused: readonly Caused[],
  concerned: readonly PersonState[],
  now: number,
): Promise<void> {
  const causing = caused.filter(({ effects, isFailed }) => isFailed || Object.keys(effects).length > 0)
  if (causing.length === 0) return
  const moves = concerned.map((before) => {
    const own = caused.filter(({ leadId }) => leadId === before.lead.id)
    return { before, after: foldPerson(before, factsOf(own, now)), hasWritten: false }
  })
  await writePeople(tx, moves, now)
  await writeEffects(tx, decideEffects(causing, await readEffects(tx, causing, now), now), now)
}

const isOfPerson = ({ effects }: Caused): boolean =>
  effects.lead !== undefined || effects.recipientUntil !== undefined || effects.closesWindow === true
