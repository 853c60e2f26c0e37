/** What waits for a decision, each with its count and the address of its list. Nothing that is zero. */
import type {
  CloserStatistics,
  Company,
  Lead,
  Relance,
  StepAlertShape,
  StopQuestion,
  UnwrittenMessage,
} from '@relance/contract'
import { useQuery } from '@tanstack/react-query'
import { useGetList } from 'react-admin'
import { dayIn, startOfDayIn } from '../calendar/weeks.ts'
import { request } from '../providers/request.ts'
import { useStatistics } from '../providers/use-statistics.ts'
import { relancesPath } from '../reading/relances-path.ts'
import { type Reading, together } from '../reading/together.ts'
import { useWhatsAppStatus } from '../whatsapp/use-whatsapp.ts'
import { leadsPath } from './lists.ts'
import { useCompanyZone } from './use-company-zone.ts'

export type Kind =
  | 'overdue'
  | 'whatsapp_stopped'
  | 'budget'
  | 'stops'
  | 'submissions'
  | 'held'
  | 'unassigned'
  | 'leads_unassigned'
  | 'unsettled'
  | 'unknown'
  | 'paused'
  | 'annoying'

export interface Item {
  kind: Kind
  /** Null for a condition that is not counted. */
  count: number | null
  to: string
  isLate?: boolean
  /** The people concerned, or the date since when. */
  names?: readonly { closerId: string | null; count: number }[]
  since?: string | null
}

const ONE = { page: 1, perPage: 1 }
const MANY = { page: 1, perPage: 200 }
const OLDEST = { field: 'deliverAt', order: 'ASC' } as const

export function useAttention(from: string): { items: Item[]; reading: Reading } {
  const { zone } = useCompanyZone()
  const midnight = new Date(startOfDayIn(zone, dayIn(zone, new Date().toISOString()))).toISOString()
  const { data: company } = useQuery({
    queryKey: ['settings', 'company'],
    queryFn: async () => (await request<Company>('settings/company')).json,
    staleTime: 60_000,
  })
  const overdueFilter = { inbox: true, deliverAt_lt: midnight }
  const unassignedFilter = { inbox: true, closerId_in: [null] }
  const open = (company?.leadStatuses ?? []).filter(({ isOpen }) => isOpen).map(({ code }) => code)
  const leadsFilter = { closerId_in: [null], status: open }
  // With a shared queue, closers see unassigned relances, so nobody has to assign them.
  const isShared = company?.sharedQueue === true
  const closers = useStatistics<CloserStatistics[]>(`closers?from=${from}`, 'relances')
  const overdue = useGetList<Relance>('relances', { filter: overdueFilter, pagination: ONE, sort: OLDEST })
  const unassigned = useGetList<Relance>('relances', { filter: unassignedFilter, pagination: ONE, sort: OLDEST })
  const leads = useGetList<Lead>(
    'leads',
    { filter: leadsFilter, pagination: ONE },
    { enabled: company !== undefined && !isShared },
  )
  const questions = useGetList<StopQuestion>('stop-questions', { pagination: MANY })
  const held = useGetList<UnwrittenMessage>('unwritten-messages', { pagination: MANY })
  const alarms = useQuery<StepAlertShape[], Error>({
    queryKey: ['alerts'],
    queryFn: async () => (await request<StepAlertShape[]>('alarms')).json,
  })
  const whatsapp = useWhatsAppStatus()
  const status = whatsapp.data
  const asking = (isSubmission: boolean): number =>
    new Set((questions.data ?? []).flatMap((one) => ((one.source === 'submission') === isSubmission ? one.leadId : [])))
      .size
  const items: Item[] = [
    {
      kind: 'whatsapp_stopped',
      count: status?.isConfigured && status.isStopped ? null : 0,
      to: '/whatsapp',
      isLate: true,
    },
    {
      kind: 'overdue',
      count: overdue.total ?? 0,
      to: relancesPath(overdueFilter),
      isLate: true,
      names: (closers.data ?? []).flatMap(({ closerId, overdue: count }) => (count > 0 ? { closerId, count } : [])),
      since: overdue.data?.[0]?.deliverAt ?? null,
    },
    { kind: 'annoying', count: alarms.data?.length ?? 0, to: addressOfAlarms(alarms.data ?? []), isLate: true },
    { kind: 'stops', count: asking(false), to: '/held' },
    { kind: 'held', count: held.total ?? 0, to: '/held' },
    { kind: 'submissions', count: asking(true), to: '/held' },
    {
      kind: 'unassigned',
      count: isShared ? 0 : (unassigned.total ?? 0),
      to: relancesPath(unassignedFilter),
      since: unassigned.data?.[0]?.deliverAt ?? null,
    },
    { kind: 'unsettled', count: status?.unsettled ?? 0, to: '/whatsapp' },
    { kind: 'unknown', count: status?.unknownEvents ?? 0, to: '/whatsapp' },
    { kind: 'paused', count: status?.pausedRules.length ?? 0, to: '/whatsapp' },
    {
      kind: 'budget',
      count: status?.budgetState === 'alert' || status?.budgetState === 'spent' ? null : 0,
      to: '/whatsapp',
    },
    { kind: 'leads_unassigned', count: isShared ? 0 : (leads.total ?? 0), to: leadsPath(leadsFilter) },
  ]
  return {
    items: items.filter(({ count }) => count !== 0),
    reading: together(overdue, unassigned, questions, held, alarms),
  }
}

function addressOfAlarms(alarms: readonly StepAlertShape[]): string {
  const [first] = alarms
  return alarms.length === 1 && first ? `/rules/${first.ruleId}/effect` : '/rules'
}
