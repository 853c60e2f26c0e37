import type * as fr from '../fr/rules.ts'

export const rules: typeof fr.rules = {
  name: 'Rule |||| Rules',
  fields: {
    name: 'Name',
    active: 'Active',
    priority: 'Priority',
    channel: 'Channel',
    frequencyId: 'Frequency',
    templateIds: 'Messages',
    expiryDays: 'Expires after (days)',
    stopOn: 'Stops when',
    audience: 'Who',
    version: 'Version',
  },
}

export const rule: typeof fr.rule = { active: 'active', inactive: 'inactive' }

export const audience: typeof fr.audience = {
  match: 'Matches',
  all: 'all of these conditions',
  any: 'any of these conditions',
  everybody: 'No condition: every lead.',
  add: 'Add a condition',
  add_group: 'Add a group',
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

export const stops: typeof fr.stops = { replied: 'The lead replies', no_longer_matches: 'The lead no longer matches' }

export const preview: typeof fr.preview = {
  length: '%{smart_count} character |||| %{smart_count} characters',
  dates: 'If the last contact was now (%{zone}):',
  never: 'never: the window does not open',
  count: '%{smart_count} lead matches |||| %{smart_count} leads match',
  excluded: '%{smart_count} left out (closed, opted out…) |||| %{smart_count} left out (closed, opted out…)',
}
