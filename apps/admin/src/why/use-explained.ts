/** Asks the server why: for a lead at an instant, or for a relance that was recorded. */
import type { Explanation, ExplanationWords, RuleExplanation, RuleWords } from '@relance/contract'
import { useQuery } from '@tanstack/react-query'
import { useLocaleState } from 'react-admin'
import { request } from '../providers/request.ts'

export type LeadExplained = Explanation & { words: ExplanationWords }
export type RelanceExplained = RuleExplanation & { words: RuleWords }

/** `at` is an ISO instant; null is now. */
export function useLeadExplained(leadId: string, at: string | null) {
  const [locale] = useLocaleState()
  return useQuery({
    queryKey: ['explain', leadId, at, locale],
    queryFn: async () =>
      (await request<LeadExplained>(`leads/${leadId}/explain${at ? `?at=${encodeURIComponent(at)}` : ''}`)).json,
  })
}

export function useRelanceExplained(relanceId: string | null) {
  const [locale] = useLocaleState()
  return useQuery({
    queryKey: ['relances', 'explain', relanceId, locale],
    queryFn: async () => (await request<RelanceExplained>(`relances/${relanceId}/explain`)).json,
    enabled: relanceId !== null,
  })
}
