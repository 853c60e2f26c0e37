import type * as fr from '../fr/effect.ts'

export const effect: typeof fr.effect = {
  title: 'Effect',
  title_of: 'Effect of “%{rule}”',
  period: 'Period',
  days: 'The last day |||| The last %{smart_count} days',
  hint: 'Each share is counted on few leads or many: the range says where the true value very probably is. The wider it is, the less it should be relied on.',
  nothing: 'No follow-up of this rule in the period.',
  step: 'Step %{step}',
  recorded:
    '%{smart_count} follow-up recorded, %{sent} of them sent |||| %{smart_count} follow-ups recorded, %{sent} of them sent',
  opened: 'Opened',
  replied: 'Replies',
  won: 'Won',
  optedOut: 'Opted out',
  count_of: '%{count} of %{of}',
  between: 'probably between %{low} and %{high}',
  alert:
    'Too many opt-outs: more than %{percent} % of those who got this step. Look at its message or its delay again.',
  step_alert:
    '“%{rule}”, step %{step}: %{smart_count} opt-out for %{sent} messages. |||| “%{rule}”, step %{step}: %{smart_count} opt-outs for %{sent} messages. That is too many: look at its message or its delay.',
  texts: 'The two texts',
  too_early: 'Too early to tell: %{needed} leads are needed on each side, the smaller one has %{fewest}.',
  texts_verdict: {
    first_better: '“%{first}” gets more replies than “%{second}”.',
    second_better: '“%{second}” gets more replies than “%{first}”.',
    no_difference: 'No difference can be seen between “%{first}” and “%{second}”.',
  },
  chance: 'Chance alone would make such a difference in %{chance} of cases at most.',
  holdout: 'With or without follow-ups',
  holdout_percent: '%{percent} % of the leads of the rule are set aside, to compare.',
  no_holdout:
    'No lead is set aside: what would have happened without follow-ups cannot be told. This is set in the rule.',
  nobody_held_out: 'Nobody has been set aside in the period yet.',
  treated: '%{smart_count} lead followed up |||| %{smart_count} leads followed up',
  heldOut: '%{smart_count} lead set aside |||| %{smart_count} leads set aside',
  holdout_hint: 'Chance decides, lead by lead, once and for all.',
  lift: {
    first_better: 'Following up pays: more leads are won.',
    second_better: 'Following up harms: fewer leads are won.',
    no_difference: 'No difference can be seen between following up and doing nothing.',
  },
  lift_between: 'The difference is probably between %{low} and %{high}.',
  experiment: 'Measure the effect',
  experiment_hint: 'Optional: compare two texts, or with leads set aside.',
  holdout_percent_label: 'Leads set aside (%)',
  holdout_percent_hint: 'Drawn by lot and never followed up by this rule, to measure what it brings. 0: nobody.',
  variants: 'Try a second text',
  variants_hint: 'Half the leads, drawn by lot, get the other text; the “Effect” page says which does better.',
  variant_of: 'Second text of step %{step}',
  add_variant: 'Second text for step %{step}',
  remove_variant: 'Remove the second text of step %{step}',
}
