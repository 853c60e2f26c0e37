/**
 * What an update of an enrolment `e` sets when its next step is to be due `at` (an expression of SQL), counted from the step before: no
 * contact has moved it from there. One that waits for an event stays so, with that date to go on with. The pauses of the rule so far are
 * allowed for.
 */
export const dueFrom = (at: string): string =>
  `due_at = ${at}, planned_at = null, moved_to = null, next_due_at = case e.state when 'active' then ${at} end,
         reason = case when e.state <> 'active' then e.reason end, paused_ms = pause_clock(e.rule_id)`
