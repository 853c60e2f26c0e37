/** How an import stands. */

/** `interrupted`: it broke off before its end; what it had written until then stays. */
export const IMPORT_STATES = ['running', 'finished', 'interrupted', 'undone'] as const
export type ImportState = (typeof IMPORT_STATES)[number]

interface Ended {
  id: string
  finishedAt: Date | null
  undoneAt: Date | null
}

export function importState({ id, finishedAt, undoneAt }: Ended, running: ReadonlySet<string>): ImportState {
  if (undoneAt) return 'undone'
  if (finishedAt) return 'finished'
  return running.has(id) ? 'running' : 'interrupted'
}
