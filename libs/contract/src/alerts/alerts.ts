/** Every kind of alert, and what is said of one. The words are in words/alert-words.ts. */
import { SCAN_TROUBLES } from '../runs/scan.ts'

/** What lasts until it is mended: its end is told as well. */
export const LASTING_ALERTS = [
  ...SCAN_TROUBLES,
  'account_stopped',
  'number_blocked',
  'canary_silent',
  'number_quality_low',
  'rule_paused',
  'opt_out_rate',
  'stop_unanswered',
  'submission_unanswered',
  'messages_incomplete',
] as const
export type LastingAlert = (typeof LASTING_ALERTS)[number]

/** What is told once. */
export const PASSING_ALERTS = [
  'differences',
  'budget_alert',
  'budget_spent',
  'account_notice',
  'template_category',
  'people_limit',
  'audit_head_lost',
] as const
export type PassingAlert = (typeof PASSING_ALERTS)[number]

export type AlertKind = LastingAlert | PassingAlert

/** One that begins, or that is over. `facts` are what its sentence names; nothing of a lead, a person or a message. */
export interface Alert {
  event: 'opened' | 'closed'
  kind: AlertKind
  /** What it is about: `scan`, `account`, a number, a rule, a step of one as `rule/step`, a month as `2026-11`. */
  subject: string
  facts: Readonly<Record<string, string | number>>
  openedAt: string
  closedAt: string | null
}
