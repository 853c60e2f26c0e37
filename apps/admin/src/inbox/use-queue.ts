/** Reads the queue, and acts on it: every action is written first, and can be taken back on the server. */
import type { Relance } from '@relance/contract'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { useGetIdentity, useGetList, useNotify, usePermissions } from 'react-admin'
import { waitForNetwork } from '../waiting/use-waiting.ts'
import type { RelanceVerb } from '../providers/relance-verb.ts'
import { type ActedRelance, actOnRelance, changeMessage } from '../providers/verbs.ts'
import { isInQueue } from './queue.ts'

/** More than anybody acts on in a day. */
const SHOWN = 200

/** A closer is shown what is theirs, by the server; whoever may see all is shown their own. */
export const useQueue = () => useOwn({ open: true })

/** What was sent and awaits a reply, the oldest first. */
export const useAwaiting = () => useOwn({ awaiting: true })

function useOwn(filter: { open: true } | { awaiting: true }) {
  const { data: identity } = useGetIdentity()
  const { permissions } = usePermissions<string>()
  return useGetList<Relance>(
    'relances',
    {
      filter: { ...filter, ...(permissions !== 'closer' && { closerId: identity?.id }) },
      sort: { field: 'deliverAt', order: 'ASC' },
      pagination: { page: 1, perPage: SHOWN },
    },
    { enabled: identity !== undefined && permissions !== undefined },
  )
}

interface Read {
  data: Relance[]
  total?: number
}
const STAYS = {
  open: isInQueue,
  awaiting: ({ outcome }: Relance) => outcome === null,
} as const

/** The queues as the answer leaves them, before they are read again: nobody is offered twice what is settled. */
function showAnswer(queries: QueryClient, acted: ActedRelance): void {
  for (const name of ['open', 'awaiting'] as const) {
    const isOf = (key: readonly unknown[]): boolean =>
      (key[2] as { filter?: Record<string, unknown> } | undefined)?.filter?.[name] === true
    queries.setQueriesData<Read>(
      { queryKey: ['relances', 'getList'], predicate: ({ queryKey }) => isOf(queryKey) },
      (read) => {
        if (!read) return read
        const data = read.data.map((one) => (one.id === acted.id ? acted : one)).filter(STAYS[name])
        const left = read.data.length - data.length
        return { ...read, data, ...(read.total !== undefined && { total: read.total - left }) }
      },
    )
  }
}

export interface Done {
  relance: ActedRelance
  verb: RelanceVerb
}

export function useActions() {
  const queries = useQueryClient()
  const notify = useNotify()
  const [done, setDone] = useState<Done | null>(null)

  /** Null when the server refused; the person was told why. `waiting`: without a connection, to be sent later. */
  const act = useCallback(
    async (
      relance: Pick<Relance, 'id'>,
      verb: RelanceVerb,
      body?: object,
    ): Promise<ActedRelance | 'waiting' | null> => {
      const readAgain = () =>
        Promise.all(
          ['relances', 'leads', 'timeline'].map((resource) => queries.invalidateQueries({ queryKey: [resource] })),
        )
      try {
        const acted = await actOnRelance(relance.id, verb, body)
        if (verb !== 'open') setDone(verb === 'undo' ? null : { relance: acted, verb })
        showAnswer(queries, acted)
        const reading = readAgain()
        // What is back in the queue is not in it before it is read again.
        if (verb === 'undo') await reading
        return acted
      } catch (error) {
        // Without a connection it waits, and the person goes on.
        const isUnreachable = (error as { status?: number }).status === 0
        if (isUnreachable && waitForNetwork(relance.id, verb, body ?? {})) return 'waiting'
        notify((error as Error).message, { type: 'error' })
        await readAgain()
        return null
      }
    },
    [notify, queries],
  )
  /** Null when the server refused; the person was told why. */
  const reword = useCallback(
    async ({ id }: Pick<Relance, 'id'>, message: string): Promise<ActedRelance | null> => {
      try {
        const changed = await changeMessage(id, message)
        showAnswer(queries, changed)
        await queries.invalidateQueries({ queryKey: ['timeline'] })
        return changed
      } catch (error) {
        notify((error as Error).message, { type: 'error' })
        await queries.invalidateQueries({ queryKey: ['relances'] })
        return null
      }
    },
    [notify, queries],
  )
  return { act, reword, done, forget: useCallback(() => setDone(null), []) }
}
