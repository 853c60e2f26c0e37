/**
 * Sets when the step after is due, of an enrolment `e` that is not over: it counts from when the step before reaches the lead, also
 * while the rule rests or a text is missing. The rests so far are allowed for. `at`: an expression of SQL.
 */
export const dueFrom = (at: string): string =>
  `due_at = ${at}, next_due_at = case e.state when 'active' then ${at} end,
         reason = case when e.state <> 'active' then e.reason end, rested_ms = rest_clock(e.rule_id)`
