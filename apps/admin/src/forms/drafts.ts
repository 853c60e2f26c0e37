/** What is written and not saved. While there is any, one is asked before the page is left, and nothing reloads it by itself. */
import { useEffect, useSyncExternalStore } from 'react'

interface Draft {
  /** The server has it in hand: what leads away then is what follows a save. */
  isSaving: boolean
}

const drafts = new Map<symbol, Draft>()
const listeners = new Set<() => void>()

function changed(): void {
  for (const tell of listeners) tell()
}

function listen(tell: () => void): () => void {
  listeners.add(tell)
  return () => {
    listeners.delete(tell)
  }
}

export const hasDrafts = (): boolean => drafts.size > 0
export const wouldBeLost = (): boolean => [...drafts.values()].some(({ isSaving }) => !isSaving)
export const useHasDrafts = (): boolean => useSyncExternalStore(listen, hasDrafts)

/** Whoever was asked has let them go. */
export function dropDrafts(): void {
  drafts.clear()
  changed()
}

export function guardDrafts(): void {
  window.addEventListener('beforeunload', (event) => {
    if (hasDrafts()) event.preventDefault()
  })
}

export function useDraft(isWritten: boolean, isSaving = false): void {
  useEffect(() => {
    if (!isWritten) return
    const draft = Symbol()
    drafts.set(draft, { isSaving })
    changed()
    return () => {
      drafts.delete(draft)
      changed()
    }
  }, [isWritten, isSaving])
}
