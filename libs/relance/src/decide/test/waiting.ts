/** What waits of one lead, as it is planned again; instants of March 2026. */
import { aLead, anEnrolment, aPlan, aRule, NOW } from './cases.ts'
import type { Plan, PlannedRule } from '../plan.ts'
import {
  type ChangedRules,
  EVERYTHING,
  replan,
  type Waiting,
  type WaitingEnrolment,
  type WaitingRelance,
} from '../replan.ts'
import { DAY } from '../../ground/time.ts'

export const at = (iso: string): number => Date.parse(`2026-03-${iso}:00Z`)

/** Comes on Wednesday morning. */
export const relance = (one: Partial<WaitingRelance> = {}): WaitingRelance => ({
  id: 'x',
  ruleId: 'r',
  deliverAt: at('11T08:00'),
  expiresAt: at('13T17:00'),
  notBefore: null,
  reason: null,
  ...one,
})
/** In its second step; the first was delivered two days ago. */
export const place = (one: Partial<WaitingEnrolment> = {}): WaitingEnrolment => ({
  ...anEnrolment({ dueAt: NOW + DAY, nextDueAt: NOW + DAY }),
  before: { relanceId: 'w', at: NOW - 2 * DAY },
  firstRecordedAt: NOW - 2 * DAY,
  ...one,
})
export const waiting = (one: Partial<Waiting>): Waiting => ({
  lead: aLead(),
  deliveredAt: null,
  contactedAt: null,
  enrolments: [],
  relances: [],
  ...one,
})

export const ALL: ChangedRules = () => EVERYTHING
export interface Asked {
  rules?: PlannedRule[]
  changed?: ChangedRules
  plan?: Partial<Plan>
}
export const again = (what: Partial<Waiting>, { rules = [aRule()], changed = ALL, plan = {} }: Asked = {}) =>
  replan(waiting(what), changed, aPlan(rules, plan), NOW)
