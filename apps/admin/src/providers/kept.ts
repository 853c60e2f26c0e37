/**
 * What somebody types and has not saved, kept in the tab: it is there again after a reload, and after a session that ended in the middle of
 * it. The tab forgets it when it is closed, when the person signs out, and when somebody else signs in.
 */
import { useCallback, useState } from 'react'

const PREFIX = 'relance.kept.'
const OWNER = `${PREFIX}owner`

/** A browser may refuse to keep anything at all. */
function store(): Storage | null {
  try {
    return window.sessionStorage
  } catch {
    return null
  }
}

export function keep(key: string, text: string): void {
  try {
    store()?.setItem(PREFIX + key, text)
  } catch {
    // There is no room: what is typed stays on the page at least.
  }
}

export const keptOf = (key: string): string | null => store()?.getItem(PREFIX + key) ?? null
export const letGo = (key: string): void => store()?.removeItem(PREFIX + key)

export function letAllGo(): void {
  const held = store()
  if (!held) return
  const keys = Array.from({ length: held.length }, (_, place) => held.key(place) ?? '')
  for (const key of keys.filter((one) => one.startsWith(PREFIX))) held.removeItem(key)
}

/** What was kept is its writer's alone. */
export function keepFor(userId: string): void {
  const held = store()
  const owner = held?.getItem(OWNER) ?? null
  if (owner !== null && owner !== userId) letAllGo()
  try {
    held?.setItem(OWNER, userId)
  } catch {
    letAllGo()
  }
}

/** Null while nothing is kept. */
export function useKept(key: string): [string | null, (text: string | null) => void] {
  const [text, setText] = useState(() => keptOf(key))
  const change = useCallback(
    (next: string | null) => {
      setText(next)
      if (next === null) letGo(key)
      else keep(key, next)
    },
    [key],
  )
  return [text, change]
}
