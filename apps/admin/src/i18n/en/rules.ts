import type * as fr from '../fr/rules.ts'

export const rules: typeof fr.rules = {
  name: 'Rule |||| Rules',
  page: { create: 'New rule' },
  fields: {
    name: 'Name',
    active: 'Active',
    priority: 'Priority',
    channel: 'Channel',
    frequencyId: 'Frequency',
    templateIds: 'Messages',
    expiryDays: 'Expires after (days)',
    stopOn: 'Stops when',
    onContact: 'When you were in contact between two messages',
    audience: 'Who',
    version: 'Version',
  },
}

export const rule: typeof fr.rule = {
  active: 'active',
  inactive: 'paused',
  activate: 'Activate',
  pause: 'Pause',
  activated: '“%{name}” is active: its follow-ups go out at the next run.',
  paused: '“%{name}” is paused: what it had already handed to a closer is withdrawn.',
  order: 'Rules by priority',
  order_hint: 'The first rule goes before the others when several want the same lead. Move them by the handle.',
  ordered: 'Priorities saved',
  drag: 'Move “%{name}”, place %{place}',
  drag_help: 'Space to pick up, arrows to move, Space to drop, Escape to cancel.',
  drag_start: '“%{name}” picked up, place %{place} of %{all}.',
  drag_over: '“%{name}” would go to place %{place} of %{all}.',
  drag_end: '“%{name}” dropped at place %{place} of %{all}.',
  drag_cancel: '“%{name}” stayed where it was.',
  messages: '%{smart_count} message |||| %{smart_count} messages',
  stops_when: 'stops when',
  begins_anew: 'Starts again when',
  begins_anew_hint:
    'Once the sequence is over. An opted-out lead who sends a form stays opted out until you decide otherwise.',
  after_silence: 'Or after a silence of',
  after_silence_hint: 'With no news since the sequence ended. Empty: never.',
  always_stops: 'It always stops at a closed status, an opt-out, a wrong number or the last step.',
  on_contact_hint:
    'A call, a meeting or a message by you. What the lead says is a reply; the minimum gap holds in any case.',
  expiry_hint: 'What could not be delivered in that time expires instead of going out too late.',
  message_of: 'Message of step %{step}',
  add_message: 'Add a message for the next step',
  remove_message: 'Remove the message of step %{step}',
  message_missing: 'Choose a message for every step.',
  first_template: 'Write a first template',
  choose_next: 'Choose the next',
  write_next: 'Write the next text',
}

export const on_contact: typeof fr.on_contact = {
  restart_delay: 'The next step counts from that contact',
  stop: 'The rule ends for this lead',
  ignore: 'The dates stay',
}

export const audience: typeof fr.audience = {
  match: 'Matches',
  all: 'all of these conditions',
  any: 'any of these conditions',
  everybody: 'No condition: every lead.',
  add: 'Add a condition',
  add_group: 'Add a group',
  and: 'and',
  or: 'or',
  not: 'except',
  field: 'Field',
  operator: 'Operator',
  value: 'Value',
  unit: 'Unit',
  comma: 'Separated by commas',
  operators: {
    '=': 'is',
    '!=': 'is not',
    in: 'among',
    notIn: 'not among',
    null: 'is empty',
    notNull: 'is filled in',
    contains: 'contains',
    beginsWith: 'begins with',
    olderThan: 'more than … ago',
    newerThan: 'less than … ago',
    between: 'between',
  },
}

export const returns: typeof fr.returns = {
  reopened: 'The lead is re-opened, or its opt-out or wrong number is corrected',
  submitted: 'The lead asks again (a submission date later than the last contact)',
}

export const stops: typeof fr.stops = { replied: 'The lead replies', no_longer_matches: 'The lead no longer matches' }

export const preview: typeof fr.preview = {
  seen_by: 'See with a lead',
  no_lead: 'No lead matches',
  length: '%{smart_count} character |||| %{smart_count} characters',
  dates: 'If the last contact was now (%{zone}):',
  never: 'never: the window does not open',
  count: '%{smart_count} lead matches |||| %{smart_count} leads match',
  excluded: '%{smart_count} left out (closed, opted out…) |||| %{smart_count} left out (closed, opted out…)',
}

export const next_step: typeof fr.next_step = {
  rules: 'No rule. A rule says whom to follow up, with which messages, how often.',
  rules_create: 'Make the first rule',
  frequencies: 'No frequency. It says how many days lie between two follow-ups, which days and at what hours.',
  frequencies_create: 'Make the first frequency',
  templates: 'No template. It is the text your closers send, with the lead’s first name in its place.',
  templates_create: 'Write the first template',
  absences: 'No absence planned. While somebody is away, their follow-ups go to the stand-in, or wait for the return.',
  absences_create: 'Plan an absence',
  relances: 'No follow-up. They are recorded by a run, when an active rule finds leads.',
  relances_to: 'See the first steps',
  relances_yours: 'No follow-up is yours for now. They will arrive here by themselves.',
}

export const resumption = {
  title: { rule: 'Resume this rule', stop: 'Resume follow-ups' },
  leads: '%{smart_count} lead is waiting for a follow-up. |||| %{smart_count} leads are waiting for a follow-up.',
  overdue: '%{smart_count} follow-up is overdue. |||| %{smart_count} follow-ups are overdue.',
  spread: 'At most %{limit} per closer and day, the last ones on %{day}.',
  usual: 'This limit can be changed in the settings.',
  unassigned:
    '%{smart_count} of them has no closer; people who can take it: %{people}. |||| %{smart_count} of them have no closer; people who can take them: %{people}.',
  others: 'The others go on with what was left of their delay.',
  all: 'The follow-ups go on with what was left of their delay.',
  entering:
    '%{smart_count} more lead matches now and enters the rule. |||| %{smart_count} more leads match now and enter the rule.',
  partial: 'There are too many leads to count them all in time: the figures are a minimum.',
  midway: '%{smart_count} lead is midway |||| %{smart_count} leads are midway',
  choices: {
    continue: 'Continue where they were',
    restart: 'Start again with the first step',
    end: 'End their sequence without resuming it',
  },
  go_on: 'Resume',
  kept_off: 'The rule stays paused.',
}
