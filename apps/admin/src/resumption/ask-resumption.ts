/** Before a rule goes on, or the global stop ends: how many leads that concerns and until which day, and what becomes of those midway. */
import type { Resumption, Rule } from '@relance/contract'
import { request } from '../providers/request.ts'

export type Midway = 'continue' | 'restart' | 'end'

export interface ResumptionQuestion {
  kind: 'rule' | 'stop'
  /** Answers the figures of another choice, with `midway` in its query. */
  path: string
  /** Of the choice `continue`. */
  figures: Resumption
  /** Null: it stays as it is. */
  answer(midway: Midway | null): void
}

let question: ResumptionQuestion | null = null
const listeners = new Set<() => void>()

function put(next: ResumptionQuestion | null): void {
  question = next
  for (const listener of listeners) listener()
}

export const currentResumption = (): ResumptionQuestion | null => question

export function onResumption(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Null when the person keeps things as they are. */
export async function askResumption(kind: ResumptionQuestion['kind'], path: string): Promise<Midway | null> {
  const { json: figures } = await request<Resumption>(path)
  return askWith(kind, path, figures)
}

async function askWith(kind: ResumptionQuestion['kind'], path: string, figures: Resumption): Promise<Midway | null> {
  const midway = await new Promise<Midway | null>((answer) => {
    put({ kind, path, figures, answer })
    // Whoever goes back to another page has not said yes.
    window.addEventListener('popstate', () => answer(null), { once: true })
  })
  put(null)
  return midway
}

/** Asks before an inactive rule with leads that wait in it is switched on. @throws when the person keeps it off. */
export async function midwayOf(id: string, { active }: { active?: boolean }): Promise<{ midway?: Midway }> {
  if (active !== true) return {}
  const { json: before } = await request<Rule>(`rules/${id}`)
  if (before.active) return {}
  const path = `rules/${id}/resumption`
  const { json: figures } = await request<Resumption>(path)
  if (figures.leads === 0) return {}
  const midway = await askWith('rule', path, figures)
  if (midway === null) throw new Error('resumption.kept_off')
  return { midway }
}
