/** What the words of an explanation have to cover: a code without words in every language does not compile. */
import type {
  ANCHORS,
  CheckReason,
  ContactDirection,
  ContactKind,
  DelayUnit,
  LeadFieldName,
  Operator,
  ShiftKind,
  VerdictReason,
} from '@relance/relance/core'

/**
 * `{name}` stands for what the explanation knows; a part in brackets is left out when it does not. Instants are written
 * out in the lead's zone, with weekday and hour.
 */
export interface ReasonWords {
  /** Of the whole: what comes next for this lead. */
  summary: Readonly<
    Record<'stopped' | 'now' | 'planned' | 'refused' | 'none' | 'recorded' | 'notRecorded' | 'beforeRuns', string>
  >
  /** Of one rule: why, and what would have to change. */
  verdicts: Readonly<Record<VerdictReason | 'recorded', { why: string; remedy: string }>>
  checks: Readonly<Record<CheckReason, { passed: string; failed: string }>>
  shifts: Readonly<Record<ShiftKind, string>>
  /** What was said, by its kind and direction; `{who}` is left out where nobody is named. */
  contacts: Readonly<Record<ContactKind, Readonly<Record<ContactDirection, string>>>>
  anchors: Readonly<Record<(typeof ANCHORS)[number], string>>
  /** Without an anchor that can be told. */
  due: string
  delivery: string
  /** One, and more. */
  delays: Readonly<Record<DelayUnit, readonly [string, string]>>
  fields: Readonly<Record<LeadFieldName, string>>
  operators: Readonly<Record<Operator, string>>
  /** What a condition saw. */
  seen: string
  quoted: string
  /** Labels of the statuses that come with Relance; others are shown as the company writes them. */
  statuses: Readonly<Record<string, string>>
  missing: string
  everyLead: string
  truth: Readonly<Record<'true' | 'false', string>>
}
