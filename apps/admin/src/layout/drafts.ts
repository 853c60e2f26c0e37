/** What is written and not saved. While there is any, the browser asks before the page is left, and nothing reloads it by itself. */
import { useEffect } from 'react'

const drafts = new Set<symbol>()

export const hasDrafts = (): boolean => drafts.size > 0
/** Whoever was asked has let them go. */
export const dropDrafts = (): void => drafts.clear()

export function guardDrafts(): void {
  window.addEventListener('beforeunload', (event) => {
    if (hasDrafts()) event.preventDefault()
  })
}

export function useDraft(isWritten: boolean): void {
  useEffect(() => {
    if (!isWritten) return
    const draft = Symbol()
    drafts.add(draft)
    return () => {
      drafts.delete(draft)
    }
  }, [isWritten])
}
