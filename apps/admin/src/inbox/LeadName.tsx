import type { Lead } from '@relance/contract'
import { useGetManyAggregate } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'

/** The lead of a relance; the leads of a whole queue are read at once. */
export function useLead(leadId: string): Lead | undefined {
  return useGetManyAggregate<Lead>('leads', { ids: [leadId] }).data?.[0]
}

export const nameOf = (lead: Lead | undefined, nameless: string): string =>
  lead ? `${lead.firstName} ${lead.lastName}`.trim() || lead.company || nameless : '…'

export const LeadName = ({ leadId }: { leadId: string }) => {
  const translate = useWords()
  const lead = useLead(leadId)
  return (
    <>
      {nameOf(lead, translate('inbox.nameless'))}
      {lead?.company && ` · ${lead.company}`}
    </>
  )
}
