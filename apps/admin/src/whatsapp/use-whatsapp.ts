/** How sending through WhatsApp stands; asked again while it is looked at. */
import type { WhatsAppStatus, WhatsAppTemplate } from '@relance/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCanAccess, useNotify } from 'react-admin'
import { request } from '../providers/request.ts'
import { refusalOf } from '../providers/sentences-of.ts'

const LOOK_EVERY_MS = 30_000

/** Not asked for a closer, who may not know. */
export function useWhatsAppStatus() {
  const { canAccess = false } = useCanAccess({ resource: 'whatsapp/status', action: 'list' })
  return useQuery<WhatsAppStatus, Error>({
    queryKey: ['whatsapp', 'status'],
    queryFn: async () => (await request<WhatsAppStatus>('whatsapp/status')).json,
    refetchInterval: LOOK_EVERY_MS,
    enabled: canAccess,
  })
}

export const useWhatsAppTemplates = () =>
  useQuery<WhatsAppTemplate[], Error>({
    queryKey: ['whatsapp', 'templates'],
    queryFn: async () => (await request<WhatsAppTemplate[]>('whatsapp/templates')).json,
  })

/** Does something to WhatsApp, looks at everything of it again, and says what was refused. Null then. */
export function useAct() {
  const queries = useQueryClient()
  const notify = useNotify()
  return async <Answer = unknown>(
    path: string,
    { method = 'POST', body }: { method?: string; body?: unknown } = {},
  ): Promise<Answer | null> => {
    try {
      return (await request<Answer>(path, { method, ...(body !== undefined && { body }) })).json
    } catch (error) {
      notify(refusalOf(error), { type: 'error' })
      return null
    } finally {
      await queries.invalidateQueries({ queryKey: ['whatsapp'] })
    }
  }
}
