/** A rule that would write wrong messages is shown to whoever activates it: they mend it, or go on all the same. */
import type { Preflight } from '@relance/contract'
import type { HttpError } from 'react-admin'

export interface Question {
  preflight: Preflight
  answer(goesAnyway: boolean): void
}

let question: Question | null = null
const listeners = new Set<() => void>()

function put(next: Question | null): void {
  question = next
  for (const listener of listeners) listener()
}

export const currentQuestion = (): Question | null => question

export function onQuestion(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The findings of a refusal; null when it was refused for something else. */
const findingsOf = (error: unknown): Preflight | null =>
  ((error as HttpError).body as { preflight?: Preflight } | undefined)?.preflight ?? null

/** Saves; when the messages would come out wrong, asks, and saves again if the answer is to go on. */
export async function saveOrAsk<Saved>(save: (fields: { goAnyway?: true }) => Promise<Saved>): Promise<Saved> {
  try {
    return await save({})
  } catch (error) {
    const preflight = findingsOf(error)
    if (!preflight) throw error
    const goesAnyway = await new Promise<boolean>((answer) => put({ preflight, answer }))
    put(null)
    if (!goesAnyway) throw error
    return save({ goAnyway: true })
  }
}
