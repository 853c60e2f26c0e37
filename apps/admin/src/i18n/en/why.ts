import type * as fr from '../fr/why.ts'

export const why: typeof fr.why = {
  ask: 'Why?',
  at: 'At the instant',
  now: 'Now',
  no_rules: 'There is no rule yet.',
  states: {
    wins: 'Follows up',
    ready: 'Ready, but only one follow-up goes out',
    outranked: 'Comes after another',
    refused: 'Does not follow up at this instant',
  },
  remedy: 'What would have to change:',
  standing: 'Where the lead stands:',
  not_enrolled: 'not enrolled in this rule.',
  active: 'enrolled, step %{step} of %{steps}, looked at next on %{at}.',
  parked: 'enrolment on hold, step %{step} of %{steps}, resumed on %{at} at the earliest.',
  ended: 'ended at step %{step} of %{steps}.',
  course: 'From due to delivered',
  conditions: 'Conditions of the rule',
  holds: 'met',
  fails: 'not met',
  checks: 'Checks',
  passed: 'passed',
  refused: 'refused',
  message: 'Message',
  versions:
    'Rule version %{version}, frequency version %{frequency}, template version %{template}, priority %{priority}.',
  basis: {
    recorded: 'As it was recorded at the time.',
    reconstructed: 'Worked out from what is on record of that time.',
  },
  rule_versions: 'Versions of the rule',
  template_versions: 'Versions of the template',
  open_rule: 'Open the rule',
  relance_title: 'Why this follow-up?',
  recorded: 'Recorded on %{at} by the rule “%{rule}”.',
}
