/** The addresses of the lists behind the figures of a period. The server counts and lists by the same conditions. */
import type { ReachedFilter } from '@relance/contract'
import { relancesPath } from '../reading/relances-path.ts'

type Within = Pick<ReachedFilter, 'since' | 'until'>

const SENT_STATES = ['sent', 'accepted', 'delivered', 'read'] as const
const within = ({ since, until }: Within) => ({ deliverAt_gte: since, deliverAt_lt: until })

export const sentPath = (period: Within, more: object = {}): string =>
  relancesPath({ ...within(period), state_in: SENT_STATES, ...more })

export const onTimePath = (period: Within, more: object = {}): string =>
  relancesPath({ ...within(period), onTime: true, ...more })

export const outcomesPath = (period: Within, outcomes: readonly string[], more: object = {}): string =>
  sentPath(period, { outcome_in: outcomes, ...more })

export const REPLIED = ['replied', 'meeting', 'won'] as const
export const MEETING = ['meeting', 'won'] as const

export const leadsPath = (filter: object): string =>
  `/leads?${new URLSearchParams({ filter: JSON.stringify(filter), page: '1' })}`

export const reachedPath = ({ stage, since, until, ruleId }: ReachedFilter): string =>
  leadsPath({ reached: { stage, since, until, ...(ruleId !== undefined && { ruleId }) } })

export const FUNNEL_STAGES = [
  'entered',
  'relanced',
  'replied',
  'meeting',
  'won',
] as const satisfies readonly ReachedFilter['stage'][]
