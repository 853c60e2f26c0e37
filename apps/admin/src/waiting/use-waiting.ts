/** The actions that wait for the network, for every tab alike: kept in the browser, sent one after the other by one tab at a time. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { useGetIdentity, useNotify } from 'react-admin'
import type { RelanceVerb } from '../providers/relance-verb.ts'
import { actOnRelance } from '../providers/verbs.ts'
import { bodyToSend, type WaitingAction, waitingFrom, waitingOf, withAction, withoutAction } from './waiting-actions.ts'

const KEY = 'relance.waiting'
const AGAIN_MS = 15_000

const listeners = new Set<() => void>()
let owner = ''
let text: string | null = null
let waiting: readonly WaitingAction[] = []

function read(): readonly WaitingAction[] {
  const stored = localStorage.getItem(`${KEY}.${owner}`)
  if (stored !== text) {
    text = stored
    waiting = waitingFrom(stored)
  }
  return waiting
}

function write(next: readonly WaitingAction[]): void {
  const key = `${KEY}.${owner}`
  if (next.length === 0) localStorage.removeItem(key)
  else localStorage.setItem(key, JSON.stringify(next))
  for (const tell of listeners) tell()
}

function listen(tell: () => void): () => void {
  listeners.add(tell)
  window.addEventListener('storage', tell)
  return () => {
    listeners.delete(tell)
    window.removeEventListener('storage', tell)
  }
}

/** False for what cannot wait, or where the browser keeps nothing. */
export function waitForNetwork(relanceId: string, verb: RelanceVerb, body: object): boolean {
  const action = waitingOf(relanceId, verb, body, Date.now())
  if (!action) return false
  try {
    write(withAction(read(), action))
    return true
  } catch {
    return false
  }
}

const isUnreachable = (error: unknown): boolean => {
  const { status = 0 } = error as { status?: number }
  return status === 0 || status === 401 || status >= 500
}

/** One after the other, as they were done. Stops where the server cannot be reached. @returns the sentences of what was refused. */
async function sendAll(): Promise<string[]> {
  const refused: string[] = []
  for (let [first] = read(); first; [first] = read()) {
    try {
      const body = bodyToSend(first, Date.now())
      if (body) await actOnRelance(first.relanceId, first.verb, body)
    } catch (error) {
      if (isUnreachable(error)) return refused
      refused.push((error as Error).message)
    }
    write(withoutAction(read(), first))
  }
  return refused
}

/** Two tabs would tell the server the same: it does it once, but each would tell the person. */
const alone = (work: () => Promise<void>): Promise<void> =>
  'locks' in navigator ? navigator.locks.request(KEY, work) : work()

/** Those that wait, and how to let go of the latest. */
export function useWaiting() {
  const { data: identity } = useGetIdentity()
  owner = String(identity?.id ?? '')
  const all = useSyncExternalStore(listen, read)
  const takeBack = (): void => {
    const last = all.at(-1)
    if (last) write(withoutAction(all, last))
  }
  return { waiting: all, takeBack }
}

/** Once in the panel: sends what waits when there is a network again, and says what was refused. */
export function useSending(): void {
  const count = useWaiting().waiting.length
  const queries = useQueryClient()
  const notify = useNotify()
  useEffect(() => {
    if (count === 0) return
    const send = (): void => {
      void alone(async () => {
        const before = read().length
        for (const sentence of await sendAll()) notify(sentence, { type: 'warning', autoHideDuration: null })
        if (read().length < before) await queries.invalidateQueries()
      })
    }
    send()
    const timer = setInterval(send, AGAIN_MS)
    window.addEventListener('online', send)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', send)
    }
  }, [count, notify, queries])
}
