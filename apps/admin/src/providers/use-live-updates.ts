/** Listens to the server and reads again what has changed, as long as somebody is signed in. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

/** Many events at once (a run, an import) lead to one reading. */
const GATHER_MS = 250
/** While many messages leave, how sending stands is read less often: it counts them all. */
const SENDING_MS = 2_000
const CONCERNS_SENDING = /^(relances|rules|templates|whatsapp.*|\*)$/

export function useLiveUpdates(): void {
  const queries = useQueryClient()
  useEffect(() => {
    const changed = new Set<string>()
    let timer: ReturnType<typeof setTimeout> | undefined
    let sendingTimer: ReturnType<typeof setTimeout> | undefined
    const readSendingAgain = (): void => {
      sendingTimer = undefined
      void queries.invalidateQueries({ queryKey: ['whatsapp'] })
    }
    const readAgain = (): void => {
      for (const resource of changed) {
        void queries.invalidateQueries(resource === '*' ? {} : { queryKey: [resource] })
      }
      // Whatever has changed may be why a lead is followed up, or not, and may stand in its history.
      void queries.invalidateQueries({ queryKey: ['explain'] })
      void queries.invalidateQueries({ queryKey: ['timeline'] })
      void queries.invalidateQueries({ queryKey: ['stop-questions'] })
      void queries.invalidateQueries({ queryKey: ['unwritten-messages'] })
      changed.clear()
      timer = undefined
    }
    const source = new EventSource('/api/events')
    source.onmessage = ({ data }: MessageEvent<string>) => {
      const { topic } = JSON.parse(data) as { topic: string }
      const resource = topic.replace(/^resource\//, '')
      changed.add(resource)
      if (CONCERNS_SENDING.test(resource)) sendingTimer ??= setTimeout(readSendingAgain, SENDING_MS)
      timer ??= setTimeout(readAgain, GATHER_MS)
    }
    return () => {
      clearTimeout(timer)
      clearTimeout(sendingTimer)
      source.close()
    }
  }, [queries])
}
